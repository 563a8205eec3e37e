#pragma once

#include "IndexedPlace.h"
#include "ToolSet.h"

#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>
#include <engine/FreshnessWait.h>

namespace vectray {

/// A call of search_code: what is asked of the index, and what of its answer is wanted.
struct CodeSearch
{
    SearchQuery query = {};
    IndexedPlace place = {};
    int limit = 10;
};

/// "ts" and ".tsx" → "*.{ts,tsx}"; empty for none. Invalid: something that is no file extension.
Result<QString> globFor(const QStringList &extensions);

/// Restricts the query to the place, which has folders. Invalid where one query cannot.
Done restrictTo(const IndexedPlace &place, SearchQuery &query);

/// The hits as search_code returns them: those of the place, as many as wanted and as fit into one answer.
ToolOutcome outcomeOf(const CodeSearch &search, const QList<SearchHit> &hits, const Freshness &freshness);

QStringList pathsOf(const QList<Folder> &folders);

} // namespace vectray
