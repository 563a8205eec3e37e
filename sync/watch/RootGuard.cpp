#include "RootGuard.h"

#include "DirectoryListing.h"
#include "OpenDirectory.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype RememberedNames = 64;

} // namespace

RootGuard::RootGuard(QString root, bool expectsFiles) : m_root(std::move(root)), m_hadEntries(expectsFiles) {}

RootGuard::Finding RootGuard::look()
{
    const RootState state = lookAtRoot(m_root);
    if (state.kind != RootState::Kind::Present)
        return lose(state.reason,
                    u"Put the folder back or mount the disk it is on; nothing is removed from the index."_s);
    if (suddenlyEmpty(state, m_hadEntries ? 1 : 0))
        return lose(
            u"The folder %1 is suddenly empty."_s.arg(m_root),
            u"Mount the disk that belongs there or put the files back; nothing is removed from the index."_s);
    if (m_seen && !isSuccessor(state))
        return lose(u"Another file system is mounted in the place of %1."_s.arg(m_root),
                    u"Mount the disk that belongs there, or remove the folder and add it again."_s);

    const bool same = m_seen && !m_lost && state.identity == m_known;
    const bool first = !m_seen && !m_lost;
    m_lost = false;
    m_seen = true;
    m_reason.clear();
    m_cure.clear();
    remember(state);
    return same || first ? Finding::Same : Finding::Back;
}

RootGuard::Finding RootGuard::lose(const QString &reason, const QString &cure)
{
    m_lost = true;
    m_reason = reason;
    m_cure = cure;
    return Finding::Lost;
}

bool RootGuard::isSuccessor(const RootState &state) const
{
    const RootIdentity &now = state.identity;
    if ((now.device == m_known.device && now.mount == m_known.mount) || now.inode == m_known.inode)
        return true;
    const Descriptor directory = openDirectory(AT_FDCWD, QFile::encodeName(m_root).constData());
    const auto there = std::ranges::count_if(m_names, [&](const QByteArray &name) {
        struct stat found = {};
        return ::fstatat(directory.get(), name.constData(), &found, AT_SYMLINK_NOFOLLOW) == 0;
    });
    return there * 2 >= m_names.size();
}

void RootGuard::remember(const RootState &state)
{
    m_known = state.identity;
    m_hadEntries = m_hadEntries || !state.empty;
    const Descriptor directory = openDirectory(AT_FDCWD, QFile::encodeName(m_root).constData());
    DirectoryListing listing;
    m_names.clear();
    listing.read(directory.get(), [&](const char *name, unsigned char) {
        if (m_names.size() < RememberedNames)
            m_names.append(name);
    });
}

} // namespace vectray
