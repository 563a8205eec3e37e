#include "Notifier.h"

#include <domain/Overloaded.h>
#include <items/FolderWords.h>
#include <items/PlainText.h>

#include <QLocale>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto FirstPause = 60s;
constexpr auto LaterPause = 10min;
constexpr auto OfflineDelay = 60s; ///< a restarted database is back before
constexpr qsizetype MostRemembered = 10'000; ///< names of files that failed, of one folder

} // namespace

Notifier::Notifier(NotificationService &service, QObject *parent, Clock clock)
    : QObject(parent)
    , m_service(service)
    , m_clock(std::move(clock))
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Notifier::showDue);
    connect(&m_service, &NotificationService::invoked, this, &Notifier::onInvoked);
    connect(&m_service, &NotificationService::closed, this, &Notifier::onClosed);
}

void Notifier::handle(const SyncEvent &event)
{
    std::visit(Overloaded{
                   [&](const SyncFinished &e) { onFinished(e); },
                   [&](const HealthChanged &e) { onHealth(e); },
                   [&](const DeletionHeld &e) { onDeletion(e); },
                   [&](const WatchFailed &e) {
                       if (Slot *slot = post({e.config.key, NoticeKind::Failure}))
                           slot->reason = oneLine(e.error);
                   },
                   [&](const FileFailed &e) {
                       QSet<QString> &known = m_failed[e.folder];
                       if (known.contains(e.path))
                           return;
                       if (known.size() < MostRemembered)
                           known.insert(e.path);
                       ++m_failedNow[e.folder];
                   },
                   [&](const FileChanged &e) {
                       if (m_failed.contains(e.folder))
                           m_failed[e.folder].remove(e.change.path); // it works: the next failure is news
                   },
                   [&](const SyncProgressed &) {},
                   [&](const WatchStarted &) {},
                   [&](const WatchStopped &e) {
                       withdraw({e.config.key, NoticeKind::Unavailable});
                       withdraw({e.config.key, NoticeKind::Degraded});
                   },
               },
               event);
    showDue();
}

void Notifier::onFinished(const SyncFinished &event)
{
    const SyncStats &stats = event.stats;
    if (event.first) {
        if (Slot *slot = post({event.folder, NoticeKind::FirstIndex})) {
            slot->count = stats.filesCreated + stats.filesUnchanged;
            slot->chunks = stats.chunksAdded + stats.chunksUnchanged;
        }
    } else if (stats.changedAnything()) {
        if (Slot *slot = post({event.folder, NoticeKind::Sync}))
            slot->count += stats.filesCreated + stats.filesModified + stats.filesRenamed + stats.filesDeleted;
    }
    if (const std::int64_t failed = m_failedNow.take(event.folder); failed > 0) {
        if (Slot *slot = post({event.folder, NoticeKind::Failure}))
            slot->count += failed;
    }
}

void Notifier::onHealth(const HealthChanged &event)
{
    const auto tell = [&](NoticeKind kind) {
        if (Slot *slot = post({event.folder, kind}))
            slot->reason = oneLine(event.health.reason);
    };
    using State = WatcherHealth::State;
    if (event.health.state != State::Unavailable)
        withdraw({event.folder, NoticeKind::Unavailable});
    if (event.health.state != State::Degraded)
        withdraw({event.folder, NoticeKind::Degraded});

    switch (event.health.state) {
    case State::Active:
        return;
    case State::Degraded:
        return tell(NoticeKind::Degraded);
    case State::Unavailable:
        return tell(NoticeKind::Unavailable);
    case State::Error:
        return tell(NoticeKind::Failure);
    }
}

void Notifier::onDeletion(const DeletionHeld &event)
{
    Slot *slot = post({event.folder, NoticeKind::MassDeletion});
    if (!slot)
        return;
    slot->reason = FolderWords::deletion(event);
    // How it ended belongs to what is on the screen: that is changed, and nothing is added to it.
    if (event.outcome != DeletionHeld::Outcome::Waiting && slot->id != 0)
        slot->due = m_clock();
}

void Notifier::setProgramState(const ProgramState &state)
{
    follow(NoticeKind::Unreachable, state.offline, OfflineDelay);
    follow(NoticeKind::Rejected, state.rejected, 0s);
    showDue();
}

void Notifier::follow(NoticeKind kind, const QString &reason, std::chrono::seconds delay)
{
    const Topic topic{{}, kind};
    if (reason.isEmpty()) {
        withdraw(topic);
    } else if (const auto known = m_slots.constFind(topic); known == m_slots.cend() || !known->wanted) {
        if (Slot *slot = post(topic, delay))
            slot->reason = oneLine(reason);
    }
}

Notifier::Slot *Notifier::post(const Topic &topic, std::chrono::seconds delay)
{
    if (!m_kinds.contains(topic.kind))
        return nullptr;

    const Instant now = m_clock();
    Slot &slot = m_slots[topic];
    if (now >= slot.notBefore + LaterPause)
        slot.shown = 0; // it was quiet for long enough to be news again
    if (!slot.due)
        slot.due = std::max(now + delay, slot.notBefore);
    slot.wanted = true;
    return &slot;
}

void Notifier::withdraw(const Topic &topic)
{
    const auto slot = m_slots.find(topic);
    if (slot == m_slots.end())
        return;
    slot->due.reset();
    slot->wanted = false;
    if (slot->id != 0)
        m_service.close(std::exchange(slot->id, 0));
}

void Notifier::showDue()
{
    const Instant now = m_clock();
    for (auto slot = m_slots.begin(); slot != m_slots.end(); ++slot) {
        if (slot->due && *slot->due <= now)
            show(slot.key(), *slot);
    }
    scheduleNext();
}

void Notifier::show(const Topic &topic, Slot &slot)
{
    const Notification notification = describe(topic, slot);
    const Instant now = m_clock();
    slot.due.reset();
    slot.count = 0;
    slot.notBefore = now + (slot.shown == 0 ? std::chrono::seconds(FirstPause) : LaterPause);
    ++slot.shown;

    m_service.show(notification, slot.id, [self = QPointer(this), topic, notification](quint32 id) {
        if (!self)
            return;
        if (id == 0)
            return void(Q_EMIT self->undeliverable(notification.title, notification.body));
        Slot &known = self->m_slots[topic];
        if (known.wanted)
            known.id = id;
        else
            self->m_service.close(id); // it was over before it was on the screen
    });
}

void Notifier::scheduleNext()
{
    std::optional<Instant> next;
    for (const Slot &slot : std::as_const(m_slots)) {
        if (slot.due && (!next || *slot.due < *next))
            next = slot.due;
    }
    if (next)
        m_next.start(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(*next - m_clock())));
    else
        m_next.stop();
}

void Notifier::onInvoked(quint32 id)
{
    // The bus tells everybody about everybody's notifications.
    const auto slot = std::find_if(m_slots.keyValueBegin(), m_slots.keyValueEnd(),
                                   [id](const auto &entry) { return id != 0 && entry.second.id == id; });
    if (slot == m_slots.keyValueEnd())
        return;

    const Topic &topic = slot->first;
    switch (topic.kind) {
    case NoticeKind::FirstIndex:
        return void(Q_EMIT pageRequested(Page::Search));
    case NoticeKind::Sync:
        return void(Q_EMIT pageRequested(Page::Activity));
    case NoticeKind::Unavailable:
    case NoticeKind::Degraded:
    case NoticeKind::Unreachable:
        return void(Q_EMIT pageRequested(Page::Folders));
    case NoticeKind::Failure:
    case NoticeKind::MassDeletion:
        return void(Q_EMIT problemsRequested(topic.folder));
    case NoticeKind::Rejected:
        return void(Q_EMIT settingsRequested());
    }
}

void Notifier::onClosed(quint32 id)
{
    for (Slot &slot : m_slots) {
        if (slot.id == id)
            slot.id = 0;
    }
}

Notification Notifier::describe(const Topic &topic, const Slot &slot)
{
    const QString name = FolderWords::name(topic.folder);
    const QString files = FolderWords::files(slot.count);
    const QString show = tr("Show");
    using Urgency = Notification::Urgency;
    const auto make = [](const QString &title, const QString &body, const QString &action, Urgency urgency) {
        return Notification{title, body, {{u"default"_s, action}, {u"show"_s, action}}, urgency, {}};
    };

    switch (topic.kind) {
    case NoticeKind::FirstIndex:
        return make(
            tr("%1 is searchable").arg(name),
            tr("%1, %2. Changes are indexed as you save.").arg(files, FolderWords::chunks(slot.chunks)),
            tr("Search…"), Urgency::Normal);
    case NoticeKind::Sync:
        return make(tr("%1 is up to date").arg(name), tr("Changed: %1.").arg(files), show, Urgency::Low);
    case NoticeKind::Unavailable:
        return make(tr("%1 is not available").arg(name),
                    slot.reason.isEmpty() ? tr("Its index is kept until it is back.") : slot.reason, show,
                    Urgency::Normal);
    case NoticeKind::Degraded:
        return make(tr("Changes in %1 are seen late").arg(name), slot.reason, show, Urgency::Normal);
    case NoticeKind::MassDeletion:
        return make(tr("Many files of %1 are gone at once").arg(name), slot.reason, show, Urgency::Normal);
    case NoticeKind::Unreachable:
        return make(tr("Vectray is offline"), slot.reason, show, Urgency::Normal);
    case NoticeKind::Rejected:
        return make(tr("The embedding service needs you"), slot.reason, tr("Settings…"), Urgency::Normal);
    case NoticeKind::Failure:
        if (slot.count > 0)
            return make(tr("Problems in %1").arg(name),
                        tr("%Ln file(s) could not be indexed.", nullptr, int(slot.count)),
                        tr("Show problems"), Urgency::Normal);
        return make(tr("Problems in %1").arg(name), slot.reason, tr("Show problems"), Urgency::Normal);
    }
    return {};
}

} // namespace vectray
