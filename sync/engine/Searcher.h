#pragma once

#include <domain/Result.h>
#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>

#include <QFuture>
#include <QList>

class QThreadPool;

namespace vectray {

class Embedder;
class IndexStore;

/// Answers queries: embeds the text and asks the store. Safe to call from any thread; never blocks.
class Searcher
{
public:
    Searcher(IndexStore &store, const Embedder &embedder, QThreadPool &pool)
        : m_store(store), m_embedder(embedder), m_pool(pool)
    {}

    /// Best first. Invalid: an empty query. Without the embedder the search goes by word alone.
    QFuture<Result<QList<SearchHit>>> search(SearchQuery query) const;

private:
    IndexStore &m_store;
    const Embedder &m_embedder;
    QThreadPool &m_pool;
};

} // namespace vectray
