// How well search finds what somebody looks for: questions in plain words, whose answer is a function of
// nginx or zstd, against BM25 alone, vectors alone, and both together. bench/quality/run fetches the sources
// and runs it.

#include "RankFusion.h"

#include <chunk/DefaultChunker.h>
#include <embed/EmbedderSeat.h>
#include <embed/StaticEmbedder.h>
#include <engine/FolderPipeline.h>
#include <engine/PipelineParts.h>
#include <store/SqliteStore.h>

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThreadPool>

#include <array>
#include <cmath>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Depth = 100; ///< of each list that is fused

struct Lines
{
    int first = 0;
    int last = 0;
};

struct Question
{
    QString tree;
    QString file;
    QList<Lines> answers;
    QString text;
    bool isForTuning = false; ///< else it is only reported
};

/// Where a function is defined in a C or C++ source: from its name to the brace in the first column.
std::optional<Lines> definitionOf(const QString &symbol, const QString &source)
{
    const QRegularExpression name(u"^(?![ \\t#*/]).*\\b%1\\s*\\("_s.arg(QRegularExpression::escape(symbol)),
                                  QRegularExpression::MultilineOption);
    for (auto matches = name.globalMatch(source); matches.hasNext();) {
        const qsizetype start = matches.next().capturedStart();
        const qsizetype brace = source.indexOf(u'{', start);
        const qsizetype semicolon = source.indexOf(u';', start);
        const qsizetype end = source.indexOf(u"\n}"_s, start);
        if (brace < 0 || end < 0 || (semicolon >= 0 && semicolon < brace))
            continue; // a declaration
        const auto lineAt = [&](qsizetype at) { return int(QStringView(source).first(at).count(u'\n')) + 1; };
        return Lines{lineAt(start), lineAt(end + 1)};
    }
    return std::nullopt;
}

QList<Question> readQuestions(const QString &path, const QString &trees)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QList<Question> questions;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList fields = line.split(u'\t');
        if (line.startsWith(u'#') || fields.size() != 4)
            continue;
        QFile source(trees + u'/' + fields[0] + u'/' + fields[1]);
        if (!source.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(source.fileName()));
        const QString text = QString::fromUtf8(source.readAll());
        Question question{.tree = fields[0], .file = fields[1], .answers = {}, .text = fields[3]};
        for (const QString &symbol : fields[2].split(u'|')) {
            if (const auto found = definitionOf(symbol, text))
                question.answers.append(*found);
        }
        if (question.answers.isEmpty())
            qFatal("%s is not in %s", qPrintable(fields[2]), qPrintable(fields[1]));
        question.isForTuning = questions.size() % 2 == 0;
        questions.append(question);
    }
    return questions;
}

struct Figures
{
    int questions = 0;
    double reciprocal = 0;
    std::array<int, 3> within{}; ///< 1, 5, 10

    void add(int rank) // from 1; 0: not found
    {
        ++questions;
        if (rank < 1 || rank > 10)
            return;
        reciprocal += 1.0 / rank;
        within[0] += rank <= 1;
        within[1] += rank <= 5;
        within[2] += 1;
    }
    double share(std::size_t of) const { return 100.0 * within.at(of) / questions; }
    double mrr() const { return reciprocal / questions; }
};

bool answers(const Question &question, const SearchHit &hit)
{
    return hit.relativePath == question.file
        && std::ranges::any_of(question.answers, [&](const Lines &lines) {
               return hit.startLine <= lines.last && hit.endLine >= lines.first;
           });
}

/// Both lists of a question, before they are fused.
struct Lists
{
    std::vector<ScoredChunk> vector;
    std::vector<ScoredChunk> text;
    QSet<ChunkId> right;
};

class Bench
{
public:
    explicit Bench(const QString &trees);
    Lists ask(const Question &question);
    int rankInSearch(const Question &question);

private:
    void index(const QString &trees, const QString &tree);
    SearchQuery queryFor(const Question &question) const;

    QTemporaryDir m_directory;
    QThreadPool m_pool;
    SqliteStore m_store{m_directory.filePath(u"index.db"_s), m_pool};
    DefaultChunker m_chunker;
    EmbedderSeat m_seat{nullptr};
};

Bench::Bench(const QString &trees)
{
    auto embedder = StaticEmbedder::load(qEnvironmentVariable(
        "VECTRAY_MODEL", QStringLiteral(VECTRAY_SOURCE_DIR "/resources/model/model-256.tse")));
    if (!embedder)
        qFatal("%s", qPrintable(embedder.error().message));
    m_seat.replace(*std::move(embedder));
    for (const QString &tree : {u"nginx"_s, u"zstd"_s})
        index(trees, tree);
}

void Bench::index(const QString &trees, const QString &tree)
{
    const WatchConfig config{.key = {.path = trees + u'/' + tree, .project = tree, .dataset = tree}};
    const auto scope = m_store.folderScope(config.key).result();
    if (!scope)
        qFatal("%s", qPrintable(scope.error().message));
    const PipelineParts parts{.store = m_store, .chunker = m_chunker, .embedders = m_seat, .pool = m_pool};
    FolderPipeline pipeline(parts, config, *scope, {.publish = [](const SyncEvent &) {}});
    const auto stats = pipeline.reconcile(false, {});
    if (!stats)
        qFatal("%s", qPrintable(stats.error().message));
    QTextStream(stdout) << tree << ": " << stats->filesCreated << " files, " << stats->chunksAdded
                        << " chunks\n";
}

SearchQuery Bench::queryFor(const Question &question) const
{
    const auto embedder = m_seat.current();
    return {.text = question.text,
            .vector = *embedder->embedQuery(question.text.toUtf8(), {}),
            .model = embedder->model(),
            .project = question.tree,
            .topK = Depth};
}

Lists Bench::ask(const Question &question)
{
    Lists lists;
    const auto collect = [&](const SearchQuery &query, std::vector<ScoredChunk> &list) {
        const auto hits = m_store.search(query).result();
        if (!hits)
            qFatal("%s", qPrintable(hits.error().message));
        for (const SearchHit &hit : *hits) {
            list.push_back({hit.id, hit.vectorScore.value_or(hit.sparseScore.value_or(0))});
            if (answers(question, hit))
                lists.right.insert(hit.id);
        }
    };
    SearchQuery byVector = queryFor(question);
    byVector.text.clear();
    collect(byVector, lists.vector);
    SearchQuery byText = queryFor(question);
    byText.vector.clear();
    collect(byText, lists.text);
    return lists;
}

int Bench::rankInSearch(const Question &question)
{
    SearchQuery query = queryFor(question);
    query.topK = 10;
    const auto hits = m_store.search(query).result();
    if (!hits)
        qFatal("%s", qPrintable(hits.error().message));
    const auto right =
        std::ranges::find_if(*hits, [&](const SearchHit &hit) { return answers(question, hit); });
    return right == hits->end() ? 0 : int(right - hits->begin()) + 1;
}

template<typename List>
int rankIn(const List &list, const QSet<ChunkId> &right)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (right.contains(list[i].chunk))
            return int(i) + 1;
    }
    return 0;
}

void show(const char *name, const Figures &figures)
{
    std::printf("  %-12s MRR@10 %.3f   success@1 %5.1f %%   @5 %5.1f %%   @10 %5.1f %%\n", name,
                figures.mrr(), figures.share(0), figures.share(1), figures.share(2));
}

void report(Bench &bench, const QList<Question> &questions, const QList<Lists> &lists, bool tuning)
{
    Figures text;
    Figures vector;
    Figures hybrid;
    for (qsizetype i = 0; i < questions.size(); ++i) {
        if (questions[i].isForTuning != tuning)
            continue;
        text.add(rankIn(lists[i].text, lists[i].right));
        vector.add(rankIn(lists[i].vector, lists[i].right));
        hybrid.add(bench.rankInSearch(questions[i]));
    }
    std::printf("%s (%d questions)\n", tuning ? "the half for tuning" : "the half that is only reported",
                text.questions);
    show("BM25", text);
    show("vectors", vector);
    show("hybrid", hybrid);
}

/// Other weights, on the half for tuning only.
void tune(const QList<Question> &questions, const QList<Lists> &lists)
{
    std::printf("other weights, on the half for tuning\n");
    for (const double k : {5.0, 10.0, 20.0, 60.0}) {
        for (const double weight : {0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0}) {
            Figures figures;
            for (qsizetype i = 0; i < questions.size(); ++i) {
                if (questions[i].isForTuning)
                    figures.add(rankIn(fuseRanks(lists[i].vector, lists[i].text, {.k = k, .vector = weight}),
                                       lists[i].right));
            }
            show(qPrintable(u"k=%1 w=%2"_s.arg(k).arg(weight)), figures);
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 3)
        qFatal("bench_quality TREES QUESTIONS [--tune | --misses]");
    const QString trees = QString::fromLocal8Bit(argv[1]);
    const QList<Question> questions = readQuestions(QString::fromLocal8Bit(argv[2]), trees);
    Bench bench(trees);
    QList<Lists> lists;
    for (const Question &question : questions)
        lists.append(bench.ask(question));
    const QString option = argc > 3 ? QString::fromLocal8Bit(argv[3]) : QString();
    if (option == u"--tune")
        tune(questions, lists);
    for (qsizetype i = 0; option == u"--misses" && i < questions.size(); ++i) {
        if (questions[i].isForTuning)
            std::printf("%3d %3d %3d %s\n", rankIn(lists[i].text, lists[i].right),
                        rankIn(lists[i].vector, lists[i].right), bench.rankInSearch(questions[i]),
                        qPrintable(questions[i].text));
    }
    report(bench, questions, lists, true);
    report(bench, questions, lists, false);
    return 0;
}
