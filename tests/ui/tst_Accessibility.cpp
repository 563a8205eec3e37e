#include "FakeBackend.h"

#include <items/ActivityModel.h>
#include <items/FolderTableModel.h>
#include <items/Measurements.h>
#include <items/Overview.h>
#include <items/ProblemsModel.h>
#include <ui/FirstRun.h>
#include <ui/FolderForm.h>
#include <ui/MainWindow.h>
#include <ui/SettingsDialog.h>
#include <ui/StoreCopyPanel.h>
#include <ui/TrayMenu.h>

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

/// In every window and language: whatever takes the keyboard has a name, and no two things that are shown
/// together have the same mnemonic.
class tst_Accessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theMainWindow_data() { languages(); }
    void theMainWindow();
    void theSettings_data() { languages(); }
    void theSettings();
    void theFolderForm_data() { languages(); }
    void theFolderForm();
    void theFirstSteps_data() { languages(); }
    void theFirstSteps();
    void theTrayMenu_data() { languages(); }
    void theTrayMenu();
    void cleanup() { QCoreApplication::removeTranslator(&m_translator); }

private:
    static void languages();
    void speak(const QString &language);

    QTemporaryDir m_dir;
    QTranslator m_translator;
    FakeBackend m_backend;
    FolderTableModel m_folders;
    Overview m_overview{m_backend, m_folders};
    ActivityModel m_activity;
    ProblemsModel m_problems;
    Measurements m_measurements;
};

namespace {

QString describe(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
}

bool takesTheKeyboard(const QWidget *widget, const QWidget *window)
{
    return widget->isVisibleTo(window) && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
}

QStringList nameless(QWidget *window)
{
    QStringList found;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (!takesTheKeyboard(widget, window) || qobject_cast<QComboBox *>(widget->parentWidget()))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            found.append(describe(widget));
    }
    return found;
}

void note(const QString &text, QHash<QChar, QStringList> &mnemonics)
{
    const QKeySequence keys = QKeySequence::mnemonic(text);
    if (!keys.isEmpty())
        mnemonics[QChar(ushort(keys[0].key()))].append(text);
}

QStringList clashes(const QHash<QChar, QStringList> &mnemonics)
{
    QStringList found;
    for (const auto &[key, texts] : mnemonics.asKeyValueRange()) {
        if (texts.size() > 1)
            found.append(key + u": "_s + texts.join(u" | "_s));
    }
    return found;
}

QStringList clashes(QWidget *window)
{
    QHash<QChar, QStringList> mnemonics;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(window))
            continue;
        if (const auto *button = qobject_cast<QAbstractButton *>(widget))
            note(button->text(), mnemonics);
        if (const auto *label = qobject_cast<QLabel *>(widget); label && label->buddy())
            note(label->text(), mnemonics);
        if (const auto *tabs = qobject_cast<QTabBar *>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                note(tabs->tabText(i), mnemonics);
        }
    }
    return clashes(mnemonics);
}

QStringList clashes(const QMenu &menu)
{
    QHash<QChar, QStringList> mnemonics;
    QStringList found;
    for (const QAction *action : menu.actions()) {
        if (!action->isVisible())
            continue;
        note(action->text(), mnemonics);
        if (action->menu())
            found += clashes(*action->menu());
    }
    return found + clashes(mnemonics);
}

} // namespace

void tst_Accessibility::initTestCase()
{
    initResources();
    Folder folder;
    folder.config.key = {u"/src/one"_s, u"one"_s, u"main"_s};
    folder.state = Folder::State::Paused;
    folder.problems = 3;
    m_backend.put(folder);
    m_backend.tell(WatchStarted{folder.config});
    m_problems.record(DeletionHeld{folder.config.key, DeletionHeld::Outcome::Confirmed, 120, 150});
}

void tst_Accessibility::languages()
{
    QTest::addColumn<QString>("language");
    for (const char *language : {"en", "de", "fr"})
        QTest::newRow(language) << QString::fromLatin1(language);
}

void tst_Accessibility::speak(const QString &language)
{
    QVERIFY(m_translator.load(u":/i18n/vectray_%1.qm"_s.arg(language)));
    QVERIFY(QCoreApplication::installTranslator(&m_translator));
}

void tst_Accessibility::theMainWindow()
{
    QFETCH(const QString, language);
    speak(language);
    MainWindow window(m_backend, {m_overview, m_folders, m_activity, m_problems, m_measurements}, {});
    auto *pages = window.findChild<QTabWidget *>();
    for (int page = 0; page < pages->count(); ++page) {
        pages->setCurrentIndex(page);
        QCOMPARE(nameless(&window).join(u", "), QString());
        QCOMPARE(clashes(&window).join(u", "), QString());
    }
}

void tst_Accessibility::theSettings()
{
    QFETCH(const QString, language);
    speak(language);
    SettingsDialog dialog(
        {m_backend, m_folders, {}, Autostart(m_dir.path(), u"/opt/vectray"_s), {u"/a"_s, u"/b"_s}});
    dialog.findChild<QComboBox *>(u"store"_s)->setCurrentIndex(1); // with the offer to copy the index there
    dialog.findChild<QLineEdit *>(u"storeAddress"_s)->setText(u"postgresql://db/team"_s);
    QTRY_VERIFY(!dialog.findChild<StoreCopyPanel *>()->isHidden());
    auto *pages = dialog.findChild<QListWidget *>(u"pages"_s);
    for (int i = 0; i < pages->count(); ++i) {
        pages->setCurrentRow(i);
        QCOMPARE(nameless(&dialog).join(u", "), QString());
        QCOMPARE(clashes(&dialog).join(u", "), QString());
    }
}

void tst_Accessibility::theFolderForm()
{
    QFETCH(const QString, language);
    speak(language);
    FolderForm form(m_backend, FolderForm::Purpose::Add, {});
    QCOMPARE(nameless(&form), QStringList());
    QCOMPARE(clashes(&form), QStringList());
}

void tst_Accessibility::theFirstSteps()
{
    QFETCH(const QString, language);
    speak(language);
    FirstRun run(m_backend, Autostart(m_dir.path(), u"/opt/vectray"_s));
    run.restart();
    for (qsizetype step = 0; step < run.pageIds().size(); ++step) {
        QCOMPARE(nameless(&run), QStringList());
        QCOMPARE(clashes(&run), QStringList());
        run.next();
    }
}

void tst_Accessibility::theTrayMenu()
{
    QFETCH(const QString, language);
    speak(language);
    TrayMenu menu(m_backend, m_overview, m_folders);
    menu.populate();
    QVERIFY(menu.actions().size() > 10);
    QCOMPARE(clashes(menu), QStringList());
}

QTEST_MAIN(tst_Accessibility)
#include "tst_Accessibility.moc"
