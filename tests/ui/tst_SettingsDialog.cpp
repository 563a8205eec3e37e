#include "FakeBackend.h"

#include <items/FolderTableModel.h>
#include <ui/SettingsDialog.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_SettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init()
    {
        // All warnings but that of the platform without a screen about a message box, which has a size of its own.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
    }
    void settingsSurviveTheFile();
    void whatIsInAFileWrittenByHandDoesNoHarm();
    void nothingChangesWithoutOk();
    void anEditorThatIsNotThereIsRefused();
    void startingWithTheSessionWritesOneFile();
    void defaultsAreRestoredPageByPage();
    void settingsOfTheProgramAreChangedOnce();
    void whatCostsMoneyIsSavedOnlyAfterAYes_data();
    void whatCostsMoneyIsSavedOnlyAfterAYes();
    void whatCostsNothingIsNotAskedAbout_data();
    void whatCostsNothingIsNotAskedAbout();
    void whatTheBackendRefusesIsSaidAndTheDialogStays();
    void whatTheEnvironmentDecidesCannotBeChanged();
    void aValueThatAFieldCannotShowExactlyIsKept();
    void theTokenIsHiddenUntilItIsAskedFor();
    void everyPageHasAName();
    void otherMachinesAreServedOnlyIfAllOfItIsSaid_data();
    void otherMachinesAreServedOnlyIfAllOfItIsSaid();

private:
    SettingsDialog::Parts parts(const UiSettings &settings = {})
    {
        return {m_backend, m_folders, settings, m_autostart};
    }

    FakeBackend m_backend;
    FolderTableModel m_folders;
    QTemporaryDir m_dir;
    Autostart m_autostart{m_dir.path(), u"/opt/my \"apps\"/100%/vectray"_s};
};

namespace {

void chooseProvider(SettingsDialog &dialog, const QString &name)
{
    auto *providers = dialog.findChild<QComboBox *>(u"embeddingProvider"_s);
    providers->setCurrentIndex(providers->findData(name));
}

void choose(SettingsDialog &dialog, const QString &page)
{
    auto *pages = dialog.findChild<QListWidget *>(u"pages"_s);
    const auto found = pages->findItems(page, Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    pages->setCurrentItem(found.first());
}

} // namespace

void tst_SettingsDialog::settingsSurviveTheFile()
{
    const QString file = m_dir.filePath(u"a.ini"_s);
    QCOMPARE(UiSettings::load(file), UiSettings());
    UiSettings settings;
    settings.language = u"de"_s;
    settings.editor = u"code --goto \"{file}\":{line}, x"_s;
    settings.iconStyle = IconStyle::White;
    settings.notices = {NoticeKind::Sync};
    settings.toldAboutTray = settings.firstRunDone = true;
    settings.save(file);
    QCOMPARE(UiSettings::load(file), settings);
}

void tst_SettingsDialog::whatIsInAFileWrittenByHandDoesNoHarm()
{
    QFile file(m_dir.filePath(u"b.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[desktop]\ntrayIcon=plaid\nlanguage=\n[notify]\nsync=perhaps\n\x00\xff[[");
    file.close();
    QCOMPARE(UiSettings::load(file.fileName()).iconStyle, IconStyle::Colour);
}

void tst_SettingsDialog::nothingChangesWithoutOk()
{
    SettingsDialog dialog(parts());
    const QSignalSpy changed(&dialog, &SettingsDialog::changed);
    for (QCheckBox *box : dialog.findChildren<QCheckBox *>())
        box->setChecked(true);
    dialog.reject();
    QCOMPARE(changed.size(), 0);
    QVERIFY(!m_autostart.isOn());

    SettingsDialog again(parts());
    const QSignalSpy changedAgain(&again, &SettingsDialog::changed);
    again.accept();
    QCOMPARE(changedAgain.size(), 0); // nothing was touched
}

void tst_SettingsDialog::anEditorThatIsNotThereIsRefused()
{
    SettingsDialog dialog(parts());
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    auto *editor = dialog.findChild<QComboBox *>(u"editor"_s);
    editor->setEditText(u"no-such-editor {file}"_s);
    dialog.accept();
    QCOMPARE(accepted.size(), 0);
    QCOMPARE(dialog.findChild<QLabel *>(u"message"_s)->text(),
             u"There is no program called no-such-editor."_s);
    choose(dialog, u"Notifications"_s);
    editor->setEditText(u"cat {file}"_s);
    dialog.accept();
    QCOMPARE(accepted.size(), 1);
}

void tst_SettingsDialog::startingWithTheSessionWritesOneFile()
{
    SettingsDialog on(parts());
    on.findChild<QCheckBox *>(u"autostart"_s)->setChecked(true);
    on.accept();
    QVERIFY(m_autostart.isOn());
    QFile file(m_autostart.file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\nExec=\"/opt/my \\\\\"apps\\\\\"/100%%/vectray\" --background\n"));

    SettingsDialog off(parts());
    QVERIFY(off.findChild<QCheckBox *>(u"autostart"_s)->isChecked());
    off.findChild<QCheckBox *>(u"autostart"_s)->setChecked(false);
    off.accept();
    QVERIFY(!QFile::exists(m_autostart.file()));
}

void tst_SettingsDialog::defaultsAreRestoredPageByPage()
{
    UiSettings settings;
    settings.editor = u"cat"_s;
    settings.notices = {NoticeKind::Sync};
    SettingsDialog dialog(parts(settings));
    auto *restore = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::RestoreDefaults);
    restore->click();
    QCOMPARE(dialog.values().ui.editor, QString());
    QCOMPARE(dialog.values().ui.notices, settings.notices);
    choose(dialog, u"Notifications"_s);
    restore->click();
    QCOMPARE(dialog.values().ui.notices, UiSettings::defaultNotices());
}

void tst_SettingsDialog::settingsOfTheProgramAreChangedOnce()
{
    m_backend.orders.clear();
    SettingsDialog dialog(parts());
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.findChild<QSpinBox *>(u"port"_s)->setValue(4040);
    dialog.findChild<QSpinBox *>(u"maxFileBytes"_s)->setValue(512);
    dialog.accept();
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(m_backend.orders, QStringList{u"changeSettings"_s});
    QCOMPARE(m_backend.settings().port, 4040);
    QCOMPARE(m_backend.settings().maxFileBytes, 512 << 10);
    QCOMPARE(m_backend.settings().pollInterval, Settings().pollInterval);
}

void tst_SettingsDialog::whatCostsMoneyIsSavedOnlyAfterAYes_data()
{
    QTest::addColumn<EmbeddingCost>("cost");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("details");

    const EmbeddingCost known{.service = u"api.example.org"_s,
                              .isPaid = true,
                              .files = 1200,
                              .tokens = 3'000'000,
                              .pricePerMillion = 0.02,
                              .budget = 5};
    const auto row = [&](const char *name, auto change, const QString &text, const QString &details) {
        EmbeddingCost cost = known;
        change(cost);
        QTest::newRow(name) << cost << text << details;
    };
    row(
        "figures", [](EmbeddingCost &) {},
        u"The text of 1,200 file(s) will be sent to api.example.org: about 3,000,000 tokens, 0.06 US dollars."_s,
        u"cost 0.02 US dollars. Nothing is sent beyond your budget of 5.00 US dollars a month."_s);
    row(
        "no price", [](EmbeddingCost &cost) { cost.pricePerMillion.reset(); },
        u"about 3,000,000 tokens, at a price that is not known"_s, u"Nothing is sent beyond"_s);
    row(
        "no budget", [](EmbeddingCost &cost) { cost.budget = 0; }, u"1,200"_s,
        u"There is no budget: nothing limits what may be spent."_s);
    row(
        "nothing indexed yet", [](EmbeddingCost &cost) { cost.files = cost.tokens = 0; },
        u"The text of the folders that you add will be sent to api.example.org."_s, u"budget"_s);
    row(
        "the store is away", [](EmbeddingCost &cost) { cost.isCounted = false; },
        u"How much that is cannot be told now."_s, u"budget"_s);
}

void tst_SettingsDialog::whatCostsMoneyIsSavedOnlyAfterAYes()
{
    QFETCH(const EmbeddingCost, cost);
    QFETCH(const QString, text);
    QFETCH(const QString, details);
    FakeBackend backend;
    backend.cost = cost;
    SettingsDialog dialog({backend, m_folders, {}, m_autostart});
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    chooseProvider(dialog, u"openai"_s);
    for (const bool yes : {false, true}) {
        dialog.accept();
        QTRY_VERIFY(dialog.findChild<QMessageBox *>(u"cost"_s));
        auto *box = dialog.findChild<QMessageBox *>(u"cost"_s);
        QVERIFY2(box->text().contains(text), qPrintable(box->text()));
        QVERIFY2(box->informativeText().contains(details), qPrintable(box->informativeText()));
        QVERIFY(box->defaultButton() == box->button(QMessageBox::Cancel));
        QVERIFY(!backend.orders.contains(u"changeSettings"_s));
        (yes ? box->findChild<QPushButton *>(u"agree"_s) : box->button(QMessageBox::Cancel))->click();
        QTRY_VERIFY(!dialog.findChild<QMessageBox *>(u"cost"_s));
    }
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(backend.orders,
             (QStringList{u"embeddingCost openai"_s, u"embeddingCost openai"_s, u"changeSettings"_s}));
    QCOMPARE(backend.settings().embeddingProvider, u"openai"_s);
}

void tst_SettingsDialog::whatCostsNothingIsNotAskedAbout_data()
{
    QTest::addColumn<EmbeddingCost>("cost");
    QTest::newRow("a service of one's own")
        << EmbeddingCost{.service = u"127.0.0.1"_s, .files = 9, .tokens = 9};
    QTest::newRow("everything was embedded by it before")
        << EmbeddingCost{.service = u"api.example.org"_s, .isPaid = true, .files = 9, .pricePerMillion = 1};
}

void tst_SettingsDialog::whatCostsNothingIsNotAskedAbout()
{
    QFETCH(const EmbeddingCost, cost);
    FakeBackend backend;
    backend.cost = cost;
    SettingsDialog dialog({backend, m_folders, {}, m_autostart});
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    chooseProvider(dialog, u"openai"_s);
    dialog.accept();
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(!dialog.findChild<QMessageBox *>(u"cost"_s));
}

void tst_SettingsDialog::whatTheBackendRefusesIsSaidAndTheDialogStays()
{
    SettingsDialog dialog(parts());
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    m_backend.refuse(u"the disk is full"_s);
    dialog.findChild<QSpinBox *>(u"port"_s)->setValue(5050);
    dialog.accept();
    QTRY_COMPARE(dialog.findChild<QLabel *>(u"message"_s)->text(), u"the disk is full"_s);
    QCOMPARE(accepted.size(), 0);
    dialog.accept(); // the backend has changed its mind
    QTRY_COMPARE(accepted.size(), 1);
}

void tst_SettingsDialog::whatTheEnvironmentDecidesCannotBeChanged()
{
    m_backend.fixed = QStringList{u"port"_s};
    const SettingsDialog dialog(parts());
    m_backend.fixed.clear();
    QVERIFY(!dialog.findChild<QSpinBox *>(u"port"_s)->isEnabled());
    QVERIFY(dialog.findChild<QSpinBox *>(u"maxFileBytes"_s)->isEnabled());
}

void tst_SettingsDialog::aValueThatAFieldCannotShowExactlyIsKept()
{
    Settings settings = m_backend.settings();
    settings.maxFileBytes = 100'000; // no multiple of 1,024
    settings.pollInterval = std::chrono::milliseconds(10);
    m_backend.changeSettings(settings, this, [](const auto &) {});
    QTRY_COMPARE(m_backend.settings(), settings);
    const SettingsDialog dialog(parts());
    QCOMPARE(dialog.values().program, settings);
}

void tst_SettingsDialog::theTokenIsHiddenUntilItIsAskedFor()
{
    SettingsDialog dialog(parts());
    auto *token = dialog.findChild<QLineEdit *>(u"token"_s);
    QCOMPARE(token->text(), m_backend.apiAccess().token);
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->isCheckable())
            button->click();
    }
    QCOMPARE(token->echoMode(), QLineEdit::Normal);
}

void tst_SettingsDialog::everyPageHasAName()
{
    const SettingsDialog dialog(parts());
    const auto *pages = dialog.findChild<QListWidget *>(u"pages"_s);
    QVERIFY(pages->count() >= 6);
    for (int i = 0; i < pages->count(); ++i)
        QVERIFY(!pages->item(i)->text().isEmpty());
}

void tst_SettingsDialog::otherMachinesAreServedOnlyIfAllOfItIsSaid_data()
{
    QTest::addColumn<QString>("listen");
    QTest::addColumn<QString>("hosts");
    QTest::addColumn<bool>("certificate");
    QTest::addColumn<QStringList>("read"); // the hosts; nothing: refused

    const QStringList refused;
    QTest::newRow("an address, a name and a certificate")
        << u"192.0.2.7:3443"_s << u"desk"_s << true << QStringList{u"desk"_s};
    QTest::newRow("all addresses") << u"[::]:3443"_s << u"desk, desk.example.org,"_s << true
                                   << QStringList{u"desk"_s, u"desk.example.org"_s};
    QTest::newRow("no certificate") << u"192.0.2.7:3443"_s << u"desk"_s << false << refused;
    QTest::newRow("all addresses without a name") << u"0.0.0.0:3443"_s << QString() << true << refused;
    QTest::newRow("no port") << u"192.0.2.7"_s << u"desk"_s << true << refused;
    QTest::newRow("a name for an address") << u"desk:3443"_s << u"desk"_s << true << refused;
}

void tst_SettingsDialog::otherMachinesAreServedOnlyIfAllOfItIsSaid()
{
    QFETCH(const QString, listen);
    QFETCH(const QString, hosts);
    QFETCH(const bool, certificate);
    QFETCH(const QStringList, read);
    SettingsDialog dialog(parts());
    dialog.findChild<QLineEdit *>(u"listen"_s)->setText(listen);
    dialog.findChild<QLineEdit *>(u"hosts"_s)->setText(hosts);
    dialog.findChild<QCheckBox *>(u"tls"_s)->setChecked(certificate);
    const bool accepted = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled();
    QCOMPARE(accepted, !read.isEmpty());
    if (!accepted)
        return;
    QCOMPARE(dialog.values().program.listen, listen);
    QCOMPARE(dialog.values().program.hosts, read);
    QCOMPARE(dialog.values().program.tls, u"self-signed"_s);
}

QTEST_MAIN(tst_SettingsDialog)
#include "tst_SettingsDialog.moc"
