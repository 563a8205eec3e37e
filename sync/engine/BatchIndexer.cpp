#include "BatchIndexer.h"

#include <chunk/Chunker.h>
#include <chunk/Language.h>
#include <chunk/TextDecoding.h>
#include <detect/SecretFinding.h>
#include <embed/EmbedderSeat.h>
#include <store/IndexStore.h>

#include <QSet>
#include <QThreadPool>
#include <QtConcurrentMap>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A file whose content has to be chunked.
struct Reading
{
    FileRecord record;
    QByteArray bytes;
    bool isNew = false;
    QString movedFrom{}; ///< it has been chunked before, under this name
};

/// What chunking made of it: chunks, or the sentence why it is skipped.
struct Chunked
{
    QString language;
    QList<Chunk> chunks;
    QString skipped;
    bool asBefore = false; ///< the chunks that it had under its old name are those it has now
};

Chunked chunkFile(const PipelineParts &parts, const Reading &reading)
{
    if (looksBinary(reading.bytes))
        return {.skipped = u"it is binary"_s};
    const auto text = decodeText(reading.bytes);
    if (!text)
        return {.skipped = text.error().message};
    if (parts.skipsSecrets) {
        if (const auto secret = secretInText(reading.record.path.toUtf8(), *text))
            return {.skipped = sentenceOf(*secret)};
    }
    Chunked chunked{.language = languageOf(reading.record.path, *text)};
    if (!reading.movedFrom.isEmpty() && chunked.language == reading.record.language) {
        chunked.asBefore = true;
        return chunked;
    }
    chunked.chunks = parts.chunker.chunk(*text, chunked.language);
    return chunked;
}

} // namespace

struct BatchIndexer::Draft
{
    IndexBatch batch;
    QList<Reading> readings;
    QList<FileChange> changes;
    SyncStats stats; ///< becomes true when the batch is written
};

BatchIndexer::BatchIndexer(const PipelineParts &parts, FolderScope folder, FolderReader reader, Mode mode)
    : m_parts(parts), m_folder(std::move(folder)), m_reader(std::move(reader)), m_mode(mode)
{}

BatchIndexer::~BatchIndexer()
{
    if (m_writing)
        m_writing->waitForFinished();
}

Done BatchIndexer::index(const QList<Item> &items, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return Error{Error::Kind::Cancelled, u"stopped"_s};

    QList<QByteArray> paths;
    for (const Item &item : items)
        paths.append(item.path);
    const auto contents = m_reader.readAll(m_parts.pool, paths, m_parts.maxFileBytes);

    Draft draft;
    for (qsizetype i = 0; i < items.size(); ++i)
        sort(items.at(i), contents.at(i), draft);
    chunkAll(draft);
    if (Done embedded = embedNew(draft, stop); !embedded)
        return embedded;
    return write(std::move(draft));
}

void BatchIndexer::sort(const Item &item, const Result<FileContent> &content, Draft &draft)
{
    if (content) {
        sortReadable(item, *content, draft);
        return;
    }
    const QString path = QString::fromUtf8(item.path);
    const Error &error = content.error();
    const bool gone = error.kind == Error::Kind::NotFound;
    const bool unfit = error.kind == Error::Kind::Invalid;
    if ((gone || unfit) && item.known) {
        draft.batch.deletes.append(item.known->id);
        draft.changes.append({.kind = FileChange::Kind::Deleted, .path = path});
        ++draft.stats.filesDeleted;
    }
    if (gone) {
        draft.batch.solved.append(path);
    } else if (unfit) {
        draft.batch.problems.append({.kind = FileProblem::Kind::Skipped, .path = path, .reason = error.message});
        ++draft.stats.filesSkipped;
    } else {
        fail({.kind = FileProblem::Kind::Failed, .path = path, .reason = error.message}, draft);
        m_failed.append(path);
    }
}

void BatchIndexer::fail(FileProblem problem, Draft &draft)
{
    ++draft.stats.filesFailed;
    m_failures.append(problem);
    draft.batch.problems.append(std::move(problem));
}

/// It is not in the index any more, and the reason is listed.
void BatchIndexer::skip(const FileRecord &record, const QString &reason, Draft &draft)
{
    draft.batch.problems.append({.kind = FileProblem::Kind::Skipped,
                                 .path = record.path,
                                 .reason = reason,
                                 .stat = record.stat,
                                 .readAtNs = record.readAtNs});
    ++draft.stats.filesSkipped;
    if (record.id != FileId{}) {
        draft.batch.deletes.append(record.id);
        draft.changes.append({.kind = FileChange::Kind::Deleted, .path = record.path});
        ++draft.stats.filesDeleted;
    }
}

/// Whether the store can keep it; the reason is listed if not. Asked before anything is embedded in vain.
bool BatchIndexer::isKept(const FileRecord &record, Draft &draft)
{
    const QString reason =
        m_parts.whyNotKept ? m_parts.whyNotKept(m_folder.root + u'/' + record.path) : QString();
    if (reason.isEmpty())
        return true;
    fail({.kind = FileProblem::Kind::Failed,
          .path = record.path,
          .reason = reason,
          .stat = record.stat,
          .readAtNs = record.readAtNs},
         draft);
    return false;
}

void BatchIndexer::sortReadable(const Item &item, const FileContent &content, Draft &draft)
{
    FileRecord record{.path = QString::fromUtf8(item.path),
                      .hash = content.hash,
                      .stat = content.stat,
                      .readAtNs = content.readAtNs};
    if (!isKept(record, draft))
        return;
    if (item.known)
        record.id = item.known->id;
    if (m_parts.skipsSecrets) {
        if (const auto secret = secretByName(item.path)) { // before a move could bring its old chunks along
            skip(record, sentenceOf(*secret), draft);
            return;
        }
    }
    if (item.known) {
        record.chunkCount = item.known->chunkCount;
        record.language = item.known->language;
        if (item.known->hash == content.hash && !m_mode.force) {
            draft.batch.restamps.append(record);
            draft.batch.solved.append(record.path);
            ++draft.stats.filesUnchanged;
            return;
        }
    } else if (const auto old = m_matcher.claim(content.hash, content.stat, record.path,
                                                [this](const QString &path) { return !m_reader.has(path.toUtf8()); })) {
        record.id = old->id;
        record.chunkCount = old->chunkCount;
        record.language = old->language;
        draft.batch.moves.append({.record = record});
        draft.changes.append({.kind = FileChange::Kind::Moved, .path = record.path, .from = old->path});
        ++draft.stats.filesRenamed;
        // The name may say another language, which is cut into other chunks.
        draft.readings.append({.record = std::move(record), .bytes = content.bytes, .movedFrom = old->path});
        return;
    }
    draft.readings.append({.record = std::move(record), .bytes = content.bytes, .isNew = !item.known});
}

void BatchIndexer::chunkAll(Draft &draft)
{
    const auto chunked = QtConcurrent::blockingMapped<QList<Chunked>>(
        &m_parts.pool, draft.readings,
        [this](const Reading &reading) { return chunkFile(m_parts, reading); });

    for (qsizetype i = 0; i < chunked.size(); ++i) {
        const Reading &reading = draft.readings.at(i);
        if (chunked.at(i).asBefore)
            continue;
        FileRecord record = reading.record;
        if (!chunked.at(i).skipped.isEmpty()) {
            skip(record, chunked.at(i).skipped, draft);
            continue;
        }
        record.chunkCount = int(chunked.at(i).chunks.size());
        record.language = chunked.at(i).language;
        if (reading.movedFrom.isEmpty()) {
            draft.changes.append({.kind = reading.isNew ? FileChange::Kind::Created : FileChange::Kind::Modified,
                                  .path = record.path});
            ++(reading.isNew ? draft.stats.filesCreated : draft.stats.filesModified);
        }
        draft.batch.writes.append({.record = std::move(record), .chunks = chunked.at(i).chunks});
    }
    draft.readings.clear();
}

Done BatchIndexer::embedNew(Draft &draft, const std::stop_token &stop)
{
    QHash<ContentHash, QByteArray> texts;
    for (const FileWrite &file : std::as_const(draft.batch.writes)) {
        for (const Chunk &chunk : file.chunks)
            texts.insert(chunk.hash, chunk.text);
    }
    if (texts.isEmpty())
        return {};
    const std::shared_ptr<const Embedder> embedder = m_parts.embedders.current();
    draft.batch.model = embedder->model();
    const auto known = m_parts.store.knownChunks(draft.batch.model, texts.keys()).result();
    if (!known)
        return known.error();
    texts.removeIf([&](const auto &text) { return known->contains(text.key()); });

    const QList<ContentHash> hashes = texts.keys();
    const QList<QByteArray> inputs = texts.values();
    const qsizetype slice = embedder->sliceSize();
    QList<qsizetype> starts;
    for (qsizetype start = 0; start < inputs.size(); start += slice)
        starts.append(start);
    const auto slices = QtConcurrent::blockingMapped<QList<QList<Result<Embedding>>>>(
        &m_parts.pool, starts,
        [&](qsizetype start) { return embedder->embedEach(inputs.mid(start, slice), stop); });

    QList<Result<Embedding>> each;
    for (const QList<Result<Embedding>> &some : slices)
        each += some;
    return keepEmbedded(draft, hashes, each);
}

Done BatchIndexer::keepEmbedded(Draft &draft, const QList<ContentHash> &hashes, const QList<Result<Embedding>> &each)
{
    QHash<ContentHash, QString> refused;
    std::optional<Error> trouble;
    for (qsizetype i = 0; i < each.size(); ++i) {
        if (each.at(i)) {
            draft.batch.vectors.insert(hashes.at(i), *each.at(i));
        } else if (each.at(i).error().kind == Error::Kind::Invalid) {
            refused.insert(hashes.at(i), each.at(i).error().message);
            // As of a text that says nothing: it is found by its words.
            draft.batch.vectors.insert(hashes.at(i), Embedding(std::size_t(draft.batch.model.dimension)));
        } else if (!trouble) {
            trouble = each.at(i).error();
        }
    }
    draft.stats.chunksEmbedded = draft.batch.vectors.size() - refused.size();
    if (!trouble) {
        listRefused(draft, refused);
        return {};
    }
    // Not an answer of the folder's, whatever its kind; and what was embedded is not to be paid again.
    if (trouble->kind != Error::Kind::Cancelled)
        trouble->kind = Error::Kind::Unavailable;
    if (!draft.batch.vectors.isEmpty()) {
        for (const ContentHash &hash : refused.keys())
            draft.batch.vectors.remove(hash);
        if (Done kept = m_parts.store.addVectors(draft.batch.model, draft.batch.vectors).result(); !kept)
            return kept;
    }
    return *trouble;
}

void BatchIndexer::listRefused(Draft &draft, const QHash<ContentHash, QString> &refused)
{
    if (refused.isEmpty())
        return;
    for (const FileWrite &file : std::as_const(draft.batch.writes)) {
        const auto first = std::ranges::find_if(file.chunks, [&](const Chunk &chunk) { return refused.contains(chunk.hash); });
        if (first == file.chunks.end())
            continue;
        draft.batch.problems.append({.kind = FileProblem::Kind::Failed,
                                     .path = file.record.path,
                                     .reason = u"lines %1 to %2 are found by their words only: %3"_s.arg(first->startLine)
                                                   .arg(first->endLine)
                                                   .arg(refused.value(first->hash)),
                                     .stat = file.record.stat,
                                     .readAtNs = file.record.readAtNs});
    }
}

Done BatchIndexer::write(Draft draft)
{
    if (Done finished = finish(); !finished)
        return finished;
    draft.batch.folder = m_folder;
    m_writingChanges = std::move(draft.changes);
    m_writingStats = draft.stats;
    m_writing = m_parts.store.apply(std::move(draft.batch));
    return {};
}

Done BatchIndexer::finish()
{
    if (!m_writing)
        return {};
    const auto counts = std::exchange(m_writing, std::nullopt)->result();
    if (!counts)
        return counts.error();
    m_writingStats.chunksAdded += counts->chunksAdded;
    m_writingStats.chunksRemoved += counts->chunksRemoved;
    m_writingStats.chunksUnchanged += counts->chunksUnchanged;
    m_stats += std::exchange(m_writingStats, {});
    if (m_mode.report)
        m_changes += std::exchange(m_writingChanges, {});
    return {};
}

Done BatchIndexer::remove(const QList<FileRecord> &records)
{
    Draft draft;
    for (const FileRecord &record : records) {
        draft.batch.deletes.append(record.id);
        draft.changes.append({.kind = FileChange::Kind::Deleted, .path = record.path});
    }
    draft.stats.filesDeleted = records.size();
    return records.isEmpty() ? Done() : write(std::move(draft));
}

Done BatchIndexer::note(QList<FileProblem> problems, QStringList solved)
{
    if (problems.isEmpty() && solved.isEmpty())
        return {};
    Draft draft;
    for (FileProblem &problem : problems) {
        if (problem.kind == FileProblem::Kind::Failed) {
            fail(std::move(problem), draft);
            continue;
        }
        ++draft.stats.filesSkipped;
        draft.batch.problems.append(std::move(problem));
    }
    draft.batch.solved = std::move(solved);
    return write(std::move(draft));
}

} // namespace vectray
