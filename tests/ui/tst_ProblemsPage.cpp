#include "FakeBackend.h"

#include <items/FolderTableModel.h>
#include <items/Overview.h>
#include <items/ProblemsModel.h>
#include <ui/ProblemsPage.h>

#include <QLabel>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

const WatchConfig::Key notes{u"/notes"_s, u"p"_s, u"d"_s};
const WatchConfig::Key music{u"/music"_s, u"p"_s, u"d"_s};

SyncEvent deletion(DeletionHeld::Outcome outcome, const WatchConfig::Key &folder = notes)
{
    return DeletionHeld{.folder = folder, .outcome = outcome, .files = 120, .indexed = 150};
}

} // namespace

class tst_ProblemsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aHeldDeletionCanBeLookedAtNow();
    void whatIsGoneStaysListedUntilItIsAccepted();
    void onlyWhatIsShownIsAccepted();

private:
    struct Parts
    {
        FakeBackend backend;
        FolderTableModel folders;
        Overview overview{backend, folders};
        ProblemsModel problems;
        ProblemsPage page{backend, {folders, problems}};

        QPushButton *button(const QString &name) const { return page.findChild<QPushButton *>(name); }
        QTreeView *table() const { return page.findChild<QTreeView *>(u"problems"_s); }
    };
    std::unique_ptr<Parts> m_parts;
};

void tst_ProblemsPage::init()
{
    m_parts = std::make_unique<Parts>();
    for (const WatchConfig::Key &key : {notes, music}) {
        Folder folder;
        folder.config.key = key;
        m_parts->backend.put(folder);
    }
}

void tst_ProblemsPage::aHeldDeletionCanBeLookedAtNow()
{
    QPushButton *retry = m_parts->button(u"retry"_s);
    QCOMPARE(retry->text(), u"Try a&gain"_s);
    m_parts->problems.record(deletion(DeletionHeld::Outcome::Waiting));
    QCOMPARE(m_parts->table()->model()->rowCount(), 1);
    QCOMPARE(retry->text(), u"Look again &now"_s);
    QVERIFY(m_parts->button(u"accept"_s)->isHidden());
    m_parts->page.showFolder(notes);
    retry->click();
    QCOMPARE(m_parts->backend.orders, QStringList{u"sync /notes"_s});
    m_parts->problems.record(deletion(DeletionHeld::Outcome::Kept));
    QCOMPARE(m_parts->table()->model()->rowCount(), 0);
    QCOMPARE(retry->text(), u"Try a&gain"_s);
}

void tst_ProblemsPage::whatIsGoneStaysListedUntilItIsAccepted()
{
    m_parts->problems.record(deletion(DeletionHeld::Outcome::Waiting));
    m_parts->problems.record(deletion(DeletionHeld::Outcome::Confirmed));
    QPushButton *accept = m_parts->button(u"accept"_s);
    QVERIFY(!accept->isHidden());
    accept->click();
    QCOMPARE(m_parts->problems.rowCount(), 0);
    QVERIFY(accept->isHidden());
    QVERIFY(m_parts->backend.orders.isEmpty());
}

void tst_ProblemsPage::onlyWhatIsShownIsAccepted()
{
    for (const WatchConfig::Key &key : {notes, music})
        m_parts->problems.record(deletion(DeletionHeld::Outcome::Confirmed, key));
    m_parts->page.showFolder(music);
    m_parts->button(u"accept"_s)->click();
    QCOMPARE(m_parts->problems.rowCount(), 1);
    QCOMPARE(m_parts->problems.index(0, 0).data(ProblemsModel::FolderKeyRole).value<WatchConfig::Key>(),
             notes);
}

QTEST_MAIN(tst_ProblemsPage)
#include "tst_ProblemsPage.moc"
