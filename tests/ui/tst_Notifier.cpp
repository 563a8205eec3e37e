#include <ui/DBusNotifications.h>
#include <ui/Notifier.h>

#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const WatchConfig::Key notes{u"/home/me/notes"_s, u"notes"_s, u"main"_s};
const WatchConfig::Key other{u"/srv/other"_s, u"other"_s, u"main"_s};

/// Shows nothing, but keeps ids as a service does.
class Screen final : public NotificationService
{
public:
    void show(const Notification &notification, quint32 replaced, std::function<void(quint32)> shown) override
    {
        list.append(notification);
        if (replaced != 0)
            ++replacements;
        shown(dead ? 0 : replaced != 0 ? replaced : ++lastId);
    }
    void close(quint32 id) override { closedIds.append(id); }

    QStringList titles() const
    {
        QStringList titles;
        for (const Notification &notification : list)
            titles.append(notification.title);
        return titles;
    }

    QList<Notification> list;
    QList<quint32> closedIds;
    quint32 lastId = 0;
    int replacements = 0;
    bool dead = false;
};

SyncEvent finished(bool first, std::int64_t created = 3)
{
    SyncStats stats;
    stats.filesCreated = created;
    stats.chunksAdded = 20;
    return SyncFinished{notes, stats, first};
}

SyncEvent health(WatcherHealth::State state, const WatchConfig::Key &folder = notes)
{
    return HealthChanged{folder,
                         {state, state == WatcherHealth::State::Active ? QString() : u"because"_s, {}}};
}

SyncEvent deletion(DeletionHeld::Outcome outcome, std::int64_t files)
{
    return DeletionHeld{.folder = notes, .outcome = outcome, .files = files, .indexed = 150};
}

} // namespace

class tst_Notifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKindHasItsWords_data();
    void eachKindHasItsWords();
    void everySyncIsToldOnlyIfWanted();
    void fiveThousandFailuresAreOneNotification();
    void aFileThatKeepsFailingIsNoNews();
    void theSecondComesAfterAMinuteTheThirdAfterTen();
    void foldersDoNotWaitForEachOther();
    void howADeletionEndedReplacesThatItWasHeld();
    void whatIsOverIsWithdrawn();
    void aShortOutageIsNotWorthAWord();
    void onlyOurOwnNotificationsAreActedUpon();
    void withoutAServiceItIsSaidOtherwise();
    void bodiesAreEscapedForThoseWhoReadMarkup_data();
    void bodiesAreEscapedForThoseWhoReadMarkup();

private:
    Notifier::Instant m_now{1000h};
    Notifier::Clock m_clock = [this] { return m_now; };
};

void tst_Notifier::eachKindHasItsWords_data()
{
    QTest::addColumn<SyncEvent>("event");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("body");

    using State = WatcherHealth::State;
    WatchConfig config;
    config.key = notes;
    const auto row = [](const char *name, const SyncEvent &event, const QString &title, const QString &body) {
        QTest::newRow(name) << event << title << body;
    };
    row("first index", finished(true), u"notes is searchable"_s,
        u"3 file(s), 20 chunk(s). Changes are indexed as you save."_s);
    row("unavailable", health(State::Unavailable), u"notes is not available"_s, u"because"_s);
    row("degraded", health(State::Degraded), u"Changes in notes are seen late"_s, u"because"_s);
    row("cannot be watched", health(State::Error), u"Problems in notes"_s, u"because"_s);
    row("failed", WatchFailed{config, u"it\nbroke"_s}, u"Problems in notes"_s, u"it\ufffdbroke"_s);
    row("mass deletion", deletion(DeletionHeld::Outcome::Waiting, 120),
        u"Many files of notes are gone at once"_s,
        u"120 of 150 indexed file(s) are gone at once. The index keeps them until a second look."_s);
    row("every sync", finished(false), {}, {});
    row("progress", SyncProgressed{}, {}, {});
    row("started", WatchStarted{}, {}, {});
}

void tst_Notifier::eachKindHasItsWords()
{
    QFETCH(const SyncEvent, event);
    QFETCH(const QString, title);
    QFETCH(const QString, body);
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    notifier.handle(event);
    QCOMPARE(screen.list.isEmpty(), title.isEmpty());
    if (title.isEmpty())
        return;
    QCOMPARE(screen.list.size(), 1);
    QCOMPARE(screen.list.first().title, title);
    QCOMPARE(screen.list.first().body, body);
    QCOMPARE(screen.list.first().actions.first().key, u"default"_s);
}

void tst_Notifier::everySyncIsToldOnlyIfWanted()
{
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    notifier.setKinds({NoticeKind::Sync});
    notifier.handle(finished(false));
    notifier.handle(finished(false, 0)); // nothing changed
    notifier.handle(finished(true)); // not this one
    QCOMPARE(screen.titles(), QStringList{u"notes is up to date"_s});
}

void tst_Notifier::fiveThousandFailuresAreOneNotification()
{
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    for (int i = 0; i < 5000; ++i)
        notifier.handle(FileFailed{notes, QString::number(i), u"no"_s});
    QVERIFY(screen.list.isEmpty()); // not before the batch is done
    notifier.handle(finished(false));
    QCOMPARE(screen.list.size(), 1);
    QCOMPARE(screen.list.first().body, u"5,000 file(s) could not be indexed."_s);
}

void tst_Notifier::aFileThatKeepsFailingIsNoNews()
{
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    for (int round = 0; round < 3; ++round) {
        notifier.handle(FileFailed{notes, u"a"_s, u"no"_s});
        notifier.handle(finished(false));
        m_now += 1h;
    }
    QCOMPARE(screen.list.size(), 1);

    notifier.handle(FileChanged{notes, {FileChange::Kind::Modified, u"a"_s, {}}}); // it worked
    notifier.handle(FileFailed{notes, u"a"_s, u"no"_s}); // and now it does not
    notifier.handle(finished(false));
    QCOMPARE(screen.list.size(), 2);
}

void tst_Notifier::theSecondComesAfterAMinuteTheThirdAfterTen()
{
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    notifier.setKinds({NoticeKind::Sync});
    const auto later = [&](std::chrono::seconds time) {
        m_now += time;
        notifier.handle(finished(false));
        return screen.list.size();
    };
    QCOMPARE(later(0s), 1);
    QCOMPARE(later(30s), 1);
    QCOMPARE(later(29s), 1);
    QCOMPARE(later(1s), 2);
    QCOMPARE(screen.list.last().body, u"Changed: 9 file(s)."_s); // all that was held back
    QCOMPARE(later(9min), 2);
    QCOMPARE(later(1min), 3);
    QCOMPARE(screen.replacements, 2); // one on the screen, not three

    m_now += 1h; // quiet for long: as at first
    QCOMPARE(later(0s), 4);
    QCOMPARE(later(60s), 5);

    notifier.handle(finished(false)); // held back, and nothing happens any more
    m_now += 10min;
    notifier.showDue();
    QCOMPARE(screen.list.size(), 6);
}

void tst_Notifier::foldersDoNotWaitForEachOther()
{
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    notifier.handle(health(WatcherHealth::State::Unavailable));
    notifier.handle(health(WatcherHealth::State::Unavailable, other));
    notifier.handle(health(WatcherHealth::State::Degraded, other));
    QCOMPARE(screen.list.size(), 3);
}

void tst_Notifier::howADeletionEndedReplacesThatItWasHeld()
{
    using enum DeletionHeld::Outcome;
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    const QSignalSpy problems(&notifier, &Notifier::problemsRequested);
    notifier.handle(deletion(Waiting, 120));
    m_now += 5s;
    notifier.handle(deletion(Confirmed, 120));
    QCOMPARE(screen.list.size(), 2);
    QCOMPARE(screen.replacements, 1); // one on the screen
    QCOMPARE(screen.list.last().body, u"120 file(s) are still gone, and are taken out of the index."_s);
    Q_EMIT screen.invoked(screen.lastId, u"default"_s);
    QCOMPARE(problems.first().first().value<WatchConfig::Key>(), notes);

    Q_EMIT screen.closed(screen.lastId); // what is not on the screen any more waits like everything else
    notifier.handle(deletion(Waiting, 140));
    m_now += 5s;
    notifier.handle(deletion(Kept, 0));
    QCOMPARE(screen.list.size(), 2);
    m_now += 10min;
    notifier.showDue();
    QCOMPARE(screen.list.size(), 3);
    QVERIFY(screen.list.last().body.startsWith(u"Nothing was taken out"_s));

    notifier.setKinds({NoticeKind::Sync});
    m_now += 1h;
    notifier.handle(deletion(Waiting, 120));
    QCOMPARE(screen.list.size(), 3);
}

void tst_Notifier::whatIsOverIsWithdrawn()
{
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    notifier.handle(health(WatcherHealth::State::Unavailable));
    notifier.handle(health(WatcherHealth::State::Active));
    QCOMPARE(screen.closedIds, QList<quint32>{1});

    notifier.handle(health(WatcherHealth::State::Unavailable)); // too soon to be told again
    notifier.handle(health(WatcherHealth::State::Active)); // and over before it could be
    m_now += 1h;
    notifier.showDue();
    QCOMPARE(screen.list.size(), 1);
}

void tst_Notifier::aShortOutageIsNotWorthAWord()
{
    Screen screen;
    Notifier notifier(screen, nullptr, m_clock);
    const ProgramState offline{false, {}, u"PostgreSQL does not answer."_s};
    notifier.setProgramState(offline);
    m_now += 59s;
    notifier.setProgramState({});
    m_now += 1h;
    notifier.showDue();
    QVERIFY(screen.list.isEmpty());

    notifier.setProgramState(offline);
    m_now += 60s;
    notifier.showDue();
    notifier.setProgramState(offline);
    QCOMPARE(screen.titles(), QStringList{u"Vectray is offline"_s});
    notifier.setProgramState({});
    QCOMPARE(screen.closedIds.size(), 1);
}

void tst_Notifier::onlyOurOwnNotificationsAreActedUpon()
{
    Screen screen;
    screen.lastId = 40;
    Notifier notifier(screen, nullptr, m_clock);
    const QSignalSpy pages(&notifier, &Notifier::pageRequested);
    const QSignalSpy problems(&notifier, &Notifier::problemsRequested);
    notifier.handle(finished(true)); // 41
    notifier.handle(health(WatcherHealth::State::Error)); // 42

    Q_EMIT screen.invoked(7, u"default"_s);
    Q_EMIT screen.invoked(0, u"default"_s);
    QCOMPARE(pages.size() + problems.size(), 0);

    Q_EMIT screen.invoked(41, u"default"_s);
    QCOMPARE(pages.size(), 1);
    QCOMPARE(pages.first().first().value<Page>(), Page::Search);
    Q_EMIT screen.invoked(42, u"show"_s);
    QCOMPARE(problems.first().first().value<WatchConfig::Key>(), notes);

    Q_EMIT screen.closed(41);
    Q_EMIT screen.invoked(41, u"default"_s); // the number may be somebody else's by now
    QCOMPARE(pages.size(), 1);
}

void tst_Notifier::withoutAServiceItIsSaidOtherwise()
{
    Screen screen;
    screen.dead = true;
    Notifier notifier(screen, nullptr, m_clock);
    const QSignalSpy undeliverable(&notifier, &Notifier::undeliverable);
    notifier.handle(finished(true));
    QCOMPARE(undeliverable.size(), 1);
    QCOMPARE(undeliverable.first().first().toString(), u"notes is searchable"_s);
}

void tst_Notifier::bodiesAreEscapedForThoseWhoReadMarkup_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("shown");

    QTest::newRow("plain") << QStringList{u"body"_s} << u"<b>a & b</b>"_s;
    QTest::newRow("markup") << QStringList{u"body"_s, u"body-markup"_s} << u"&lt;b&gt;a &amp; b&lt;/b&gt;"_s;
}

void tst_Notifier::bodiesAreEscapedForThoseWhoReadMarkup()
{
    QFETCH(const QStringList, capabilities);
    QTEST(DBusNotifications::bodyFor(u"<b>a & b</b>"_s, capabilities), "shown");
}

QTEST_GUILESS_MAIN(tst_Notifier)
#include "tst_Notifier.moc"
