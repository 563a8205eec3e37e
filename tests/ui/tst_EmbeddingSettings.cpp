#include "FakeBackend.h"

#include <ui/EmbeddingSettings.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_EmbeddingSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsShownIsWhatIsRead();
    void theBuiltInModelNeedsNothing();
    void eachServiceHasAnAddressOfItsOwn();
    void saysWhatLeavesTheMachine();
    void aKeyGoesIntoTheKeyringAndOutOfTheField();
    void aTrySaysWhatItFound();
    void aTryThatFailsSaysWhy();
    void aKeyThatIsNotKeptIsNotForgottenInSilence();
    void complainsAboutNonsense_data();
    void complainsAboutNonsense();

private:
    void choose(const QString &provider);
    QLineEdit *field(const QString &name) { return m_page->findChild<QLineEdit *>(name); }
    QString answer() const { return m_page->findChild<QLabel *>(u"answer"_s)->text(); }

    FakeBackend m_backend;
    std::unique_ptr<EmbeddingSettings> m_page;
};

void tst_EmbeddingSettings::init()
{
    m_backend.orders.clear();
    m_page = std::make_unique<EmbeddingSettings>(m_backend, QStringList());
    m_page->present({});
}

void tst_EmbeddingSettings::choose(const QString &provider)
{
    auto *providers = m_page->findChild<QComboBox *>(u"embeddingProvider"_s);
    providers->setCurrentIndex(providers->findData(provider));
}

void tst_EmbeddingSettings::whatIsShownIsWhatIsRead()
{
    SettingsValues values;
    values.program.embeddingProvider = u"voyage"_s;
    values.program.embeddingModel = u"voyage-3.5"_s;
    values.program.voyageBaseUrl = u"https://proxy.example.org/v1"_s;
    values.program.openAiBaseUrl = u"http://127.0.0.1:8080/v1"_s;
    values.program.embeddingBudget = u"12.50"_s;
    values.program.embeddingRequestsPerMinute = 300;
    values.program.embeddingTokensPerMinute = 1'000'000;
    m_page->present(values);
    QCOMPARE(field(u"address"_s)->text(), u"https://proxy.example.org/v1"_s);
    SettingsValues read = values;
    m_page->read(read);
    QVERIFY(read == values);

    SettingsValues defaults;
    m_page->present(defaults);
    m_page->read(read);
    QCOMPARE(read.program.embeddingProvider, u"builtin"_s);
    QCOMPARE(read.program.voyageBaseUrl, QString());
}

void tst_EmbeddingSettings::theBuiltInModelNeedsNothing()
{
    for (const char *name : {"embeddingModel", "address", "key", "embeddingBudget"})
        QVERIFY2(!field(QString::fromLatin1(name))->isEnabled(), name);
    QCOMPARE(answer(), u"In use: vectray-256"_s);
}

void tst_EmbeddingSettings::eachServiceHasAnAddressOfItsOwn()
{
    choose(u"openai"_s);
    QVERIFY(field(u"key"_s)->isEnabled());
    QTest::keyClicks(field(u"address"_s), u"https://a.example/v1"_s);
    choose(u"ollama"_s);
    QVERIFY(!field(u"key"_s)->isEnabled());
    QCOMPARE(field(u"address"_s)->text(), QString());
    SettingsValues values;
    m_page->read(values);
    QCOMPARE(values.program.embeddingProvider, u"ollama"_s);
    QCOMPARE(values.program.openAiBaseUrl, u"https://a.example/v1"_s);
    QCOMPARE(values.program.ollamaHost, QString());
}

void tst_EmbeddingSettings::saysWhatLeavesTheMachine()
{
    const auto *note = m_page->findChild<QLabel *>(u"note"_s);
    QVERIFY(!note->text().contains(u"is sent"_s));
    choose(u"gemini"_s);
    QVERIFY(note->text().contains(u"is sent"_s));
}

void tst_EmbeddingSettings::aKeyGoesIntoTheKeyringAndOutOfTheField()
{
    choose(u"openai"_s);
    field(u"key"_s)->setText(u"sk-1"_s);
    for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
        if (button->text() == u"&Keep key")
            button->click();
    }
    QTRY_COMPARE(field(u"key"_s)->text(), QString());
    QCOMPARE(m_backend.orders, QStringList{u"keepKey openai sk-1"_s});
    QCOMPARE(field(u"key"_s)->echoMode(), QLineEdit::Password);
}

void tst_EmbeddingSettings::aTrySaysWhatItFound()
{
    choose(u"openai"_s);
    field(u"embeddingModel"_s)->setText(u"text-embedding-3-small"_s);
    field(u"key"_s)->setText(u"sk-9"_s); // nothing of this is saved
    m_page->findChild<QPushButton *>(u"try"_s)->click();
    QTRY_COMPARE(answer(),
                 u"text-embedding-3-small works: 1,536 dimensions, answered in 210 ms. Asked: "
                 "https://example.org/v1"_s);
    QCOMPARE(m_backend.orders, QStringList{u"tryEmbedding openai text-embedding-3-small sk-9"_s});
}

void tst_EmbeddingSettings::aTryThatFailsSaysWhy()
{
    m_backend.refuse(u"OPENAI_API_KEY is not accepted"_s);
    choose(u"openai"_s);
    m_page->findChild<QPushButton *>(u"try"_s)->click();
    QTRY_COMPARE(answer(), u"OPENAI_API_KEY is not accepted"_s);
    QVERIFY(m_page->findChild<QPushButton *>(u"try"_s)->isEnabled());
}

void tst_EmbeddingSettings::aKeyThatIsNotKeptIsNotForgottenInSilence()
{
    choose(u"openai"_s);
    QCOMPARE(m_page->complaint(), QString());
    field(u"key"_s)->setText(u"sk-1"_s);
    QVERIFY(m_page->complaint().contains(u"not kept yet"_s));
    choose(u"voyage"_s);
    QCOMPARE(m_page->complaint(), QString());
}

void tst_EmbeddingSettings::complainsAboutNonsense_data()
{
    QTest::addColumn<QString>("budget");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("complains");
    QTest::newRow("all is well") << u"5"_s << QString() << false;
    QTest::newRow("nothing at all") << QString() << QString() << false;
    QTest::newRow("a fraction") << u"2.50"_s << u"https://x.example"_s << false;
    QTest::newRow("a word") << u"much"_s << QString() << true;
    QTest::newRow("less than nothing") << u"-1"_s << QString() << true;
    QTest::newRow("no address") << u"5"_s << u"example.org"_s << true;
}

void tst_EmbeddingSettings::complainsAboutNonsense()
{
    QFETCH(const QString, budget);
    QFETCH(const QString, address);
    QFETCH(const bool, complains);
    choose(u"openai"_s);
    field(u"embeddingBudget"_s)->setText(budget);
    QTest::keyClicks(field(u"address"_s), address);
    QCOMPARE(!m_page->complaint().isEmpty(), complains);
}

QTEST_MAIN(tst_EmbeddingSettings)
#include "tst_EmbeddingSettings.moc"
