#pragma once

#include <domain/Result.h>
#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>

#include <QFuture>
#include <QList>

#include <functional>

class QThreadPool;

namespace vectray {

class Embedder;
class IndexStore;

/// Answers queries: embeds the text and asks the store. Safe to call from any thread; never blocks.
class Searcher
{
public:
    /// Asked is called for each query with its project, in the thread that asks.
    using Asked = std::function<void(const QString &project)>;

    Searcher(IndexStore &store, const Embedder &embedder, QThreadPool &pool, Asked asked = {})
        : m_store(store), m_embedder(embedder), m_pool(pool), m_asked(std::move(asked))
    {}

    /// Best first. Invalid: an empty query. Without the embedder the search goes by word alone.
    QFuture<Result<QList<SearchHit>>> search(SearchQuery query) const;

private:
    IndexStore &m_store;
    const Embedder &m_embedder;
    QThreadPool &m_pool;
    Asked m_asked;
};

} // namespace vectray
