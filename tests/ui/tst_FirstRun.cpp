#include "FakeBackend.h"

#include <ui/FirstRun.h>
#include <ui/Icons.h>

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_FirstRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init()
    {
        // All warnings but that of the platform without a screen about a message box, which has a size of its own.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        m_backend = std::make_unique<FakeBackend>();
    }
    void everyStepCanBeSkipped();
    void aProviderIsWrittenWhenTheStepIsLeft();
    void aProviderThatCostsMoneyIsAskedAboutFirst();
    void aProviderThatIsRefusedKeepsTheStep();
    void nextAddsTheFolder();
    void aFolderThatIsNotThereCannotBeAdded();
    void whatTheBackendRefusesIsSaid();
    void startingWithTheSessionIsWrittenWhenTheStepIsLeft();
    void aSkippedStepWritesNothing();

private:
    void showFolderStep(FirstRun &run);

    QTemporaryDir m_dir;
    Autostart m_autostart{m_dir.path(), u"/opt/vectray"_s};
    std::unique_ptr<FakeBackend> m_backend;
};

namespace {

void skip(const QWizard &run)
{
    run.button(QWizard::CustomButton1)->click();
}

} // namespace

void tst_FirstRun::initTestCase()
{
    initResources();
    QVERIFY(m_dir.isValid());
}

void tst_FirstRun::showFolderStep(FirstRun &run)
{
    run.restart();
    run.next();
    run.next(); // the built-in model
    QVERIFY(run.currentPage()->findChild<QLineEdit *>(u"path"_s));
}

void tst_FirstRun::everyStepCanBeSkipped()
{
    FirstRun run(*m_backend, m_autostart);
    run.restart();
    for (qsizetype step = 1; step < run.pageIds().size(); ++step) {
        QVERIFY(run.button(QWizard::CustomButton1)->isVisibleTo(&run));
        skip(run);
    }
    QCOMPARE(run.currentId(), run.pageIds().constLast());
    QVERIFY(!run.button(QWizard::CustomButton1)->isVisibleTo(&run));
    run.button(QWizard::FinishButton)->click();
    QCOMPARE(run.result(), int(QDialog::Accepted));
    QCOMPARE(m_backend->folders().size(), 0);
    QVERIFY(!m_autostart.isOn());
}

void tst_FirstRun::aProviderIsWrittenWhenTheStepIsLeft()
{
    FirstRun run(*m_backend, m_autostart);
    run.restart();
    run.next();
    const int step = run.currentId();
    auto *providers = run.currentPage()->findChild<QComboBox *>(u"embeddingProvider"_s);
    QCOMPARE(providers->currentData().toString(), u"builtin"_s);
    run.next();
    QVERIFY(m_backend->orders.isEmpty()); // nothing was changed
    run.back();

    providers->setCurrentIndex(providers->findData(u"openai"_s));
    auto *key = run.currentPage()->findChild<QLineEdit *>(u"key"_s);
    key->setText(u"sk-1"_s);
    QVERIFY(!run.button(QWizard::NextButton)->isEnabled()); // it would be lost
    key->clear();
    run.next();
    QTRY_VERIFY(run.currentId() != step);
    QCOMPARE(m_backend->orders, (QStringList{u"embeddingCost openai"_s, u"changeSettings"_s}));
    QCOMPARE(m_backend->settings().embeddingProvider, u"openai"_s);
}

void tst_FirstRun::aProviderThatCostsMoneyIsAskedAboutFirst()
{
    m_backend->cost = {.service = u"api.example.org"_s, .isPaid = true, .pricePerMillion = 0.02, .budget = 5};
    FirstRun run(*m_backend, m_autostart);
    run.restart();
    run.next();
    const int step = run.currentId();
    auto *providers = run.currentPage()->findChild<QComboBox *>(u"embeddingProvider"_s);
    providers->setCurrentIndex(providers->findData(u"openai"_s));
    for (const bool yes : {false, true}) {
        run.next();
        QTRY_VERIFY(run.findChild<QMessageBox *>(u"cost"_s));
        auto *box = run.findChild<QMessageBox *>(u"cost"_s);
        (yes ? box->findChild<QPushButton *>(u"agree"_s) : box->button(QMessageBox::Cancel))->click();
        QTRY_VERIFY(!run.findChild<QMessageBox *>(u"cost"_s));
        if (!yes)
            QCOMPARE(run.currentId(), step);
    }
    QTRY_VERIFY(run.currentId() != step);
    QCOMPARE(m_backend->settings().embeddingProvider, u"openai"_s);

    run.currentPage()->findChild<QLineEdit *>(u"path"_s)->setText(m_dir.path());
    auto *preview = run.currentPage()->findChild<QLabel *>(u"preview"_s);
    QTRY_VERIFY(preview->text().contains(u"Their text is sent to api.example.org: about 0 tokens"_s));
}

void tst_FirstRun::aProviderThatIsRefusedKeepsTheStep()
{
    FirstRun run(*m_backend, m_autostart);
    run.restart();
    run.next();
    const int step = run.currentId();
    auto *providers = run.currentPage()->findChild<QComboBox *>(u"embeddingProvider"_s);
    providers->setCurrentIndex(providers->findData(u"voyage"_s));
    m_backend->refuse(u"VOYAGEAI_API_KEY is not set"_s);
    run.next();
    QTRY_COMPARE(run.currentPage()->findChild<QLabel *>(u"message"_s)->text(),
                 u"VOYAGEAI_API_KEY is not set"_s);
    QCOMPARE(run.currentId(), step);
    skip(run);
    QCOMPARE(m_backend->settings().embeddingProvider, u"builtin"_s);
}

void tst_FirstRun::nextAddsTheFolder()
{
    FirstRun run(*m_backend, m_autostart);
    showFolderStep(run);
    const int step = run.currentId();
    run.currentPage()->findChild<QLineEdit *>(u"path"_s)->setText(m_dir.path() + u"/"_s);
    auto *preview = run.currentPage()->findChild<QLabel *>(u"preview"_s);
    QTRY_VERIFY(preview->text().contains(u"1,234 file(s)"_s));
    run.next();
    QTRY_VERIFY(run.currentId() != step);
    QCOMPARE(m_backend->folders().size(), 1);
    QCOMPARE(m_backend->folders().first().config.key.path, m_dir.path());

    run.back();
    run.next(); // it is not added again
    QCOMPARE(m_backend->folders().size(), 1);
    QVERIFY(run.currentId() != step);
}

void tst_FirstRun::aFolderThatIsNotThereCannotBeAdded()
{
    FirstRun run(*m_backend, m_autostart);
    showFolderStep(run);
    run.currentPage()->findChild<QLineEdit *>(u"path"_s)->setText(u"/no/such/folder"_s);
    QVERIFY(!run.button(QWizard::NextButton)->isEnabled());
    QCOMPARE(run.currentPage()->findChild<QLabel *>(u"message"_s)->text(), u"There is no such folder."_s);
    skip(run);
    QCOMPARE(m_backend->folders().size(), 0);
}

void tst_FirstRun::whatTheBackendRefusesIsSaid()
{
    m_backend->refuse(u"Vectray does not index its own files."_s);
    FirstRun run(*m_backend, m_autostart);
    showFolderStep(run);
    const int step = run.currentId();
    run.currentPage()->findChild<QLineEdit *>(u"path"_s)->setText(m_dir.path());
    run.next();
    auto *message = run.currentPage()->findChild<QLabel *>(u"message"_s);
    QTRY_COMPARE(message->text(), u"Vectray does not index its own files."_s);
    QCOMPARE(run.currentId(), step);
}

void tst_FirstRun::startingWithTheSessionIsWrittenWhenTheStepIsLeft()
{
    FirstRun run(*m_backend, m_autostart);
    showFolderStep(run);
    run.next();
    run.currentPage()->findChild<QCheckBox *>(u"autostart"_s)->setChecked(true);
    QVERIFY(!m_autostart.isOn());
    run.next();
    QVERIFY(m_autostart.isOn());
    QVERIFY(QFile::remove(m_autostart.file()));
}

void tst_FirstRun::aSkippedStepWritesNothing()
{
    FirstRun run(*m_backend, m_autostart);
    showFolderStep(run);
    run.currentPage()->findChild<QLineEdit *>(u"path"_s)->setText(m_dir.path());
    skip(run);
    run.currentPage()->findChild<QCheckBox *>(u"autostart"_s)->setChecked(true);
    skip(run);
    QCOMPARE(m_backend->folders().size(), 0);
    QVERIFY(!m_autostart.isOn());
}

QTEST_MAIN(tst_FirstRun)
#include "tst_FirstRun.moc"
