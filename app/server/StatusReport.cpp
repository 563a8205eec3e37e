#include "StatusReport.h"

#include "Json.h"

#include <embed/Embedder.h>
#include <engine/Preview.h>
#include <engine/RootRules.h>
#include <store/IndexStore.h>
#include <watch/TreeWalk.h>

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxListed = 200; ///< problems of one dataset in one answer

FolderScope scopeOf(const Folder &folder)
{
    return {.project = folder.config.projectId, .dataset = folder.config.datasetId, .root = folder.config.key.path};
}

/// The worst state of a dataset's folders, and its numbers.
struct DatasetState
{
    Folder::State state = Folder::State::Stopped;
    qint64 pending = 0;
    qint64 current = 0;
    qint64 total = 0;
    QJsonArray failed;
    QJsonArray skipped;
    QMap<QString, int> rules; ///< how many files each one skipped
};

/// A file's reason without what is of that file alone: the rule.
QString ruleOf(QString reason)
{
    static const QRegularExpression number(u"\\b\\d[\\d.,]*\\b"_s);
    return reason.replace(number, u"N"_s);
}

/// The line of the file that a reason names; 0 if it names none.
int lineIn(const QString &reason)
{
    static const QRegularExpression line(u"\\bline (\\d+)\\b"_s);
    return line.match(reason).captured(1).toInt();
}

/// The most frequent first.
QJsonArray countsJson(const QMap<QString, int> &rules)
{
    QList<std::pair<QString, int>> sorted;
    for (auto rule = rules.cbegin(); rule != rules.cend(); ++rule)
        sorted.emplaceBack(rule.key(), rule.value());
    std::ranges::stable_sort(sorted, std::ranges::greater(), &std::pair<QString, int>::second);
    QJsonArray list;
    for (const auto &[rule, count] : sorted)
        list.append(QJsonObject{{u"rule"_s, rule}, {u"count"_s, count}});
    return list;
}

Done addProblems(IndexStore &store, const Folder &folder, DatasetState &state)
{
    const auto problems = store.problems(scopeOf(folder)).result();
    if (!problems)
        return problems.error().kind == Error::Kind::NotFound ? Done() : Done(problems.error());
    for (const FileProblem &problem : *problems) {
        QJsonArray &list = problem.kind == FileProblem::Kind::Failed ? state.failed : state.skipped;
        if (list.size() < MaxListed)
            list.append(toJson(problem));
        if (problem.kind == FileProblem::Kind::Skipped)
            ++state.rules[ruleOf(problem.reason)];
    }
    return {};
}

QJsonObject datasetJson(const DatasetSummary &dataset, const DatasetState &state)
{
    const bool knowsTotal = state.total > 0;
    const double share = knowsTotal ? double(state.current) / double(state.total) : state.pending > 0 ? 0.0 : 1.0;
    return {{u"id"_s, dataset.id.toString()},
            {u"name"_s, dataset.name},
            {u"state"_s, stateName(state.state)},
            {u"files"_s, qint64(dataset.files)},
            {u"chunks"_s, qint64(dataset.chunks)},
            {u"bytes"_s, qint64(dataset.bytes)},
            {u"pending"_s, state.pending},
            {u"failed"_s, qint64(dataset.failed)},
            {u"failures"_s, state.failed},
            {u"skipped"_s, qint64(dataset.skipped)},
            {u"skips"_s, state.skipped},
            {u"skippedByRule"_s, countsJson(state.rules)},
            {u"percentage"_s, std::round(share * 1000) / 10},
            {u"lastSync"_s, toJson(dataset.lastSync)}};
}

} // namespace

Result<QJsonObject> projectStatus(IndexStore &store, const QList<Folder> &folders, const QString &project)
{
    const auto projects = store.summaries().result();
    if (!projects)
        return projects.error();
    const auto found = std::ranges::find(*projects, project, &ProjectSummary::name);
    if (found == projects->end())
        return Error{Error::Kind::NotFound, u"there is no project “%1”"_s.arg(project)};

    QJsonArray datasets;
    for (const DatasetSummary &dataset : found->datasets) {
        DatasetState state;
        for (const Folder &folder : folders) {
            if (folder.config.datasetId != dataset.id)
                continue;
            state.state = std::max(state.state, folder.state);
            state.pending += folder.pending;
            state.current += folder.progress;
            state.total += folder.progressTotal;
            if (Done added = addProblems(store, folder, state); !added)
                return added.error();
        }
        datasets.append(datasetJson(dataset, state));
    }
    return QJsonObject{{u"project"_s, project}, {u"projectId"_s, found->id.toString()}, {u"datasets"_s, datasets}};
}

Result<QJsonObject> previewReport(const RootRules &rules, const FolderChoice &choice,
                                  const Embedder &embedder)
{
    const auto root = rules.check(choice.path);
    if (!root)
        return root.error();
    const auto preview = previewFolder(*root, choice.include, choice.exclude, {});
    if (!preview)
        return preview.error();
    const TimeEstimate estimate = timeToIndex(*preview, embedder);
    const auto price = embedder.priceOf(preview->tokens);
    QMap<QString, int> skips;
    for (const QString &reason : preview->reasons)
        ++skips[ruleOf(reason)];
    return QJsonObject{{u"path"_s, *root},
                       {u"files"_s, qint64(preview->files)},
                       {u"bytes"_s, qint64(preview->bytes)},
                       {u"chunks"_s, qint64(preview->chunks)},
                       {u"tokens"_s, qint64(preview->tokens)},
                       {u"ignored"_s, qint64(preview->ignored)},
                       {u"skipped"_s, qint64(preview->reasons.size())},
                       {u"skippedByRule"_s, countsJson(skips)},
                       {u"price"_s, price ? QJsonValue(*price) : QJsonValue()},
                       {u"estimatedSeconds"_s,
                        estimate.time ? QJsonValue(double(estimate.time->count()) / 1000) : QJsonValue()},
                       {u"noEstimate"_s, estimate.time ? QJsonValue() : QJsonValue(estimate.unknown)},
                       {u"examples"_s, QJsonArray::fromStringList(preview->examples)}};
}

Result<QJsonObject> explainPath(IndexStore &store, const QList<Folder> &folders, const QString &path)
{
    if (!path.startsWith(u'/'))
        return Error{Error::Kind::Invalid, u"the path must be absolute, and “%1” is not"_s.arg(path)};
    const QString clean = QDir::cleanPath(path);
    const auto folder = std::ranges::find_if(
        folders, [&](const Folder &candidate) { return isWithin(clean, candidate.config.key.path); });
    if (folder == folders.end())
        return Error{Error::Kind::NotFound, u"%1 lies in no watched folder"_s.arg(path)};

    const FolderScope scope = scopeOf(*folder);
    const QString relative = clean.mid(scope.root.size() + 1);
    const auto records = store.recordsAt(scope, {relative}).result();
    if (!records)
        return records.error();
    const IgnoreRules rules(scope.root, {.include = folder->config.include, .exclude = folder->config.exclude});
    const auto statuses = statPaths({.root = scope.root, .rules = &rules}, {relative.toUtf8()}, {});
    if (!statuses)
        return statuses.error();
    const auto problems = store.problems(scope).result();
    if (!problems)
        return problems.error();

    const bool indexed = std::ranges::any_of(*records, [&](const FileRecord &record) { return record.path == relative; });
    const IgnoreVerdict verdict = rules.verdict(relative.toUtf8(), QFileInfo(clean).isDir());
    QString reason = statuses->front().reason;
    for (const FileProblem &problem : *problems) {
        if (problem.path == relative)
            reason = problem.reason;
    }
    if (statuses->front().kind == PathStatus::Kind::Missing)
        reason = u"it does not exist"_s;
    // Where no pattern keeps it out, the reason is the rule.
    const bool outByReason = !indexed && !verdict.ignored && !reason.isEmpty();
    const int line = outByReason ? lineIn(reason) : verdict.line;
    const auto orNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    return QJsonObject{{u"path"_s, clean},
                       {u"folder"_s, scope.root},
                       {u"project"_s, folder->config.key.project},
                       {u"dataset"_s, folder->config.key.dataset},
                       {u"indexed"_s, indexed},
                       {u"ignored"_s, verdict.ignored},
                       {u"rule"_s, orNull(outByReason ? reason : verdict.rule)},
                       {u"source"_s, orNull(outByReason ? u"content"_s : verdict.source)},
                       {u"line"_s, line > 0 ? QJsonValue(line) : QJsonValue()},
                       {u"reason"_s, orNull(reason)}};
}

} // namespace vectray
