#pragma once

#include "Embedder.h"

#include <memory>

namespace vectray {

/// The built-in model: a text's vector is the weighted sum of its tokens' rows in a table. Needs no
/// network, no time to start and no core of its own; queries and documents are treated alike.
///
/// Tens of thousands of chunks a second per thread, without a lock; each thread that calls it keeps
/// about 0.4 MB of scratch memory until it ends.
class StaticEmbedder final : public Embedder
{
public:
    /// The model in \a path, format in resources/model/README.md. Any model of that format will do; the
    /// one that this version ships is named "vectray-…" in model(), any other one "custom-…".
    /// Fails with NotFound, Denied or Invalid. Blocks for a few milliseconds.
    static Result<std::unique_ptr<StaticEmbedder>> load(const QString &path);
    ~StaticEmbedder() override;

    EmbeddingModel model() const override;
    Result<QList<Embedding>> embedDocuments(const QList<QByteArray> &texts,
                                            std::stop_token stop) const override;
    Result<Embedding> embedQuery(const QByteArray &text, std::stop_token stop) const override;

private:
    struct Parts;
    struct Scratch;
    explicit StaticEmbedder(std::unique_ptr<const Parts> parts);
    Scratch &scratch() const;
    Embedding embed(const QByteArray &text) const;

    std::unique_ptr<const Parts> m_parts;
};

} // namespace vectray
