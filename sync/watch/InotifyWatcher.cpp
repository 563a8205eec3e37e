#include "InotifyWatcher.h"

#include "FileSystemKind.h"
#include "WatchLimit.h"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// No IN_OPEN, IN_ACCESS, IN_CLOSE_NOWRITE: reading the files must not raise events.
constexpr std::uint32_t Mask = IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_MOVED_FROM
    | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

/// The two halves of a move follow each other; a half that is alone for so long came from outside or went
/// there.
constexpr std::chrono::milliseconds MovePatience = 100ms;

constexpr int DeepestLevel = 256; // as of a walk

QByteArray parentOf(const QByteArray &path)
{
    return path.first(std::max<qsizetype>(path.lastIndexOf('/'), 0));
}

QByteArray join(const QByteArray &directory, const QByteArray &name)
{
    return directory.isEmpty() ? name : QByteArray(directory + '/' + name);
}

} // namespace

InotifyWatcher::InotifyWatcher(WatcherOptions options) : GuardedWatcher(std::move(options))
{
    m_moveTimer.setSingleShot(true);
    m_moveTimer.setInterval(MovePatience);
    connect(&m_moveTimer, &QTimer::timeout, this, &InotifyWatcher::settleMoves);
}

InotifyWatcher::~InotifyWatcher() = default;

WatcherHealth InotifyWatcher::arm()
{
    disarm();
    openReader();
    watchEverything();
    return ownHealth();
}

/// False if the system's limit of instances is reached.
bool InotifyWatcher::openReader()
{
    const auto ready = [this] {
        QMetaObject::invokeMethod(this, &InotifyWatcher::takeEvents, Qt::QueuedConnection);
    };
    auto reader = InotifyReader::open(ready);
    if (reader)
        m_reader = *std::move(reader);
    return bool(m_reader);
}

void InotifyWatcher::disarm()
{
    m_reader.reset();
    m_directories.clear();
    m_polled.clear();
    m_snapshot.clear();
    m_told.clear();
    m_moving.clear();
    m_moveTimer.stop();
    m_touched.clear();
    m_lost = false;
    m_rootGone = false;
}

WatcherHealth InotifyWatcher::rulesChanged()
{
    watchEverything();
    return ownHealth();
}

void InotifyWatcher::watchEverything()
{
    const Descriptor root = openDirectory(AT_FDCWD, rootPath().constData());
    if (!root)
        return; // the next check finds out why
    m_directories.beginRound();
    m_polled.clear();
    watchBranch({.directory = root.get(), .path = {}, .place = {}, .scope = rules().scope()});
    for (const int watch : m_directories.leftOver())
        unwatch(watch);
}

/// False if there is no such directory, or it cannot be read.
bool InotifyWatcher::watchAt(const QByteArray &path)
{
    const Descriptor root = openDirectory(AT_FDCWD, rootPath().constData());
    const Descriptor directory = root ? openDirectoryBeneath(root.get(), path) : Descriptor();
    if (!directory)
        return false;
    if (path.isEmpty()) {
        watchBranch({.directory = directory.get(), .path = {}, .place = {}, .scope = rules().scope()});
        return true;
    }
    const int parent = m_directories.find(parentOf(path));
    if (parent == WatchedDirectories::NoParent)
        return false;
    watchBranch({.directory = directory.get(),
                 .path = path,
                 .place = {parent, path.mid(path.lastIndexOf('/') + 1)},
                 .scope = m_directories.scope(parent),
                 .level = int(path.count('/')) + 1});
    return true;
}

void InotifyWatcher::watchBranch(const Branch &branch)
{
    struct stat found = {};
    if (::fstat(branch.directory, &found) != 0)
        return;
    if (found.st_dev != branch.device) {
        if (const QString kind = blindFileSystem(branch.directory); !kind.isEmpty())
            return pollInstead(branch, {u"%1 does not tell of changes."_s.arg(kind), {}});
    }
    if (!m_reader) {
        const WatchLimit limit = WatchLimit::ofInstances();
        return pollInstead(branch, {limit.reason, limit.cure});
    }
    // By its descriptor: a path might mean another directory by now.
    const QByteArray self = "/proc/self/fd/" + QByteArray::number(branch.directory);
    const int watch = ::inotify_add_watch(m_reader->descriptor(), self.constData(), Mask);
    if (watch >= 0)
        return watchInside(branch, watch, found.st_dev);
    if (errno == ENOSPC) {
        const WatchLimit limit = WatchLimit::ofWatches();
        return pollInstead(branch, {limit.reason, limit.cure});
    }
    if (errno != ENOENT)
        pollInstead(branch, {u"It cannot be watched: %1."_s.arg(errnoText(errno)), {}});
}

/// Watched first, listed second: what is made meanwhile is seen by one of the two.
void InotifyWatcher::watchInside(const Branch &branch, int watch, std::uint64_t device)
{
    IgnoreScope::Marks marks = IgnoreScope::Marks::none();
    QList<QByteArray> names;
    ::lseek(branch.directory, 0, SEEK_SET);
    m_listing.read(branch.directory, [&](const char *name, unsigned char type) {
        marks.see(name);
        struct stat found = {};
        const bool isDirectory = type == DT_DIR
            || (type == DT_UNKNOWN && ::fstatat(branch.directory, name, &found, AT_SYMLINK_NOFOLLOW) == 0
                && S_ISDIR(found.st_mode));
        if (isDirectory)
            names.append(name);
    });
    const IgnoreScope scope =
        branch.path.isEmpty() ? branch.scope : branch.scope.enter(branch.directory, branch.path, marks);
    m_directories.put(watch, branch.place, scope);
    m_moving.removeIf([watch](const auto moving) { return moving.value() == watch; });
    if (branch.level == DeepestLevel)
        return;
    for (const QByteArray &name : std::as_const(names)) {
        const QByteArray path = join(branch.path, name);
        if (scope.ignores(path, true))
            continue;
        if (const Descriptor directory = openDirectory(branch.directory, name.constData()))
            watchBranch({directory.get(), path, {watch, name}, scope, device, branch.level + 1});
    }
}

void InotifyWatcher::unwatch(int watch)
{
    if (m_reader)
        ::inotify_rm_watch(m_reader->descriptor(), watch);
    m_directories.remove(watch);
}

void InotifyWatcher::takeEvents()
{
    if (!m_reader)
        return; // disarmed since this call was queued
    const InotifyReader::Batch batch = m_reader->take();
    m_lost = m_lost || batch.lost;
    for (qsizetype at = 0; at < batch.events.size();) {
        inotify_event event = {};
        std::memcpy(&event, batch.events.constData() + at, sizeof event);
        handle(event, batch.events.constData() + at + sizeof event);
        at += qsizetype(sizeof event + event.len);
    }
    if (m_rootGone)
        return loseRoot();
    if (batch.error != 0) { // the thread is no more: a new one
        arm();
        m_touched.insert(QByteArray());
    } else if (std::exchange(m_lost, false)) {
        if (options().onLost)
            options().onLost();
        watchEverything();
        m_touched.insert(QByteArray());
    }
    if (!m_touched.isEmpty()) {
        setHealth(ownHealth());
        deliver(std::exchange(m_touched, {}).values());
    }
}

void InotifyWatcher::handle(const inotify_event &event, const char *name)
{
    if ((event.mask & IN_Q_OVERFLOW) != 0)
        m_lost = true;
    if (!m_directories.contains(event.wd))
        return;
    if (event.len == 0)
        return handleSelf(event);
    const std::optional<QByteArray> directory = m_directories.path(event.wd);
    if (!directory)
        return;
    const QByteArray path = join(*directory, name);
    const bool isDirectory = (event.mask & IN_ISDIR) != 0;
    if (m_directories.scope(event.wd).ignores(path, isDirectory) && !IgnoreRules::isIgnoreFile(path))
        return;
    const bool known = m_touched.contains(path);
    m_touched.insert(path);
    if (isDirectory)
        handleDirectory(event, path, name);
    else if (!known && (event.mask & (IN_MODIFY | IN_CLOSE_WRITE)) != 0 && hasOtherNames(path))
        m_touched.insert(QByteArray()); // the change shows under this name alone
}

void InotifyWatcher::handleSelf(const inotify_event &event)
{
    if ((event.mask & IN_IGNORED) != 0)
        return m_directories.remove(event.wd);
    const bool gone = (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0;
    if (gone && event.wd == m_directories.root())
        m_rootGone = true;
    else if ((event.mask & IN_UNMOUNT) != 0)
        m_touched.insert(m_directories.path(event.wd).value_or(QByteArray()));
}

void InotifyWatcher::handleDirectory(const inotify_event &event, const QByteArray &path, const char *name)
{
    const int watch = m_directories.at({event.wd, name});
    if ((event.mask & (IN_MOVED_FROM | IN_DELETE)) != 0)
        stopPolling(path);
    if ((event.mask & IN_MOVED_FROM) != 0 && watch != WatchedDirectories::NoParent) {
        m_moving.insert(event.cookie, watch);
        m_moveTimer.start();
    }
    // Moved inside the folder, it keeps its watch: adding it again moves it in the map. Its permissions
    // may have changed so that it can be watched only now.
    const bool appeared = (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0;
    if (appeared || ((event.mask & IN_ATTRIB) != 0 && watch == WatchedDirectories::NoParent))
        watchAt(path);
}

/// What left its place and did not come back anywhere is outside now.
void InotifyWatcher::settleMoves()
{
    for (const int moved : std::exchange(m_moving, {})) {
        for (const int watch : m_directories.tree(moved))
            unwatch(watch);
    }
}

} // namespace vectray
