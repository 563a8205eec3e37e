#include "StoreCopy.h"

#include "ChunkCodec.h"

#include <base/Sha256.h>

#include <QSet>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int PageFiles = 200;

Error stopped()
{
    return {Error::Kind::Cancelled, u"stopped; the same command goes on from here"_s};
}

bool isSameFile(const FileRecord &a, const FileRecord &b)
{
    return a.path == b.path && a.hash == b.hash && a.stat == b.stat && a.readAtNs == b.readAtNs
        && a.chunkCount == b.chunkCount && a.language == b.language;
}

/// The directions that are kept in both stores: one byte a component, without the scale, which rounds
/// differently.
QByteArray roundedVector(const Embedding &vector)
{
    return packEmbedding(vector).mid(sizeof(float));
}

ContentHash checksumOf(const StoredFile &file)
{
    Sha256 sum;
    const auto addText = [&sum](const QString &text) { sum.add(text.toUtf8().append('\0')); };
    const auto addNumber = [&sum](std::int64_t number) {
        sum.add(QByteArray::number(qlonglong(number)).append(' '));
    };
    addText(file.root);
    addText(file.record.path);
    addText(file.record.language);
    sum.add(file.record.hash.toByteArray());
    for (const std::int64_t number :
         {file.record.stat.size, file.record.stat.mtimeNs, file.record.stat.ctimeNs,
          std::int64_t(file.record.stat.inode), file.record.readAtNs})
        addNumber(number);
    addText(file.model.provider + u' ' + file.model.model);
    for (const Chunk &chunk : file.chunks) {
        addNumber(chunk.startLine);
        addNumber(chunk.endLine);
        addText(chunk.symbol);
        addText(chunk.symbolKind);
        sum.add(
            sha256(chunk.text).toByteArray()); // of the text itself: the stored hash proves nothing about it
        sum.add(roundedVector(file.vectors.value(chunk.hash)));
    }
    return sum.take();
}

} // namespace

Result<StoreCopy::Report> StoreCopy::run(const std::stop_token &stop)
{
    const auto configs = m_from.watchConfigs().result();
    if (!configs)
        return configs.error();
    for (WatchConfig config : *configs) {
        config.id = {}; // each store has names of its own
        if (const auto put = m_to.putWatchConfig(config).result(); !put)
            return put.error();
        ++m_report.configurations;
    }
    const auto projects = m_from.summaries().result();
    if (!projects)
        return projects.error();
    for (const ProjectSummary &project : *projects) {
        for (const DatasetSummary &dataset : project.datasets) {
            m_report.files += dataset.files;
            m_report.chunks += dataset.chunks;
        }
    }
    for (Done (StoreCopy::*step)(const WatchConfig::Key &, const DatasetSummary &, const std::stop_token &) :
         {&StoreCopy::copyDataset, &StoreCopy::verifyDataset}) {
        m_progress = {.phase = step == &StoreCopy::copyDataset ? u"copy"_s : u"verify"_s,
                      .total = m_report.files};
        for (const ProjectSummary &project : *projects) {
            for (const DatasetSummary &dataset : project.datasets) {
                if (Done done = (this->*step)({{}, project.name, dataset.name}, dataset, stop); !done)
                    return done.error();
            }
        }
    }
    return m_report;
}

Done StoreCopy::copyDataset(const WatchConfig::Key &name, const DatasetSummary &dataset,
                            const std::stop_token &stop)
{
    FileId after;
    QSet<QString> roots;
    while (true) {
        if (stop.stop_requested())
            return stopped();
        const auto files = m_from.storedFiles(dataset.id, after, PageFiles).result();
        if (!files)
            return files.error();
        if (files->isEmpty())
            break;
        after = files->constLast().record.id;
        if (Done copied = copyFiles(*files, name); !copied)
            return copied;
        for (const StoredFile &file : *files)
            roots.insert(file.root);
        advance(files->size());
    }
    for (const QString &root : roots) {
        const WatchConfig::Key key{root, name.project, name.dataset};
        const auto from = m_from.folderScope(key).result();
        const auto to = m_to.folderScope(key).result();
        if (!from || !to)
            return from ? to.error() : from.error();
        if (Done copied = copyProblems(*from, *to); !copied)
            return copied;
    }
    return {};
}

Done StoreCopy::copyFiles(const QList<StoredFile> &files, const WatchConfig::Key &name)
{
    // Usually one folder and one model; each pair of them makes a batch.
    QMap<QPair<QString, QString>, QList<const StoredFile *>> groups;
    for (const StoredFile &file : files)
        groups[{file.root, file.model.provider + u' ' + file.model.model}].append(&file);
    for (const QList<const StoredFile *> &group : groups) {
        const StoredFile &first = *group.constFirst();
        const auto folder = m_to.folderScope({first.root, name.project, name.dataset}).result();
        if (!folder)
            return folder.error();
        QStringList paths;
        for (const StoredFile *file : group)
            paths.append(file->record.path);
        const auto there = m_to.recordsAt(*folder, paths).result();
        if (!there)
            return there.error();
        IndexBatch batch{.folder = *folder, .model = first.model};
        for (const StoredFile *file : group) {
            if (std::ranges::any_of(
                    *there, [&](const FileRecord &record) { return isSameFile(record, file->record); }))
                continue;
            FileWrite write{.record = file->record, .chunks = file->chunks};
            write.record.id = {};
            batch.writes.append(std::move(write));
            batch.vectors.insert(file->vectors);
        }
        m_report.copied += batch.writes.size();
        if (batch.writes.isEmpty())
            continue;
        if (const auto written = m_to.apply(std::move(batch)).result(); !written)
            return written.error();
    }
    return {};
}

Done StoreCopy::copyProblems(const FolderScope &from, const FolderScope &to)
{
    const auto problems = m_from.problems(from).result();
    if (!problems)
        return problems.error();
    if (!problems->isEmpty()) {
        if (const auto written = m_to.apply({.folder = to, .problems = *problems}).result(); !written)
            return written.error();
    }
    return m_to.markSynced(to).result();
}

Done StoreCopy::verifyDataset(const WatchConfig::Key &name, const DatasetSummary &dataset,
                              const std::stop_token &stop)
{
    const auto copy = findDataset(m_to, name);
    if (!copy)
        return dataset.files == 0 ? Done() : copy.error();
    const auto expected = checksums(m_from, dataset.id, stop);
    if (!expected)
        return expected.error();
    const auto found = checksums(m_to, *copy, stop);
    if (!found)
        return found.error();
    for (auto file = expected->begin(); file != expected->end(); ++file) {
        if (found->value(file.key()) != *file)
            return Error{Error::Kind::Conflict,
                         u"the copy of %1 differs from the original; run the copy again"_s.arg(file.key())};
    }
    advance(dataset.files);
    return {};
}

Result<StoreCopy::Checksums> StoreCopy::checksums(IndexStore &store, const DatasetId &dataset,
                                                  const std::stop_token &stop)
{
    Checksums sums;
    FileId after;
    while (true) {
        if (stop.stop_requested())
            return stopped();
        const auto files = store.storedFiles(dataset, after, PageFiles).result();
        if (!files)
            return files.error();
        if (files->isEmpty())
            return sums;
        after = files->constLast().record.id;
        for (const StoredFile &file : *files)
            sums.insert(file.root + u'/' + file.record.path, checksumOf(file));
    }
}

Result<DatasetId> StoreCopy::findDataset(IndexStore &store, const WatchConfig::Key &name) const
{
    const auto projects = store.summaries().result();
    if (!projects)
        return projects.error();
    for (const ProjectSummary &project : *projects) {
        for (const DatasetSummary &dataset : project.datasets) {
            if (project.name == name.project && dataset.name == name.dataset)
                return dataset.id;
        }
    }
    return Error{Error::Kind::NotFound,
                 u"dataset “%1” of project “%2” is not in the copy"_s.arg(name.dataset, name.project)};
}

void StoreCopy::advance(std::int64_t files)
{
    m_progress.files += files;
    m_onProgress(m_progress);
}

} // namespace vectray
