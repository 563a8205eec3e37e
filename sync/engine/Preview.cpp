#include "Preview.h"

#include <detect/SecretFinding.h>
#include <embed/Embedder.h>
#include <watch/TreeWalk.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

// Averages of source code, measured on Debian source packages: see bench/README.md.
constexpr std::int64_t BytesPerChunk = 1'300;
constexpr std::int64_t BytesPerToken = 4;
constexpr std::int64_t FilesPerSecond = 2'000;
constexpr int Examples = 20;

} // namespace

std::int64_t tokensOf(std::int64_t bytes)
{
    return bytes / BytesPerToken;
}

TimeEstimate timeToIndex(const Preview &preview, const Embedder &embedder)
{
    using Kind = EmbeddingServiceState::Kind;
    const EmbeddingServiceState state = embedder.serviceState();
    if (state.kind != Kind::Ready && state.kind != Kind::Paused)
        return {.time = {}, .unknown = state.reason};
    const auto embedding = embedder.timeFor(preview.bytes);
    if (!embedding)
        return {.time = {},
                .unknown =
                    u"how fast the embedding service is has not been measured since Vectray was started"_s};
    return {.time = preview.duration + *embedding, .unknown = {}};
}

Result<Preview> previewFolder(const QString &root, const QStringList &include, const QStringList &exclude,
                              const std::stop_token &stop)
{
    const IgnoreRules rules(root, {.include = include, .exclude = exclude});
    const auto walk = walkTree({.root = root, .rules = &rules}, stop);
    if (!walk)
        return walk.error();

    Preview preview{.ignored = walk->ignored};
    for (const FileProblem &problem : walk->problems)
        preview.reasons.append(problem.reason);
    for (std::size_t i = 0; i < walk->files.size(); ++i) {
        const QByteArrayView path = walk->files.path(i);
        if (const auto secret = secretByName(path)) {
            preview.reasons.append(sentenceOf(*secret));
            continue;
        }
        ++preview.files;
        const std::int64_t size = walk->files.row(i).stat.size;
        preview.bytes += size;
        preview.chunks += 1 + size / BytesPerChunk;
        if (preview.examples.size() < Examples)
            preview.examples.append(QString::fromUtf8(path));
    }
    preview.tokens = tokensOf(preview.bytes);
    preview.duration = std::chrono::milliseconds(preview.files * 1000 / FilesPerSecond);
    return preview;
}

} // namespace vectray
