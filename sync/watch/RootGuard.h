#pragma once

#include "RootIdentity.h"

#include <QByteArray>
#include <QList>

namespace vectray {

/// Remembers which directory a root was, and tells when another one, or none, stands in its place.
///
/// A root that was deleted and made again is taken for the same folder. One on another device or mount is
/// so only if it looks like the same content come back: the same inode, or most of the names at its top.
/// An empty one never is. Looks at the disk only when asked; not thread-safe.
class RootGuard
{
public:
    enum class Finding {
        Same, ///< as at the last look
        Lost, ///< not to be used; reason() says why
        Back, ///< it can be used again, or it is a new directory in the place: everything may have changed
    };

    /// expectsFiles: even the first look is suspicious of an empty root.
    explicit RootGuard(QString root, bool expectsFiles = false);

    Finding look();

    /// A watcher saw the root go; the next look() will say Back or Lost.
    void tellLost() { m_lost = true; }

    const QString &reason() const { return m_reason; } ///< a sentence; empty unless Lost
    const QString &cure() const { return m_cure; } ///< may be empty

private:
    Finding lose(const QString &reason, const QString &cure);
    bool isSuccessor(const RootState &state) const;
    void remember(const RootState &state);

    QString m_root;
    RootIdentity m_known;
    bool m_seen = false; ///< m_known is something
    bool m_lost = false;
    bool m_hadEntries;
    QList<QByteArray> m_names; ///< some of those at the top
    QString m_reason;
    QString m_cure;
};

} // namespace vectray
