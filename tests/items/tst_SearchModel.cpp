#include <items/SearchModel.h>

#include <QAbstractItemModelTester>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_SearchModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHitTellsWhereItIs();
    void aNewAnswerReplacesTheOld();
};

void tst_SearchModel::aHitTellsWhereItIs()
{
    SearchHit hit;
    hit.project = u"vectray"_s;
    hit.dataset = u"main"_s;
    hit.filePath = u"/src/a\nb.cpp"_s;
    hit.relativePath = u"a\nb.cpp"_s;
    hit.symbol = u"main"_s;
    hit.startLine = 12;
    hit.endLine = 14;
    hit.text = "int main()\n{\n    return 0;\n";
    SearchModel model;
    const QAbstractItemModelTester tester(&model);
    model.setHits({hit}, u"return"_s);

    const QModelIndex index = model.index(0);
    QCOMPARE(index.data(SearchModel::LocationRole).toString(),
             u"/src/a\nb.cpp:12"_s); // to be opened: as it is
    QCOMPARE(index.data(SearchModel::TitleRole).toString(), u"a\ufffdb.cpp"_s); // to be read: on one line
    QCOMPARE(index.data(SearchModel::LinesRole).toString(), u"12–14"_s);
    QCOMPARE(index.data(SearchModel::ContextRole).toString(), u"vectray / main"_s);
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), u"a\ufffdb.cpp, line 12, main"_s);
    QCOMPARE(index.data(SearchModel::SnippetRole).value<Snippet>().matches.size(), 1);
    QCOMPARE(index.data(SearchModel::HitRole).value<SearchHit>(), hit);
}

void tst_SearchModel::aNewAnswerReplacesTheOld()
{
    SearchModel model;
    const QAbstractItemModelTester tester(&model);
    model.setHits({SearchHit{}, SearchHit{}}, {});
    model.setHits({SearchHit{}}, {});
    QCOMPARE(model.rowCount(), 1);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_SearchModel)
#include "tst_SearchModel.moc"
