#include "PostgresPaths.h"

#include <base/Sha256.h>

#include <QSet>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype KeptOfALongPath = 500; ///< characters, of up to four bytes

FileProblem problemOf(const FileRecord &record, qsizetype bytes)
{
    return {.kind = FileProblem::Kind::Failed,
            .path = record.path,
            .reason = u"its path has %1 bytes, and the team's PostgreSQL can keep %2; it cannot be found until it has a "
                      "shorter one"_s.arg(bytes).arg(LongestPostgresPath),
            .stat = record.stat,
            .readAtNs = record.readAtNs};
}

} // namespace

IndexBatch withoutLongPaths(IndexBatch batch)
{
    const auto bytesOf = [&](const FileRecord &record) {
        return batch.folder.root.toUtf8().size() + 1 + record.path.toUtf8().size();
    };
    QSet<QString> refused;
    batch.moves.removeIf([&](const FileMove &move) {
        const qsizetype bytes = bytesOf(move.record);
        if (bytes <= LongestPostgresPath)
            return false;
        refused.insert(move.record.path);
        batch.problems.append(problemOf(move.record, bytes));
        batch.deletes.append(move.record.id); // it is not where it was
        return true;
    });
    batch.writes.removeIf([&](const FileWrite &write) {
        const qsizetype bytes = bytesOf(write.record);
        if (bytes <= LongestPostgresPath)
            return false;
        if (!refused.contains(write.record.path))
            batch.problems.append(problemOf(write.record, bytes));
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
