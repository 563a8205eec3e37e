#pragma once

#include "NotificationService.h"
#include "Page.h"
#include "UiSettings.h"

#include <domain/SyncEvent.h>
#include <items/ProgramState.h>

#include <QHash>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace vectray {

/// Tells people what they want to know without being at the window, and not more of it than they can
/// bear: of one kind for one folder at most one a minute, after the second one in ten minutes. What
/// happens in between is counted into the next one, or forgotten if it is over by then.
class Notifier : public QObject
{
    Q_OBJECT

public:
    using Instant = std::chrono::steady_clock::time_point;
    using Clock = std::function<Instant()>;

    /// \a service must outlive this object.
    explicit Notifier(NotificationService &service, QObject *parent = nullptr,
                      Clock clock = std::chrono::steady_clock::now);

    void setKinds(const QSet<NoticeKind> &kinds) { m_kinds = kinds; }
    void handle(const SyncEvent &event);
    void setProgramState(const ProgramState &state);
    /// Shows what has waited long enough. Called by itself; by tests when they turned the clock.
    void showDue();

Q_SIGNALS:
    void pageRequested(vectray::Page page);
    void problemsRequested(const vectray::WatchConfig::Key &folder);
    void settingsRequested();
    /// There is no notification service.
    void undeliverable(const QString &title, const QString &body);

private:
    struct Topic
    {
        WatchConfig::Key folder; ///< default: the whole program
        NoticeKind kind = NoticeKind::Sync;

        bool operator==(const Topic &) const = default;
        friend std::size_t qHash(const Topic &topic, std::size_t seed = 0)
        {
            return qHashMulti(seed, topic.folder, int(topic.kind));
        }
    };
    struct Slot
    {
        std::optional<Instant> due; ///< something waits to be shown
        Instant notBefore{};
        int shown = 0; ///< since it was last quiet
        quint32 id = 0; ///< on the screen, as far as we know
        bool wanted = false; ///< still true when the service has answered
        std::int64_t count = 0; ///< files
        std::int64_t chunks = 0;
        QString reason;
    };

    /// Posts when there is a reason, withdraws when there is none any more.
    void follow(NoticeKind kind, const QString &reason, std::chrono::seconds delay);
    void onFinished(const SyncFinished &event);
    void onHealth(const HealthChanged &event);
    void onDeletion(const DeletionHeld &event);
    /// The topic's slot if the kind is switched on; it will be shown after the delay.
    Slot *post(const Topic &topic, std::chrono::seconds delay = std::chrono::seconds(0));
    void withdraw(const Topic &topic);
    void show(const Topic &topic, Slot &slot);
    void scheduleNext();
    void onInvoked(quint32 id);
    void onClosed(quint32 id);
    static Notification describe(const Topic &topic, const Slot &slot);

    NotificationService &m_service;
    Clock m_clock;
    QSet<NoticeKind> m_kinds = UiSettings::defaultNotices();
    QHash<Topic, Slot> m_slots;
    QHash<WatchConfig::Key, QSet<QString>> m_failed; ///< files that were told already
    QHash<WatchConfig::Key, std::int64_t> m_failedNow; ///< and how many were not, in this batch
    QTimer m_next;
};

} // namespace vectray
