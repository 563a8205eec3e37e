#pragma once

#include <domain/Result.h>
#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>

#include <QFuture>
#include <QList>

#include <functional>

class QThreadPool;

namespace vectray {

class EmbedderSeat;
class IndexStore;

/// Hits, and whether all was done to find them.
struct SearchAnswer
{
    QList<SearchHit> hits; ///< best first
    QString wordsOnly; ///< why meaning was not looked for, as a sentence; empty: it was

    bool operator==(const SearchAnswer &) const = default;
};

/// Answers queries: embeds the text and asks the store. Safe to call from any thread; never blocks.
class Searcher
{
public:
    /// Asked is called for each query with its project, in the thread that asks.
    using Asked = std::function<void(const QString &project)>;

    Searcher(IndexStore &store, const EmbedderSeat &embedders, QThreadPool &pool, Asked asked = {})
        : m_store(store), m_embedders(embedders), m_pool(pool), m_asked(std::move(asked))
    {}

    /// Invalid: an empty query. Without the embedder the search goes by word alone.
    QFuture<Result<SearchAnswer>> answer(SearchQuery query) const;

    /// The hits alone, best first.
    QFuture<Result<QList<SearchHit>>> search(SearchQuery query) const;

private:
    Result<SearchAnswer> answerNow(SearchQuery query) const;

    IndexStore &m_store;
    const EmbedderSeat &m_embedders;
    QThreadPool &m_pool;
    Asked m_asked;
};

} // namespace vectray
