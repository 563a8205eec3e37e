#include "CodeTools.h"

#include "FolderReport.h"
#include "IndexedPlace.h"
#include "ToolTable.h"

#include <base/Answer.h>
#include <base/WhenDone.h>
#include <engine/AutoWatchManager.h>
#include <engine/FreshnessWait.h>
#include <engine/RootRules.h>
#include <engine/Searcher.h>

#include <QFileInfo>
#include <QRegularExpression>

#include <http/RequestFields.h>

#include <algorithm>
#include <cmath>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 2000ms; ///< for files that were just saved
constexpr qint64 MaxLimit = 50;
constexpr qsizetype MaxTextLength = 25'000; ///< of all results together, in UTF-16 units
constexpr double ChangesPerSecond = 0.5;
constexpr double ChangeBurst = 30;

struct CodeSearch
{
    SearchQuery query = {};
    IndexedPlace place = {};
    int limit = 10;
};

ToolOutcome failed(const Problem &problem)
{
    return ToolOutcome::failed(u"These arguments do not fit: %1."_s.arg(problem.detail));
}

ToolOutcome failed(const Error &error)
{
    return ToolOutcome::failed(error.message);
}

/// ".ts", "py" → a glob; rejects what is no extension.
QString globFor(const QStringList &extensions, RequestFields &fields)
{
    static const QRegularExpression proper(u"\\A\\.?[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*\\z"_s);
    QStringList bare;
    for (const QString &extension : extensions) {
        if (!proper.match(extension).hasMatch())
            fields.reject(u"extensionFilter",
                          u"'%1' is no file extension: give them like '.ts'"_s.arg(extension));
        bare.append(extension.startsWith(u'.') ? extension.mid(1) : extension);
    }
    if (bare.isEmpty())
        return {};
    return bare.size() == 1 ? u"*."_s + bare.first() : u"*.{%1}"_s.arg(bare.join(u','));
}

QJsonObject hitJson(const SearchHit &hit)
{
    QJsonObject json{{u"file"_s, hit.filePath},
                     {u"startLine"_s, hit.startLine},
                     {u"endLine"_s, hit.endLine},
                     {u"language"_s, hit.language},
                     {u"score"_s, std::round(hit.finalScore * 10'000) / 10'000},
                     {u"text"_s, QString::fromUtf8(hit.text)}};
    if (!hit.symbol.isEmpty())
        json.insert(u"symbol"_s, hit.symbol);
    return json;
}

/// Why an answer may miss the newest changes; empty if it does not.
QString freshnessNote(const Freshness &freshness, const QList<Folder> &folders)
{
    if (freshness.fresh)
        return {};
    QStringList sentences;
    for (const Folder &folder : folders) {
        if (folder.pending > 0 || folder.state != Folder::State::Idle)
            sentences.append(folderSentence(folder));
    }
    return u"The newest changes may be missing: %1 changed files were not indexed in time. %2"_s
        .arg(freshness.pending)
        .arg(sentences.join(u' '))
        .trimmed();
}

ToolOutcome outcomeOf(const CodeSearch &search, const QList<SearchHit> &hits, const Freshness &freshness)
{
    QJsonArray results;
    qsizetype length = 0;
    int omitted = 0;
    for (const SearchHit &hit : hits) {
        if (!isWithin(hit.filePath, search.place.path))
            continue; // of another folder in the same dataset
        const QJsonObject json = hitJson(hit);
        length += json.value("text"_L1).toString().size();
        if (results.size() < search.limit && (results.isEmpty() || length <= MaxTextLength))
            results.append(json);
        else if (results.size() + omitted < search.limit)
            ++omitted;
    }
    QJsonObject value{
        {u"results"_s, results}, {u"fresh"_s, freshness.fresh}, {u"pending"_s, qint64(freshness.pending)}};
    if (omitted > 0)
        value.insert(u"omitted"_s, omitted);
    if (const QString note = freshnessNote(freshness, search.place.folders); !note.isEmpty())
        value.insert(u"note"_s, note);
    return {.value = value};
}

QStringList pathsOf(const QList<Folder> &folders)
{
    QStringList paths;
    for (const Folder &folder : folders) {
        if (!paths.contains(folder.config.key.path))
            paths.append(folder.config.key.path);
    }
    return paths;
}

/// Restricts the query to the place. Invalid where one query cannot.
Done restrictTo(const IndexedPlace &place, SearchQuery &query)
{
    query.project = place.folders.first().config.key.project;
    query.pathPrefix = place.prefix;
    const bool isPart = isWithin(place.path, place.folders.first().config.key.path);
    for (const Folder &folder : isPart ? place.folders.first(1) : place.folders) {
        if (folder.config.key.project != query.project)
            return Error{Error::Kind::Invalid,
                         u"Several indexed folders lie in %1. Name one of them: %2"_s.arg(
                             place.path, pathsOf(place.folders).join(u", "_s))};
        if (!query.datasets.contains(folder.config.key.dataset))
            query.datasets.append(folder.config.key.dataset);
    }
    return {};
}

} // namespace

CodeTools::CodeTools(AutoWatchManager &manager, const Searcher &searcher, Clock clock)
    : m_manager(manager)
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
        return answered(indexingStatus(fields));
    case ToolKind::ListIndexed:
        return answered(listIndexed());
    }
    Q_UNREACHABLE();
}

QFuture<ToolOutcome> CodeTools::searchCode(RequestFields fields)
{
    CodeSearch search;
    const QString path = fields.required(u"path");
    search.query.text = fields.required(u"query");
    search.limit = int(fields.integer(u"limit", {.least = 1, .most = MaxLimit}).value_or(10));
    search.query.glob = globFor(fields.strings(u"extensionFilter").value_or(QStringList()), fields);
    if (const auto problem = fields.problem())
        return answered(failed(*problem));
    const auto place = indexedPlace(path);
    if (!place)
        return answered(failed(place.error()));
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

ToolOutcome CodeTools::indexingStatus(RequestFields fields) const
{
    const QString path = fields.required(u"path");
    if (const auto problem = fields.problem())
        return failed(*problem);
    const auto place = placeOf(path, m_manager.folders());
    if (!place)
        return failed(place.error());
    QJsonArray folders;
    QStringList sentences;
    for (const Folder &folder : place->folders) {
        folders.append(folderReport(folder));
        sentences.append(folderSentence(folder));
    }
    if (folders.isEmpty())
        sentences.append(u"%1 is not indexed. %2"_s.arg(place->path, knownFolders()));
    return {.value = {{u"indexed"_s, !folders.isEmpty()},
                      {u"folders"_s, folders},
                      {u"message"_s, sentences.join(u' ')}}};
}

ToolOutcome CodeTools::listIndexed() const
{
    QJsonArray folders;
    for (const Folder &folder : m_manager.folders())
        folders.append(folderReport(folder));
    return {.value = {{u"folders"_s, folders}}};
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
