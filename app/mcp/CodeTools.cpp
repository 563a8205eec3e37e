#include "CodeTools.h"

#include "CodeSearch.h"
#include "CountedFolders.h"
#include "FolderReport.h"
#include "ToolTable.h"

#include <base/Answer.h>
#include <base/WhenDone.h>
#include <engine/AutoWatchManager.h>
#include <engine/FreshnessWait.h>
#include <engine/RootRules.h>
#include <engine/Searcher.h>

#include <QFileInfo>

#include <http/RequestFields.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 2000ms; ///< for files that were just saved
constexpr qint64 MaxLimit = 50;
constexpr double ChangesPerSecond = 0.5;
constexpr double ChangeBurst = 30;

ToolOutcome failed(const Problem &problem)
{
    return ToolOutcome::failed(u"These arguments do not fit: %1."_s.arg(problem.detail));
}

ToolOutcome failed(const Error &error)
{
    return ToolOutcome::failed(error.message);
}

} // namespace

CodeTools::CodeTools(AutoWatchManager &manager, IndexStore &store, const Searcher &searcher, Clock clock)
    : m_manager(manager)
    , m_store(store)
    , m_searcher(searcher)
    , m_clock(std::move(clock))
    , m_changes(ChangesPerSecond, ChangeBurst)
{}

QJsonArray CodeTools::list(bool mayManage) const
{
    QJsonArray tools;
    for (const ToolSpec &tool : toolTable()) {
        if (mayManage || !tool.manages)
            tools.append(tool.description);
    }
    return tools;
}

bool CodeTools::has(const QString &name) const
{
    return findTool(name) != nullptr;
}

QFuture<ToolOutcome> CodeTools::call(const ToolCall &call)
{
    const ToolSpec *tool = findTool(call.name);
    if (tool->manages && !call.mayManage)
        return answered(ToolOutcome::failed(
            u"This connection may only read. The user can add and remove folders with 'vectray add PATH' and "
            "'vectray remove PATH', or allow it here by starting 'vectray mcp --allow-manage'."_s));
    if (tool->manages && !m_changes.take(m_clock()))
        return answered(ToolOutcome::failed(u"Too many changes in a short time. Try again in a minute."_s));
    const RequestFields fields(call.arguments);
    switch (tool->kind) {
    case ToolKind::SearchCode:
        return searchCode(fields);
    case ToolKind::IndexCodebase:
        return indexCodebase(fields);
    case ToolKind::ClearIndex:
        return clearIndex(fields);
    case ToolKind::IndexingStatus:
        return indexingStatus(fields);
    case ToolKind::ListIndexed:
        return listIndexed();
    }
    Q_UNREACHABLE();
}

QFuture<ToolOutcome> CodeTools::searchCode(RequestFields fields)
{
    CodeSearch search;
    const QString path = fields.required(u"path");
    search.query.text = fields.required(u"query");
    search.limit = int(fields.integer(u"limit", {.least = 1, .most = MaxLimit}).value_or(10));
    const auto glob = globFor(fields.strings(u"extensionFilter").value_or(QStringList()));
    if (!glob)
        fields.reject(u"extensionFilter", glob.error().message);
    if (const auto problem = fields.problem())
        return answered(failed(*problem));
    const auto place = indexedPlace(path);
    if (!place)
        return answered(failed(place.error()));
    search.query.glob = *glob;
    search.place = *place;
    if (Done restricted = restrictTo(*place, search.query); !restricted)
        return answered(failed(restricted.error()));
    // A dataset may have other folders, whose hits are dropped afterwards.
    search.query.topK = std::min(4 * search.limit, 200);

    const bool isPointless = std::ranges::all_of(place->folders, isAtRest);
    const Answer<ToolOutcome> answer;
    whenDone(waitFresh(m_manager, search.query.project, search.query.datasets, isPointless ? 0ms : Patience),
             this, [this, answer, search](const Freshness &freshness) {
                 whenDone(m_searcher.search(search.query), this,
                          [this, answer, search, freshness](const Result<QList<SearchHit>> &hits) {
                              CodeSearch done = search;
                              if (const auto now = placeOf(search.place.path, m_manager.folders()))
                                  done.place.folders = now->folders;
                              answer.give(hits ? outcomeOf(done, *hits, freshness) : failed(hits.error()));
                          });
             });
    return answer.future();
}

QFuture<ToolOutcome> CodeTools::indexCodebase(RequestFields fields)
{
    const QString path = fields.required(u"path");
    const bool force = fields.boolean(u"force").value_or(false);
    const QString splitter = fields.string(u"splitter").value_or(u"ast"_s);
    if (splitter != "ast"_L1 && splitter != "langchain"_L1)
        fields.reject(u"splitter", u"splitter must be 'ast' or 'langchain'"_s);
    (void)fields.strings(u"customExtensions"); // every text file is indexed; only its type is checked
    const auto ignored = fields.strings(u"ignorePatterns");
    if (const auto problem = fields.problem())
        return answered(failed(*problem));
    const auto place = placeOf(path, m_manager.folders());
    if (!place)
        return answered(failed(place.error()));
    if (!place->prefix.isEmpty())
        return answered(ToolOutcome{
            .value = {
                {u"path"_s, place->path},
                {u"state"_s, folderReport(place->folders.first()).value("state"_L1)},
                {u"message"_s,
                 u"It is indexed already, as part of %1."_s.arg(place->folders.first().config.key.path)}}});

    const Answer<ToolOutcome> answer;
    whenDone(
        m_manager.add(freeKey(place->path), {.exclude = ignored}), this,
        [this, answer, force](const Result<AutoWatchManager::Added> &added) {
            if (!added)
                return answer.give(failed(added.error()));
            const WatchConfig::Key &key = added->config.key;
            if (force)
                (void)m_manager.syncNow(key, true); // get_indexing_status tells how it goes
            const auto folder = m_manager.folder(key);
            const QString message = added->existed ? u"It was in the index already and is kept current."_s
                                                   : u"It is being indexed, and kept current from now on."_s;
            answer.give({.value = {{u"path"_s, key.path},
                                   {u"project"_s, key.project},
                                   {u"dataset"_s, key.dataset},
                                   {u"state"_s, folderReport(folder.value_or(Folder())).value("state"_L1)},
                                   {u"message"_s, message}}});
        });
    return answer.future();
}

QFuture<ToolOutcome> CodeTools::clearIndex(RequestFields fields)
{
    const QString path = fields.required(u"path");
    if (const auto problem = fields.problem())
        return answered(failed(*problem));
    const auto place = indexedPlace(path);
    if (!place)
        return answered(failed(place.error()));
    const WatchConfig::Key key = place->folders.first().config.key;
    if (key.path != place->path)
        return answered(ToolOutcome::failed(u"%1 is not an indexed folder itself. Name one that is: %2"_s.arg(
            place->path, pathsOf(place->folders).join(u", "_s))));
    const Answer<ToolOutcome> answer;
    whenDone(m_manager.remove(key, false), this, [answer, key](const Done &removed) {
        answer.give(removed ? ToolOutcome{.value = {{u"path"_s, key.path},
                                                    {u"message"_s,
                                                     u"It is no longer watched, and its index is gone."_s}}}
                            : failed(removed.error()));
    });
    return answer.future();
}

QFuture<ToolOutcome> CodeTools::indexingStatus(RequestFields fields)
{
    const QString path = fields.required(u"path");
    if (const auto problem = fields.problem())
        return answered(failed(*problem));
    const auto place = placeOf(path, m_manager.folders());
    if (!place)
        return answered(failed(place.error()));
    if (place->folders.isEmpty())
        return answered(ToolOutcome{
            .value = {{u"indexed"_s, false},
                      {u"folders"_s, QJsonArray()},
                      {u"message"_s, u"%1 is not indexed. %2"_s.arg(place->path, knownFolders())}}});
    const Answer<ToolOutcome> answer;
    whenDone(countedFolders(m_store, place->folders, this), this,
             [answer](const Result<QList<Folder>> &folders) {
                 answer.give(folders ? ToolOutcome{.value = indexReport(*folders)} : failed(folders.error()));
             });
    return answer.future();
}

QFuture<ToolOutcome> CodeTools::listIndexed()
{
    const Answer<ToolOutcome> answer;
    whenDone(countedFolders(m_store, m_manager.folders(), this), this,
             [answer](const Result<QList<Folder>> &folders) {
                 answer.give(folders ? ToolOutcome{.value = {{u"folders"_s, folderReports(*folders)}}}
                                     : failed(folders.error()));
             });
    return answer.future();
}

Result<IndexedPlace> CodeTools::indexedPlace(const QString &path) const
{
    auto place = placeOf(path, m_manager.folders());
    if (place && place->folders.isEmpty())
        return Error{
            Error::Kind::NotFound,
            u"%1 is not indexed. %2 To add it: index_codebase, or 'vectray add PATH' by the user."_s.arg(
                place->path, knownFolders())};
    return place;
}

QString CodeTools::knownFolders() const
{
    const QStringList paths = pathsOf(m_manager.folders());
    return paths.isEmpty() ? u"Nothing is indexed yet."_s : u"Indexed are: %1."_s.arg(paths.join(u", "_s));
}

/// The key that the folder has, or that 'vectray add' would give it, unless another folder has that.
WatchConfig::Key CodeTools::freeKey(const QString &path) const
{
    const QList<Folder> folders = m_manager.folders();
    for (const Folder &folder : folders) {
        if (folder.config.key.path == path)
            return folder.config.key;
    }
    WatchConfig::Key key{.path = path, .project = QFileInfo(path).fileName(), .dataset = u"main"_s};
    const auto isTaken = [&] {
        return std::ranges::any_of(folders, [&](const Folder &folder) {
            return folder.config.key.project == key.project && folder.config.key.dataset == key.dataset;
        });
    };
    for (int number = 2; isTaken(); ++number)
        key.dataset = u"main-%1"_s.arg(number);
    return key;
}

} // namespace vectray
