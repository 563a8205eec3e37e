#include "GuardedWatcher.h"

#include "EntryCheck.h"

#include <QFile>

#include <sys/stat.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A root that is gone is looked for more often than a healthy one is checked.
constexpr std::chrono::milliseconds SearchInterval = 2s;

QByteArray parentOf(const QByteArray &path)
{
    return path.first(std::max<qsizetype>(path.lastIndexOf('/'), 0));
}

/// What can be told of a path in a QString: itself, or the nearest directory with a name in UTF-8.
QString tellable(QByteArray path)
{
    while (!path.isValidUtf8())
        path = parentOf(path);
    return QString::fromUtf8(path);
}

} // namespace

GuardedWatcher::GuardedWatcher(WatcherOptions options)
    : m_options(std::move(options))
    , m_rules(m_options.root, m_options.ignore)
    , m_guard(m_options.root, m_options.expectsFiles)
{
    connect(&m_timer, &QTimer::timeout, this, &GuardedWatcher::checkNow);
}

GuardedWatcher::~GuardedWatcher() = default;

QByteArray GuardedWatcher::rootPath() const
{
    return QFile::encodeName(m_options.root);
}

void GuardedWatcher::start()
{
    m_timer.start(m_options.pollInterval);
    checkNow();
}

void GuardedWatcher::checkNow()
{
    follow(m_guard.look());
}

void GuardedWatcher::follow(RootGuard::Finding finding)
{
    switch (finding) {
    case RootGuard::Finding::Lost:
        if (std::exchange(m_armed, false))
            disarm();
        m_timer.setInterval(std::min(m_options.pollInterval, SearchInterval));
        return setHealth({WatcherHealth::State::Unavailable, m_guard.reason(), m_guard.cure()});
    case RootGuard::Finding::Back:
        if (std::exchange(m_armed, false)) {
            disarm();
            setHealth({WatcherHealth::State::Unavailable,
                       u"The folder %1 was replaced."_s.arg(m_options.root),
                       {}});
        }
        armAgain();
        Q_EMIT touched({QString()});
        return;
    case RootGuard::Finding::Same:
        if (!m_armed)
            return armAgain();
        if (const WatcherHealth health = poll();
            m_armed) // what it delivered may have shown that the root is gone
            setHealth(health);
        deliver(std::exchange(m_indexed, {}));
        if (m_armed && outsideStats() != m_outside) {
            m_outside = outsideStats();
            const WatcherHealth health = rulesChanged();
            if (m_armed)
                setHealth(health);
            deliver({QByteArray()});
        }
    }
}

void GuardedWatcher::wasIndexed(const QStringList &paths)
{
    if (health().state != WatcherHealth::State::Degraded)
        return; // it is told of each change
    for (const QString &path : paths)
        m_indexed.append(path.toUtf8());
}

void GuardedWatcher::armAgain()
{
    m_armed = true;
    m_timer.setInterval(m_options.pollInterval);
    m_outside = outsideStats();
    const WatcherHealth health = arm();
    if (!m_armed) // the root went while it was being looked at
        return;
    setHealth(health);
    if (!std::exchange(m_started, true))
        Q_EMIT watchingStarted();
}

void GuardedWatcher::deliver(const QList<QByteArray> &paths)
{
    if (paths.isEmpty() || !m_armed)
        return;
    // Something happened at the top: it may be the beginning of the end.
    if (std::ranges::any_of(paths, [](const QByteArray &path) { return !path.contains('/'); })) {
        const RootGuard::Finding finding = m_guard.look();
        if (finding != RootGuard::Finding::Same)
            return follow(finding);
    }
    QStringList told;
    bool newRules = false;
    for (const QByteArray &path : paths) {
        told.append(tellable(path));
        if (IgnoreRules::isIgnoreFile(path)) {
            told.append(tellable(parentOf(path)));
            newRules = true;
        }
    }
    if (newRules && !m_changingRules) { // what is delivered in there was found by the new rules already
        m_changingRules = true;
        const WatcherHealth health = rulesChanged();
        m_changingRules = false;
        if (!m_armed) // it may have looked, and have seen that the root is gone
            return;
        setHealth(health);
    }
    Q_EMIT touched(told);
}

void GuardedWatcher::loseRoot()
{
    m_guard.tellLost();
    follow(m_guard.look());
}

void GuardedWatcher::checkRoot()
{
    if (const RootGuard::Finding finding = m_guard.look(); finding != RootGuard::Finding::Same)
        follow(finding);
}

bool GuardedWatcher::hasOtherNames(const QByteArray &path) const
{
    struct stat found = {};
    const QByteArray absolute = rootPath() + '/' + path;
    return ::lstat(absolute.constData(), &found) == 0 && S_ISREG(found.st_mode) && found.st_nlink > 1;
}

GuardedWatcher::Stats GuardedWatcher::outsideStats() const
{
    Stats stats;
    for (const QByteArray &file : m_rules.outsideFiles()) {
        struct stat found = {};
        stats.insert(file, ::stat(file.constData(), &found) == 0 ? fileStat(found) : FileStat());
    }
    return stats;
}

} // namespace vectray
