#include <items/ProblemsModel.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

const WatchConfig::Key one{u"/one"_s, u"p"_s, u"d"_s};
const WatchConfig::Key two{u"/two"_s, u"p"_s, u"d"_s};

FileProblem problem(const QString &path, FileProblem::Kind kind = FileProblem::Kind::Failed)
{
    return {kind, path, u"because"_s, {}};
}

QStringList paths(const ProblemsModel &model)
{
    QStringList paths;
    for (int row = 0; row < model.rowCount(); ++row)
        paths.append(model.index(row, 0).data(ProblemsModel::FilePathRole).toString());
    return paths;
}

} // namespace

class tst_ProblemsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failuresComeBeforeSkippedFiles();
    void foldersAreReplacedOneByOne();
    void theSameAnswerChangesNothing();
    void oneFolderCannotFloodTheList();
};

void tst_ProblemsModel::failuresComeBeforeSkippedFiles()
{
    ProblemsModel model;
    model.setProblems(one,
                      {problem(u"skipped"_s, FileProblem::Kind::Skipped), problem(u"b"_s), problem(u"a"_s)});
    QCOMPARE(paths(model), (QStringList{u"/one/b"_s, u"/one/a"_s, u"/one/skipped"_s}));
    QCOMPARE(model.index(0, ProblemsModel::ReasonColumn).data().toString(), u"because"_s);
}

void tst_ProblemsModel::foldersAreReplacedOneByOne()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setProblems(one, {problem(u"a"_s), problem(u"b"_s)});
    model.setProblems(two, {problem(u"c"_s)});
    model.setProblems(one, {problem(u"d"_s)});
    QCOMPARE(paths(model), (QStringList{u"/two/c"_s, u"/one/d"_s}));
    model.setProblems(two, {});
    model.removeFolder(two);
    QCOMPARE(paths(model), QStringList{u"/one/d"_s});
    model.removeFolder(one);
    QCOMPARE(model.rowCount(), 0);
}

void tst_ProblemsModel::theSameAnswerChangesNothing()
{
    ProblemsModel model;
    model.setProblems(one, {problem(u"a"_s)});
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setProblems(one, {problem(u"a"_s)});
    QCOMPARE(removed.size(), 0);
}

void tst_ProblemsModel::oneFolderCannotFloodTheList()
{
    ProblemsModel model;
    model.setProblems(one, QList<FileProblem>(20'000, problem(u"a"_s)));
    QCOMPARE(model.rowCount(), ProblemsModel::MostOfOneFolder);
}

QTEST_GUILESS_MAIN(tst_ProblemsModel)
#include "tst_ProblemsModel.moc"
