#include "FakeBackend.h"

#include <ui/AgentPanel.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_AgentPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheChangeBeforeItIsMade();
    void connectsAndDisconnects();
    void doesNotTouchWhatItDoesNotUnderstand();

private:
    FakeBackend m_backend;
};

void tst_AgentPanel::showsTheChangeBeforeItIsMade()
{
    const AgentPanel panel(m_backend);
    const auto *list = panel.findChild<QListWidget *>(u"agents"_s);
    QTRY_COMPARE(list->count(), 2);
    QVERIFY(panel.findChild<QPlainTextEdit *>(u"diff"_s)->toPlainText().contains(u"+    \"vectray\": {"_s));
    QVERIFY(m_backend.orders.isEmpty());
}

void tst_AgentPanel::connectsAndDisconnects()
{
    const AgentPanel panel(m_backend);
    const auto *list = panel.findChild<QListWidget *>(u"agents"_s);
    auto *change = panel.findChild<QPushButton *>(u"change"_s);
    QTRY_VERIFY(change->isEnabled());
    change->click();
    QTRY_COMPARE(list->item(0)->text(), u"Agent One (connected)"_s);
    QCOMPARE(change->text(), u"&Disconnect"_s);
    QTRY_VERIFY(change->isEnabled());
    change->click();
    QTRY_COMPARE(list->item(0)->text(), u"Agent One"_s);
    QCOMPARE(m_backend.orders,
             (QStringList{u"setAgentConnected one true"_s, u"setAgentConnected one false"_s}));
}

void tst_AgentPanel::doesNotTouchWhatItDoesNotUnderstand()
{
    const AgentPanel panel(m_backend);
    auto *list = panel.findChild<QListWidget *>(u"agents"_s);
    QTRY_COMPARE(list->count(), 2);
    list->setCurrentRow(1);
    QCOMPARE(panel.findChild<QPlainTextEdit *>(u"diff"_s)->toPlainText(), u"line 3: no table"_s);
    QVERIFY(!panel.findChild<QPushButton *>(u"change"_s)->isEnabled());
}

QTEST_MAIN(tst_AgentPanel)
#include "tst_AgentPanel.moc"
