#include "Searcher.h"

#include <base/Answer.h>
#include <base/Logging.h>
#include <embed/Embedder.h>
#include <store/IndexStore.h>

#include <QThreadPool>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QFuture<Result<QList<SearchHit>>> Searcher::search(SearchQuery query) const
{
    using Outcome = Result<QList<SearchHit>>;
    if (query.text.trimmed().isEmpty())
        return answered<Outcome>(Error{Error::Kind::Invalid, u"the query is empty"_s});

    if (m_asked)
        m_asked(query.project);
    const Answer<Outcome> answer;
    m_pool.start([this, answer, query = std::move(query)]() mutable {
        auto vector = m_embedder.embedQuery(query.text.toUtf8(), {});
        if (vector) {
            query.vector = *std::move(vector);
            query.model = m_embedder.model();
        } else {
            qCWarning(logEngine).nospace() << "search=by-word-only error=" << vector.error().message;
        }
        answer.give(m_store.search(std::move(query)).result());
    });
    return answer.future();
}

} // namespace vectray
