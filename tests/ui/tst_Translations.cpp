#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList translations;
};

QList<Message> read(const QString &language)
{
    QFile file(QStringLiteral(VECTRAY_SOURCE_DIR) + u"/resources/i18n/vectray_%1.ts"_s.arg(language));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    bool hasForms = false;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            hasForms = xml.attributes().hasAttribute(u"numerus"_s);
        else if (xml.name() == u"source")
            messages.append({context, xml.readElementText(), {}});
        else if (xml.name() == u"numerusform" || (xml.name() == u"translation" && !hasForms))
            messages.last().translations.append(xml.readElementText());
    }
    return messages;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression placeholder(u"%(?:[0-9]|Ln|n)|\\{[a-z]+\\}"_s);
    QStringList found;
    for (auto match = placeholder.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found;
}

} // namespace

class tst_Translations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsFilledInIsKept_data();
    void whatIsFilledInIsKept();
    void mnemonicsAreKept_data() { whatIsFilledInIsKept_data(); }
    void mnemonicsAreKept();
};

void tst_Translations::whatIsFilledInIsKept_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("French") << u"fr"_s;
}

void tst_Translations::whatIsFilledInIsKept()
{
    QFETCH(const QString, language);
    const QList<Message> messages = read(language);
    QVERIFY(messages.size() > 200);
    for (const Message &message : messages) {
        for (const QString &translation : message.translations) {
            QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(message.source));
            QVERIFY2(placeholders(translation) == placeholders(message.source), qPrintable(translation));
        }
    }
}

void tst_Translations::mnemonicsAreKept()
{
    QFETCH(const QString, language);
    for (const Message &message : read(language)) {
        for (const QString &translation : message.translations)
            QVERIFY2(translation.count(u'&') == message.source.count(u'&'), qPrintable(translation));
    }
}

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_Translations.moc"
