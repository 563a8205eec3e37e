#include "Fixtures.h"
#include "Grammar.h"

#include <tree_sitter/api.h>

#include <QJsonDocument>
#include <QJsonObject>

using namespace vectray;

namespace {

QJsonObject readJson(const char *path)
{
    QFile file(QString::fromLatin1(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", path);
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

class TestGrammar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRuntimeTakesEveryGrammar();
    void everyRuleNamesANodeOfItsGrammar();
    void everyLanguageHasAFixture();
    void theLockFilePinsEverythingAndNamesNoRegistry();
    void everyPackageIsAmongTheLicences();
};

void TestGrammar::theRuntimeTakesEveryGrammar()
{
    QCOMPARE(grammarEntries().size(), 21u);
    for (const GrammarEntry &entry : grammarEntries()) {
        const uint32_t version = ts_language_abi_version(entry.parser());
        QVERIFY2(version >= TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION && version <= TREE_SITTER_LANGUAGE_VERSION,
                 entry.language);
    }
}

void TestGrammar::everyRuleNamesANodeOfItsGrammar()
{
    for (const GrammarEntry &entry : grammarEntries()) {
        const TSLanguage *parser = entry.parser();
        for (const NodeRule &rule : entry.rules) {
            const TSSymbol symbol = ts_language_symbol_for_name(parser, rule.node, uint32_t(qstrlen(rule.node)), true);
            QVERIFY2(symbol != 0, qPrintable(QStringLiteral("%1: %2").arg(QLatin1StringView(entry.language),
                                                                         QLatin1StringView(rule.node))));
        }
    }
}

void TestGrammar::everyLanguageHasAFixture()
{
    for (const GrammarEntry &entry : grammarEntries())
        QVERIFY(!fixture(QString::fromLatin1(entry.language)).text.isEmpty());
}

void TestGrammar::theLockFilePinsEverythingAndNamesNoRegistry()
{
    const QJsonObject packages
        = readJson(VECTRAY_SOURCE_DIR "/resources/grammars/package-lock.json").value(u"packages").toObject();
    QVERIFY(packages.size() > 20);
    for (auto package = packages.begin(); package != packages.end(); ++package) {
        if (package.key().isEmpty())
            continue; // the list itself
        QVERIFY2(package->toObject().value(u"integrity").toString().startsWith(QStringLiteral("sha512-")),
                 qPrintable(package.key()));
        QVERIFY2(!package->toObject().contains(u"resolved"), qPrintable(package.key()));
    }
}

void TestGrammar::everyPackageIsAmongTheLicences()
{
    QFile file(QStringLiteral(VECTRAY_SOURCE_DIR "/resources/grammars/LICENSES.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString licences = QString::fromUtf8(file.readAll());
    const QJsonObject packages
        = readJson(VECTRAY_SOURCE_DIR "/resources/grammars/package.json").value(u"dependencies").toObject();
    QVERIFY(packages.size() > 20);
    for (auto package = packages.begin(); package != packages.end(); ++package) {
        const QString line = QStringLiteral("| %1 | %2 |").arg(package.key(), package->toString());
        QVERIFY2(licences.contains(line), qPrintable(line));
    }
}

QTEST_APPLESS_MAIN(TestGrammar)
#include "tst_Grammar.moc"
