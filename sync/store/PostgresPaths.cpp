#include "PostgresPaths.h"

#include <base/Sha256.h>

#include <QSet>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype KeptOfALongPath = 500; ///< characters, of up to four bytes

FileProblem problemOf(const FileRecord &record, const QString &reason)
{
    return {.kind = FileProblem::Kind::Failed,
            .path = record.path,
            .reason = reason,
            .stat = record.stat,
            .readAtNs = record.readAtNs};
}

} // namespace

QString whyPostgresCannotKeep(const QString &path)
{
    const qsizetype bytes = path.toUtf8().size();
    if (bytes <= LongestPostgresPath)
        return {};
    return u"its path has %1 bytes, and the team's PostgreSQL can keep %2; it cannot be found until it has a "
           "shorter one"_s.arg(bytes)
               .arg(LongestPostgresPath);
}

IndexBatch withoutLongPaths(IndexBatch batch)
{
    const auto refusal = [&](const FileRecord &record) {
        return whyPostgresCannotKeep(batch.folder.root + u'/' + record.path);
    };
    QSet<QString> refused;
    batch.moves.removeIf([&](const FileMove &move) {
        const QString reason = refusal(move.record);
        if (reason.isEmpty())
            return false;
        refused.insert(move.record.path);
        batch.problems.append(problemOf(move.record, reason));
        batch.deletes.append(move.record.id); // it is not where it was
        return true;
    });
    batch.writes.removeIf([&](const FileWrite &write) {
        const QString reason = refusal(write.record);
        if (reason.isEmpty())
            return false;
        if (!refused.contains(write.record.path))
            batch.problems.append(problemOf(write.record, reason));
        return true;
    });
    return batch;
}

QString problemKey(const QString &path)
{
    const QByteArray bytes = path.toUtf8();
    return bytes.size() <= LongestPostgresPath
        ? path
        : path.left(KeptOfALongPath) + u" … "_s + sha256(bytes).toHex();
}

} // namespace vectray
