#include "ToolTable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_ToolTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costsAnAgentLittle();
    void describesEachTool_data();
    void describesEachTool();
    void hasTheArgumentsOfClaudeContext_data();
    void hasTheArgumentsOfClaudeContext();
};

/// Tokens are counted as one for four bytes of JSON, which is more than common tokenizers make of it.
void tst_ToolTable::costsAnAgentLittle()
{
    QJsonArray all;
    for (const ToolSpec &tool : toolTable())
        all.append(tool.description);
    const qsizetype tokens = QJsonDocument(all).toJson(QJsonDocument::Compact).size() / 4;
    QVERIFY2(tokens <= 2000, qPrintable(QString::number(tokens)));
}

void tst_ToolTable::describesEachTool_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("manages");
    QTest::newRow("search_code") << u"search_code"_s << false;
    QTest::newRow("get_indexing_status") << u"get_indexing_status"_s << false;
    QTest::newRow("list_indexed") << u"list_indexed"_s << false;
    QTest::newRow("index_codebase") << u"index_codebase"_s << true;
    QTest::newRow("clear_index") << u"clear_index"_s << true;
}

void tst_ToolTable::describesEachTool()
{
    QFETCH(QString, name);
    QFETCH(bool, manages);
    const ToolSpec *tool = findTool(name);
    QVERIFY(tool != nullptr);
    QCOMPARE(tool->manages, manages);
    const QJsonObject &json = tool->description;
    QCOMPARE(json.value("name"_L1).toString(), name);
    QVERIFY(QRegularExpression(u"\\A[A-Za-z0-9_.-]{1,128}\\z"_s).match(name).hasMatch());
    QVERIFY(!json.value("description"_L1).toString().isEmpty());
    QCOMPARE(json.value("annotations"_L1)["readOnlyHint"_L1].toBool(), !manages);
    for (const auto schemaName : {"inputSchema"_L1, "outputSchema"_L1}) {
        const QJsonObject schema = json.value(schemaName).toObject();
        QCOMPARE(schema.value("type"_L1).toString(), u"object"_s);
        const QJsonObject properties = schema.value("properties"_L1).toObject();
        for (const QJsonValue required : schema.value("required"_L1).toArray())
            QVERIFY2(properties.contains(required.toString()), qPrintable(required.toString()));
    }
    QCOMPARE(qsizetype(std::ranges::count(toolTable(), name, &ToolSpec::name)), qsizetype(1));
}

void tst_ToolTable::hasTheArgumentsOfClaudeContext_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QSet<QString>>("arguments");
    QTest::newRow("search_code") << u"search_code"_s
                                 << QSet<QString>{u"path"_s, u"query"_s, u"limit"_s, u"extensionFilter"_s};
    QTest::newRow("index_codebase") << u"index_codebase"_s
                                    << QSet<QString>{u"path"_s, u"force"_s, u"splitter"_s,
                                                     u"customExtensions"_s, u"ignorePatterns"_s};
    QTest::newRow("clear_index") << u"clear_index"_s << QSet<QString>{u"path"_s};
    QTest::newRow("get_indexing_status") << u"get_indexing_status"_s << QSet<QString>{u"path"_s};
}

void tst_ToolTable::hasTheArgumentsOfClaudeContext()
{
    QFETCH(QString, name);
    QFETCH(QSet<QString>, arguments);
    const QStringList keys =
        findTool(name)->description.value("inputSchema"_L1)["properties"_L1].toObject().keys();
    QCOMPARE(QSet<QString>(keys.begin(), keys.end()), arguments);
}

QTEST_APPLESS_MAIN(tst_ToolTable)
#include "tst_ToolTable.moc"
