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
    void aDeletionIsListedBeforeTheFilesUntilItIsAccepted();
    void aDeletionThatCameToNothingIsNotListed();
    void aDeletionGoesWithItsFolder();
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

void tst_ProblemsModel::aDeletionIsListedBeforeTheFilesUntilItIsAccepted()
{
    using enum DeletionHeld::Outcome;
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setProblems(one, {problem(u"a"_s)});
    model.record(DeletionHeld{.folder = two, .files = 1200, .indexed = 1500});
    QCOMPARE(paths(model), (QStringList{u"/two"_s, u"/one/a"_s}));
    const QModelIndex row = model.index(0, ProblemsModel::FileColumn);
    QCOMPARE(row.data().toString(), u"1,200 file(s)"_s);
    QVERIFY(
        row.siblingAtColumn(ProblemsModel::ReasonColumn).data().toString().contains(u"until a second look"));
    QCOMPARE(row.data(ProblemsModel::DeletionRole).toInt(), int(Waiting));
    QVERIFY(!model.index(1, 0).data(ProblemsModel::DeletionRole).isValid());

    model.acceptDeletion(two); // nothing has been decided yet
    QCOMPARE(model.rowCount(), 2);
    model.record(DeletionHeld{.folder = two, .outcome = Confirmed, .files = 1100, .indexed = 1500});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(row.data(ProblemsModel::DeletionRole).toInt(), int(Confirmed));
    model.setProblems(one, {problem(u"b"_s), problem(u"c"_s)});
    QCOMPARE(paths(model), (QStringList{u"/two"_s, u"/one/b"_s, u"/one/c"_s}));
    model.acceptDeletion(two);
    QCOMPARE(paths(model), (QStringList{u"/one/b"_s, u"/one/c"_s}));
}

void tst_ProblemsModel::aDeletionThatCameToNothingIsNotListed()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model);
    model.record(DeletionHeld{.folder = one, .outcome = DeletionHeld::Outcome::Kept});
    QCOMPARE(model.rowCount(), 0);
    model.record(DeletionHeld{.folder = one, .files = 120, .indexed = 150});
    model.record(DeletionHeld{.folder = one, .outcome = DeletionHeld::Outcome::Kept});
    QCOMPARE(model.rowCount(), 0);
}

void tst_ProblemsModel::aDeletionGoesWithItsFolder()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model);
    for (const WatchConfig::Key &folder : {one, two}) {
        model.record(DeletionHeld{.folder = folder, .files = 120, .indexed = 150});
        model.setProblems(folder, {problem(u"a"_s)});
    }
    model.removeFolder(one);
    QCOMPARE(paths(model), (QStringList{u"/two"_s, u"/two/a"_s}));
}

QTEST_GUILESS_MAIN(tst_ProblemsModel)
#include "tst_ProblemsModel.moc"
