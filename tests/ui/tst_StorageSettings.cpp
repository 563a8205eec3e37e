#include "FakeBackend.h"

#include <ui/StorageSettings.h>

#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_StorageSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhereTheIndexIs();
    void compactingShowsThatItRunsAndWhatItGaveBack();
    void compactingThatIsRefusedSaysWhy();
    void whatIsShownIsWhatIsRead_data();
    void whatIsShownIsWhatIsRead();
    void aTestSaysWhatItFound();
    void aTestThatFailsSaysWhy();
    void aPasswordGoesIntoTheKeyringAndOutOfTheField();
    void aKeyringThatRefusesLeavesThePasswordInTheField();
    void complainsAboutNonsense_data();
    void complainsAboutNonsense();
    void aMoveOffersACopyThatShowsHowFarItIs();
    void aCopyThatFailsSaysWhatToDo_data();
    void aCopyThatFailsSaysWhatToDo();
    void aCopyEndsWithThePage();
    void whatTheEnvironmentDecidesIsKeptAndItsPasswordNotShown();

private:
    void choose(int place) { m_page->findChild<QComboBox *>(u"store"_s)->setCurrentIndex(place); }
    QLineEdit *field(const QString &name) { return m_page->findChild<QLineEdit *>(name); }
    QPushButton *button(const QString &name) { return m_page->findChild<QPushButton *>(name); }
    QString label(const QString &name) const { return m_page->findChild<QLabel *>(name)->text(); }
    void make(const QStringList &fixed, const QString &store)
    {
        m_page = std::make_unique<StorageSettings>(m_backend, fixed);
        SettingsValues values;
        values.program.store = store;
        m_page->present(values);
        QTRY_VERIFY(!label(u"size"_s).isEmpty());
    }

    FakeBackend m_backend;
    std::unique_ptr<StorageSettings> m_page;
};

namespace {

const QString server = u"postgresql://ada@db.example.org/team"_s;

} // namespace

void tst_StorageSettings::init()
{
    m_backend.orders.clear();
    make({}, {});
}

void tst_StorageSettings::saysWhereTheIndexIs()
{
    QCOMPARE(label(u"kind"_s), u"SQLite, a file of this machine"_s);
    QCOMPARE(label(u"location"_s), u"/home/ada/.local/share/vectray/index.db"_s);
    QVERIFY(button(u"compact"_s)->isEnabled());
    QVERIFY(!button(u"test"_s)->isEnabled());
    QVERIFY(!field(u"storePassword"_s)->isEnabled());
}

void tst_StorageSettings::compactingShowsThatItRunsAndWhatItGaveBack()
{
    const auto *progress = m_page->findChild<QProgressBar *>();
    m_backend.holdAnswers();
    button(u"compact"_s)->click();
    QVERIFY(progress->isVisibleTo(m_page.get()));
    QVERIFY(!button(u"compact"_s)->isEnabled());
    m_backend.releaseAnswers();
    QTRY_VERIFY(!progress->isVisibleTo(m_page.get()));
    QVERIFY(button(u"compact"_s)->isEnabled());
    const QLocale locale;
    QCOMPARE(label(u"compacted"_s),
             u"%1 given back: the index has %2 now."_s.arg(locale.formattedDataSize(112'000'000),
                                                           locale.formattedDataSize(300'000'000)));
    QCOMPARE(label(u"size"_s), locale.formattedDataSize(300'000'000));
}

void tst_StorageSettings::compactingThatIsRefusedSaysWhy()
{
    m_backend.refuse(u"compacting needs 1 GiB of free space"_s);
    button(u"compact"_s)->click();
    QTRY_COMPARE(label(u"compacted"_s), u"compacting needs 1 GiB of free space"_s);
    QVERIFY(button(u"compact"_s)->isEnabled());
}

void tst_StorageSettings::whatIsShownIsWhatIsRead_data()
{
    QTest::addColumn<QString>("store");

    QTest::newRow("the usual file") << QString();
    QTest::newRow("another file") << u"sqlite:/data/index.db"_s;
    QTest::newRow("a server") << server;
}

void tst_StorageSettings::whatIsShownIsWhatIsRead()
{
    QFETCH(const QString, store);
    SettingsValues values;
    values.program.store = store;
    m_page->present(values);
    SettingsValues read = values;
    m_page->read(read);
    QVERIFY(read == values);

    choose(1);
    field(u"storeAddress"_s)->setText(server);
    m_page->read(read);
    QCOMPARE(read.program.store, server);
    choose(0);
    m_page->read(read);
    QCOMPARE(read.program.store, store == server ? QString() : store);
}

void tst_StorageSettings::aTestSaysWhatItFound()
{
    choose(1);
    QVERIFY(!button(u"test"_s)->isEnabled()); // there is no address
    field(u"storeAddress"_s)->setText(server);
    field(u"storePassword"_s)->setText(u"geheim"_s);
    button(u"test"_s)->click();
    QTRY_COMPARE(
        label(u"answer"_s),
        u"It works: PostgreSQL 15.6 with pgvector 0.8.0, answers in 1.9 ms. There is an index already, which "
        "would be shared."_s);
    QCOMPARE(m_backend.orders, QStringList{u"tryStorage %1 geheim"_s.arg(server)});
}

void tst_StorageSettings::aTestThatFailsSaysWhy()
{
    choose(1);
    field(u"storeAddress"_s)->setText(server);
    m_backend.refuse(u"the PostgreSQL server lacks the extension pgvector"_s);
    button(u"test"_s)->click();
    QTRY_COMPARE(label(u"answer"_s), u"the PostgreSQL server lacks the extension pgvector"_s);
    QVERIFY(button(u"test"_s)->isEnabled());
}

void tst_StorageSettings::aPasswordGoesIntoTheKeyringAndOutOfTheField()
{
    choose(1);
    field(u"storeAddress"_s)->setText(server);
    QVERIFY(!button(u"keepPassword"_s)->isEnabled());
    field(u"storePassword"_s)->setText(u"geheim"_s);
    QVERIFY(!m_page->complaint().isEmpty()); // it would be lost
    button(u"keepPassword"_s)->click();
    QTRY_COMPARE(label(u"answer"_s), u"The password is in the keyring, for the next start."_s);
    QCOMPARE(field(u"storePassword"_s)->text(), QString());
    QCOMPARE(m_backend.orders, QStringList{u"keepStoragePassword %1 geheim"_s.arg(server)});
    QCOMPARE(m_page->complaint(), QString());
    SettingsValues values;
    m_page->read(values);
    QCOMPARE(values.program.store, server);
}

void tst_StorageSettings::aKeyringThatRefusesLeavesThePasswordInTheField()
{
    choose(1);
    field(u"storeAddress"_s)->setText(server);
    field(u"storePassword"_s)->setText(u"geheim"_s);
    m_backend.refuse(u"there is no keyring here"_s);
    button(u"keepPassword"_s)->click();
    QTRY_COMPARE(label(u"answer"_s), u"there is no keyring here"_s);
    QCOMPARE(field(u"storePassword"_s)->text(), u"geheim"_s);
    QVERIFY(button(u"keepPassword"_s)->isEnabled());
}

void tst_StorageSettings::complainsAboutNonsense_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("complaint"); // part of it

    QTest::newRow("a server") << server << QString();
    QTest::newRow("its short form") << u"postgres://db"_s << QString();
    QTest::newRow("nothing") << QString() << u"postgresql://user@host:port/database"_s;
    QTest::newRow("a path") << u"/data/index.db"_s << u"postgresql://user@host:port/database"_s;
    QTest::newRow("with a password") << u"postgresql://ada:geheim@db/team"_s << u"may not hold a password"_s;
    QTest::newRow("with a password at its end")
        << u"postgresql://ada@db/team?password=geheim"_s << u"may not hold a password"_s;
}

void tst_StorageSettings::complainsAboutNonsense()
{
    QFETCH(const QString, address);
    QFETCH(const QString, complaint);
    const QSignalSpy edited(m_page.get(), &SettingsPage::edited);
    choose(1);
    field(u"storeAddress"_s)->setText(address);
    QVERIFY(edited.size() > 0);
    QCOMPARE(m_page->complaint().isEmpty(), complaint.isEmpty());
    QVERIFY2(m_page->complaint().contains(complaint), qPrintable(m_page->complaint()));
    choose(0); // what is typed there is of no account then
    QCOMPARE(m_page->complaint(), QString());
}

void tst_StorageSettings::aMoveOffersACopyThatShowsHowFarItIs()
{
    QVERIFY(!button(u"copy"_s)->isVisibleTo(m_page.get()));
    choose(1);
    const QString address = server + u"?sslmode=verify-full"_s;
    field(u"storeAddress"_s)->setText(address);
    QVERIFY(button(u"copy"_s)->isVisibleTo(m_page.get()));
    m_backend.holdAnswers();
    button(u"copy"_s)->click();
    QCOMPARE(m_backend.orders, QStringList{u"copyStorage %1 "_s.arg(address)});
    const auto *progress = m_page->findChild<QProgressBar *>(u"copying"_s);
    QVERIFY(progress->isVisibleTo(m_page.get()));
    QVERIFY(!button(u"copy"_s)->isVisibleTo(m_page.get()));
    QVERIFY(m_page->complaint().contains(u"being copied"_s));
    Q_EMIT m_backend.storageCopyProgressed({.files = 300, .total = 1200});
    QCOMPARE(progress->text(), u"Copied: 300 of 1200 files"_s);
    Q_EMIT m_backend.storageCopyProgressed({.isComparing = true, .files = 1200, .total = 1200});
    QCOMPARE(progress->text(), u"Compared: 1200 of 1200 files"_s);
    button(u"stop"_s)->click();
    QCOMPARE(m_backend.orders.last(), u"stopStorageCopy"_s);
    m_backend.releaseAnswers();
    QTRY_VERIFY(label(u"copied"_s).startsWith(u"1,200 file(s) with 3,400 chunk(s) are in both places now"_s));
    QVERIFY(!progress->isVisibleTo(m_page.get()));
    QCOMPARE(m_page->complaint(), QString());
    choose(0);
    QVERIFY(!button(u"copy"_s)->isVisibleTo(m_page.get()));
}

void tst_StorageSettings::aCopyThatFailsSaysWhatToDo_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("said");
    QTest::newRow("stopped") << u"stopped"_s << u"Stopped. Another copy goes on where this one was."_s;
    QTest::newRow("different") << u"the copy of /a differs"_s << u"the copy of /a differs"_s;
}

void tst_StorageSettings::aCopyThatFailsSaysWhatToDo()
{
    QFETCH(const QString, reason);
    QFETCH(const QString, said);
    choose(1);
    field(u"storeAddress"_s)->setText(server);
    m_backend.refuse(reason);
    button(u"copy"_s)->click();
    QTRY_COMPARE(label(u"copied"_s), said);
    QVERIFY(button(u"copy"_s)->isVisibleTo(m_page.get()));
}

void tst_StorageSettings::aCopyEndsWithThePage()
{
    choose(1);
    field(u"storeAddress"_s)->setText(server);
    m_backend.holdAnswers();
    button(u"copy"_s)->click();
    m_page.reset();
    QCOMPARE(m_backend.orders.last(), u"stopStorageCopy"_s);
    m_backend.releaseAnswers();
}

void tst_StorageSettings::whatTheEnvironmentDecidesIsKeptAndItsPasswordNotShown()
{
    const QString secret = u"postgresql://ada:geheim@db.example.org/team"_s;
    make({u"store"_s}, secret);
    QVERIFY(!m_page->findChild<QComboBox *>(u"store"_s)->isEnabled());
    QCOMPARE(field(u"storeAddress"_s)->text(), server);
    QCOMPARE(m_page->complaint(), QString());
    SettingsValues values;
    values.program.store = secret;
    m_page->present({}); // as "restore defaults" does
    m_page->read(values);
    QCOMPARE(values.program.store, secret);
    button(u"test"_s)->click();
    QCOMPARE(m_backend.orders, QStringList{u"tryStorage %1 "_s.arg(secret)});
}

QTEST_MAIN(tst_StorageSettings)
#include "tst_StorageSettings.moc"
