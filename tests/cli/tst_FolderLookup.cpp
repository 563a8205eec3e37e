#include "Client.h"
#include "FakeDaemon.h"
#include "FolderLookup.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_FolderLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFolderThatIsMeant_data();
    void findsTheFolderThatIsMeant();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void asksTheDaemonForFolders();
    void callsAProjectAsItsFolder();
};

namespace {

const QList<KnownFolder> &folders()
{
    static const QList<KnownFolder> all{{{u"/home/me/app"_s, u"app"_s, u"main"_s}, {}},
                                        {{u"/home/me/app/web"_s, u"web"_s, u"main"_s}, {}},
                                        {{u"/home/me/two"_s, u"a"_s, u"main"_s}, {}},
                                        {{u"/home/me/two"_s, u"b"_s, u"main"_s}, {}},
                                        {{u"/home/me/two"_s, u"b"_s, u"old"_s}, {}}};
    return all;
}

} // namespace

void tst_FolderLookup::findsTheFolderThatIsMeant_data()
{
    using command::FolderName;
    QTest::addColumn<FolderName>("wanted");
    QTest::addColumn<Match>("match");
    QTest::addColumn<int>("index");

    QTest::newRow("itself") << FolderName{u"/home/me/app"_s, {}, {}} << Match::Exact << 0;
    QTest::newRow("inside") << FolderName{u"/home/me/app/src/x.cpp"_s, {}, {}} << Match::Containing << 0;
    QTest::newRow("the deepest") << FolderName{u"/home/me/app/web/x.js"_s, {}, {}} << Match::Containing << 1;
    QTest::newRow("a name that begins alike")
        << FolderName{u"/home/me/app/webx"_s, {}, {}} << Match::Containing << 0;
    QTest::newRow("one of several, by project")
        << FolderName{u"/home/me/two"_s, u"a"_s, {}} << Match::Exact << 2;
    QTest::newRow("one of several, by both")
        << FolderName{u"/home/me/two/x"_s, u"b"_s, u"old"_s} << Match::Containing << 4;
    QTest::newRow("the outer one, by project")
        << FolderName{u"/home/me/app/web/x.js"_s, u"app"_s, {}} << Match::Containing << 0;
}

void tst_FolderLookup::findsTheFolderThatIsMeant()
{
    QFETCH(command::FolderName, wanted);
    QFETCH(Match, match);
    QFETCH(int, index);
    const auto found = chooseFolder(folders(), wanted, match);
    QVERIFY(found);
    QVERIFY(*found == folders().at(index));
}

void tst_FolderLookup::saysWhatIsMissing_data()
{
    using command::FolderName;
    QTest::addColumn<FolderName>("wanted");
    QTest::addColumn<Match>("match");
    QTest::addColumn<Error>("expected");

    using Kind = Error::Kind;
    QTest::newRow("unknown") << FolderName{u"/home/me/other"_s, {}, {}} << Match::Containing
                             << Error{Kind::NotFound,
                                      u"no folder that Vectray knows is, or contains, /home/me/other "
                                      "(see 'vectray list')"_s};
    QTest::newRow("the parent")
        << FolderName{u"/home/me"_s, {}, {}} << Match::Containing
        << Error{Kind::NotFound,
                 u"no folder that Vectray knows is, or contains, /home/me (see 'vectray list')"_s};
    QTest::newRow("only a part") << FolderName{u"/home/me/app/src"_s, {}, {}} << Match::Exact
                                 << Error{Kind::NotFound,
                                          u"/home/me/app/src is only a part of the folder "
                                          "/home/me/app; name that one"_s};
    QTest::newRow("more than one") << FolderName{u"/home/me/two"_s, u"b"_s, {}} << Match::Exact
                                   << Error{Kind::Conflict,
                                            u"/home/me/two is in more than one dataset; say which: "
                                            "--project b --dataset main | --project b --dataset old"_s};
}

void tst_FolderLookup::saysWhatIsMissing()
{
    QFETCH(command::FolderName, wanted);
    QFETCH(Match, match);
    QFETCH(Error, expected);
    const auto found = chooseFolder(folders(), wanted, match);
    QVERIFY(!found);
    QCOMPARE(found.error().message, expected.message);
    QCOMPARE(found.error().kind, expected.kind);
}

void tst_FolderLookup::asksTheDaemonForFolders()
{
    FakeDaemon daemon;
    daemon.answer("GET /projects", R"({"projects": [{"name": "a/b"}, {"name": "c"}], "total": 2})");
    daemon.answer("GET /projects/a%2Fb/autowatch/list",
                  R"({"configurations": [{"path": "/x", "dataset": "main", "enabled": true}]})");
    daemon.answer("GET /projects/c/autowatch/list", R"({"configurations": []})");
    daemon.answer("GET /projects/a%2Fb/watch/list", R"({"watchers": [{"path": "/x", "dataset": "main"}]})");
    daemon.answer("GET /projects/c/watch/list", R"({"watchers": [{"path": "/y", "dataset": "d"}]})");
    Client client({daemon.url(), {}, 0});

    const auto configured = knownFolders(client, {}, FolderKind::Configured);
    QVERIFY(configured);
    QCOMPARE(configured->size(), 1);
    QVERIFY(configured->first().name == (command::FolderName{u"/x"_s, u"a/b"_s, u"main"_s}));
    QVERIFY(configured->first().configuration.value("enabled"_L1).toBool());

    const auto all = knownFolders(client, {}, FolderKind::ConfiguredOrWatched);
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    QVERIFY(all->last().name == (command::FolderName{u"/y"_s, u"c"_s, u"d"_s}));

    const auto one = knownFolders(client, u"c"_s, FolderKind::Configured);
    QVERIFY(one);
    QVERIFY(one->isEmpty());
}

void tst_FolderLookup::callsAProjectAsItsFolder()
{
    const auto name = withDefaults({u"/home/me/app"_s, {}, {}});
    QVERIFY(name);
    QVERIFY(*name == (command::FolderName{u"/home/me/app"_s, u"app"_s, u"main"_s}));
    const auto root = withDefaults({u"/"_s, {}, {}});
    QVERIFY(!root);
    QCOMPARE(root.error().kind, Error::Kind::Invalid);
}

QTEST_GUILESS_MAIN(tst_FolderLookup)
#include "tst_FolderLookup.moc"
