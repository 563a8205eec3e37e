#pragma once

#include <QFuture>
#include <QPromise>

#include <memory>

namespace vectray {

/// An answer that is owed: future() goes to who asked, give() is called once, later, from any thread.
/// Copies owe the same answer.
template<typename R>
class Answer
{
public:
    Answer() : m_promise(std::make_shared<QPromise<R>>()) { m_promise->start(); }

    QFuture<R> future() const { return m_promise->future(); }
    void give(R value) const
    {
        m_promise->addResult(std::move(value));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<R>> m_promise;
};

/// An answer that is already known.
template<typename R>
QFuture<R> answered(R value)
{
    const Answer<R> answer;
    answer.give(std::move(value));
    return answer.future();
}

} // namespace vectray
