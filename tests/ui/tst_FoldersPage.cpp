#include "FakeBackend.h"

#include <items/FolderTableModel.h>
#include <items/Overview.h>
#include <ui/FoldersPage.h>
#include <ui/Icons.h>

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_FoldersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutFoldersThereIsAnInvitation();
    void oneButtonCures_data();
    void oneButtonCures();
    void nothingIsResumedWhileTheIndexIsCopied();
    void theSwitchIsTheCheckBox();
    void aFolderThatIsDraggedInIsAdded();
    void deleteAsksToRemove();

private:
    struct Parts
    {
        FakeBackend backend;
        FolderTableModel folders;
        Overview overview{backend, folders};
        FoldersPage page{backend, folders};
    };
    std::unique_ptr<Parts> m_parts;
};

void tst_FoldersPage::init()
{
    initResources();
    m_parts = std::make_unique<Parts>();
}

void tst_FoldersPage::withoutFoldersThereIsAnInvitation()
{
    const auto *stack = m_parts->page.findChild<QStackedWidget *>();
    QCOMPARE(stack->currentIndex(), 1);
    m_parts->backend.put({});
    QCOMPARE(stack->currentIndex(), 0);
    m_parts->backend.removeFolder({}, true);
    QCOMPARE(stack->currentIndex(), 1);
}

void tst_FoldersPage::oneButtonCures_data()
{
    QTest::addColumn<Folder::State>("state");
    QTest::addColumn<bool>("enabled");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("order");

    using enum Folder::State;
    QTest::newRow("off") << Stopped << false << u"Turn &on"_s << u"setEnabled /x true"_s;
    QTest::newRow("paused") << Paused << true << u"R&esume"_s << u"setPaused /x false"_s;
    QTest::newRow("unavailable") << Unavailable << true << u"Check a&gain"_s << u"sync /x"_s;
    QTest::newRow("degraded") << Degraded << true << u"Check a&gain"_s << u"sync /x"_s;
    QTest::newRow("error") << Error << true << u"Check a&gain"_s << u"sync /x"_s;
    QTest::newRow("fine") << Idle << true << u"S&ync now"_s << u"sync /x"_s;
}

void tst_FoldersPage::oneButtonCures()
{
    QFETCH(const Folder::State, state);
    QFETCH(const bool, enabled);
    Folder folder;
    folder.config.key.path = u"/x"_s;
    folder.config.enabled = enabled;
    folder.state = state;
    m_parts->backend.put(folder);
    auto *button = m_parts->page.findChild<QPushButton *>(u"cure"_s);
    QTEST(button->text(), "label");
    button->click();
    QFETCH(const QString, order);
    QCOMPARE(m_parts->backend.orders, QStringList{order});
}

void tst_FoldersPage::nothingIsResumedWhileTheIndexIsCopied()
{
    Folder folder;
    folder.config.key.path = u"/x"_s;
    folder.state = Folder::State::Paused;
    m_parts->backend.put(folder);
    auto *button = m_parts->page.findChild<QPushButton *>(u"cure"_s);
    QVERIFY(button->isEnabled());
    m_parts->backend.setProgram({.isCopying = true});
    QVERIFY(!button->isEnabled());
    m_parts->backend.setProgram({});
    QVERIFY(button->isEnabled());
}

void tst_FoldersPage::theSwitchIsTheCheckBox()
{
    Folder folder;
    folder.config.key.path = u"/x"_s;
    m_parts->backend.put(folder);
    auto *table = m_parts->page.findChild<QTreeView *>();
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_parts->backend.orders, QStringList{u"setEnabled /x false"_s});
}

void tst_FoldersPage::aFolderThatIsDraggedInIsAdded()
{
    const QTemporaryDir dir;
    const QSignalSpy added(&m_parts->page, &FoldersPage::addFolderRequested);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(dir.path()), QUrl(u"https://example.org/"_s),
                  QUrl::fromLocalFile(dir.filePath(u"gone"_s))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_parts->page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_parts->page, &drop);
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.first().first().toString(), dir.path());
}

void tst_FoldersPage::deleteAsksToRemove()
{
    Folder folder;
    folder.config.key.path = u"/x"_s;
    m_parts->backend.put(folder);
    const QSignalSpy removed(&m_parts->page, &FoldersPage::removeRequested);
    const auto *table = m_parts->page.findChild<QTreeView *>();
    QCOMPARE(table->actions().first()->shortcut(), QKeySequence(QKeySequence::Delete));
    table->actions().first()->trigger();
    QCOMPARE(removed.size(), 1);
    QVERIFY(m_parts->backend.orders.isEmpty()); // not without being asked
}

QTEST_MAIN(tst_FoldersPage)
#include "tst_FoldersPage.moc"
