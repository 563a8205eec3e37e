#include "CodeSearch.h"

#include "FolderReport.h"

#include <engine/RootRules.h>

#include <QRegularExpression>

#include <cmath>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxTextLength = 25'000; ///< of all results together, in UTF-16 units

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

} // namespace

Result<QString> globFor(const QStringList &extensions)
{
    static const QRegularExpression proper(u"\\A\\.?[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*\\z"_s);
    QStringList bare;
    for (const QString &extension : extensions) {
        if (!proper.match(extension).hasMatch())
            return Error{Error::Kind::Invalid,
                         u"'%1' is no file extension: give them like '.ts'"_s.arg(extension)};
        bare.append(extension.startsWith(u'.') ? extension.mid(1) : extension);
    }
    if (bare.isEmpty())
        return QString();
    return bare.size() == 1 ? u"*.%1"_s.arg(bare.first()) : u"*.{%1}"_s.arg(bare.join(u','));
}

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

} // namespace vectray
