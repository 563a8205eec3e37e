#include <ui/SettingsDialog.h>

#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
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
    void settingsSurviveTheFile();
    void whatIsInAFileWrittenByHandDoesNoHarm();
    void nothingChangesWithoutOk();
    void anEditorThatIsNotThereIsRefused();
    void startingWithTheSessionWritesOneFile();
    void defaultsAreRestoredPageByPage();

private:
    QTemporaryDir m_dir;
    Autostart m_autostart{m_dir.path(), u"/opt/my \"apps\"/100%/vectray"_s};
};

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
    SettingsDialog dialog({}, m_autostart);
    const QSignalSpy changed(&dialog, &SettingsDialog::changed);
    for (QCheckBox *box : dialog.findChildren<QCheckBox *>())
        box->setChecked(true);
    dialog.reject();
    QCOMPARE(changed.size(), 0);
    QVERIFY(!m_autostart.isOn());

    SettingsDialog again({}, m_autostart);
    const QSignalSpy changedAgain(&again, &SettingsDialog::changed);
    again.accept();
    QCOMPARE(changedAgain.size(), 0); // nothing was touched
}

void tst_SettingsDialog::anEditorThatIsNotThereIsRefused()
{
    SettingsDialog dialog({}, m_autostart);
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    auto *editor = dialog.findChild<QComboBox *>(u"editor"_s);
    editor->setEditText(u"no-such-editor {file}"_s);
    dialog.accept();
    QCOMPARE(accepted.size(), 0);
    QCOMPARE(dialog.findChild<QLabel *>(u"message"_s)->text(),
             u"There is no program called no-such-editor."_s);
    editor->setEditText(u"cat {file}"_s);
    dialog.accept();
    QCOMPARE(accepted.size(), 1);
}

void tst_SettingsDialog::startingWithTheSessionWritesOneFile()
{
    SettingsDialog on({}, m_autostart);
    on.findChild<QCheckBox *>(u"autostart"_s)->setChecked(true);
    on.accept();
    QVERIFY(m_autostart.isOn());
    QFile file(m_autostart.file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\nExec=\"/opt/my \\\\\"apps\\\\\"/100%%/vectray\" --background\n"));

    SettingsDialog off({}, m_autostart);
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
    SettingsDialog dialog(settings, m_autostart);
    auto *restore = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::RestoreDefaults);
    restore->click();
    QCOMPARE(dialog.settings().editor, QString());
    QCOMPARE(dialog.settings().notices, settings.notices);
    dialog.findChild<QTabWidget *>()->setCurrentIndex(1);
    restore->click();
    QCOMPARE(dialog.settings().notices, UiSettings::defaultNotices());
}

QTEST_MAIN(tst_SettingsDialog)
#include "tst_SettingsDialog.moc"
