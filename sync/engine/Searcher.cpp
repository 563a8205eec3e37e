#include "Searcher.h"

#include <base/Answer.h>
#include <base/Logging.h>
#include <embed/EmbedderSeat.h>
#include <store/IndexStore.h>

#include <QThreadPool>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QFuture<Result<SearchAnswer>> Searcher::answer(SearchQuery query) const
{
    using Outcome = Result<SearchAnswer>;
    if (query.text.trimmed().isEmpty())
        return answered<Outcome>(Error{Error::Kind::Invalid, u"the query is empty"_s});

    if (m_asked)
        m_asked(query.project);
    const Answer<Outcome> owed;
    m_pool.start([this, owed, query = std::move(query)]() mutable { owed.give(answerNow(std::move(query))); });
    return owed.future();
}

QFuture<Result<QList<SearchHit>>> Searcher::search(SearchQuery query) const
{
    using Outcome = Result<QList<SearchHit>>;
    return answer(std::move(query)).then([](const Result<SearchAnswer> &full) {
        return full ? Outcome(full->hits) : Outcome(full.error());
    });
}

Result<SearchAnswer> Searcher::answerNow(SearchQuery query) const
{
    const std::shared_ptr<const Embedder> embedder = m_embedders.current();
    SearchAnswer full;
    if (auto vector = embedder->embedQuery(query.text.toUtf8(), {})) {
        query.vector = *std::move(vector);
        query.model = embedder->model();
    } else {
        full.wordsOnly = vector.error().message;
        qCWarning(logEngine).nospace() << "search=by-word-only error=" << full.wordsOnly;
    }
    auto hits = m_store.search(query).result();
    if (!hits && hits.error().kind == Error::Kind::Conflict) {
        if (m_embedders.current() != embedder) // the index went over to another model meanwhile
            return answerNow(std::move(query));
        query.vector.clear();
        full.wordsOnly = u"the index is just going over to another model"_s;
        hits = m_store.search(std::move(query)).result();
    }
    if (!hits)
        return hits.error();
    full.hits = *std::move(hits);
    return full;
}

} // namespace vectray
