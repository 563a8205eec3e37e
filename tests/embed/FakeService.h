#pragma once

#include <embed/HttpTransport.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>
#include <mutex>

namespace vectray::test {

using namespace Qt::Literals::StringLiterals;

/// An OpenAI-like service without a network. Vectors have four numbers, which depend on the text. What it
/// does differently is told by the test: a function that may answer in its stead.
class FakeService final : public HttpTransport
{
public:
    using Trick = std::function<std::optional<Result<HttpAnswer>>(const QStringList &texts)>;

    Result<HttpAnswer> post(const HttpCall &call, std::stop_token stop) const override
    {
        if (stop.stop_requested())
            return Error{Error::Kind::Cancelled, u"stopped"_s};
        QStringList texts;
        const QJsonArray input = QJsonDocument::fromJson(call.body)[u"input"].toArray();
        for (const auto &text : input)
            texts.append(text.toString());
        Trick current;
        {
            const std::scoped_lock lock(m_mutex);
            m_calls.append(texts);
            current = m_trick;
        }
        if (current) {
            if (auto answer = current(texts))
                return *answer;
        }
        return answerFor(texts);
    }

    void setTrick(Trick trick)
    {
        const std::scoped_lock lock(m_mutex);
        m_trick = std::move(trick);
    }
    QList<QStringList> calls() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_calls;
    }

    static QJsonArray vectorOf(const QString &text)
    {
        return {1.0, text.isEmpty() ? 0.0 : double(text.front().unicode()), double(text.size()), -1.0};
    }
    static HttpAnswer answerFor(const QStringList &texts)
    {
        QJsonArray data;
        for (qsizetype i = 0; i < texts.size(); ++i)
            data.prepend(
                QJsonObject{{u"index"_s, i}, {u"embedding"_s, vectorOf(texts.at(i))}}); // in no good order
        return {.status = 200,
                .headers = {},
                .body = QJsonDocument(
                            QJsonObject{{u"data"_s, data},
                                        {u"usage"_s, QJsonObject{{u"total_tokens"_s, texts.size() * 10}}}})
                            .toJson()};
    }
    static HttpAnswer failure(int status, const QString &message,
                              const QHash<QByteArray, QByteArray> &headers = {})
    {
        const QJsonObject error{{u"message"_s, message}};
        return {.status = status,
                .headers = headers,
                .body = QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson()};
    }

private:
    mutable std::mutex m_mutex;
    Trick m_trick;
    mutable QList<QStringList> m_calls;
};

} // namespace vectray::test
