#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace vectray {

/// Whoever was told of a path may have read what was there only between two looks, which no look can see. So what one
/// look tells is told once more by the next.
class ToldTwice
{
public:
    /// What is to be told after a look that found \a touched.
    QList<QByteArray> with(const QList<QByteArray> &touched) { return touched + std::exchange(m_told, touched); }

    /// A look whose findings are told now, by themselves.
    void note(const QList<QByteArray> &touched) { m_told = touched; }

    void clear() { m_told.clear(); }

private:
    QList<QByteArray> m_told; ///< by the last look
};

} // namespace vectray
