// The part of AutoWatchManager that keeps and shows its state: entries, pause, counts, the file.
#include "AutoWatchManager.h"

#include <base/Logging.h>
#include <base/WhenDone.h>
#include <store/IndexStore.h>

#include <QFileInfo>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

AutoWatchManager::Entry *AutoWatchManager::find(const WatchConfig::Key &key)
{
    return const_cast<Entry *>(std::as_const(*this).find(key));
}

const AutoWatchManager::Entry *AutoWatchManager::find(const WatchConfig::Key &key) const
{
    const auto found = std::ranges::find_if(m_entries, [&](const auto &entry) { return entry->config.key == key; });
    return found == m_entries.end() ? nullptr : found->get();
}

AutoWatchManager::Entry &AutoWatchManager::insert(WatchConfig config, bool persistent)
{
    Entry *entry = find(config.key);
    if (entry == nullptr)
        entry = m_entries.emplace_back(std::make_unique<Entry>()).get();
    entry->config = std::move(config);
    entry->persistent = persistent;
    return *entry;
}

WatchConfig::Key AutoWatchManager::canonical(WatchConfig::Key key) const
{
    // A folder that is away has no canonical path; its key is as it was.
    const QString path = QFileInfo(key.path).canonicalFilePath();
    if (find(key) == nullptr && !path.isEmpty())
        key.path = path;
    while (key.path.size() > 1 && key.path.endsWith(u'/'))
        key.path.chop(1);
    return key;
}

RootRules AutoWatchManager::rulesFor(const WatchConfig::Key &key) const
{
    RootRules rules = m_parts.rules;
    for (const auto &entry : m_entries) {
        if (!(entry->config.key == key))
            rules.watched.append(entry->config.key.path);
    }
    return rules;
}

QList<WatchConfig> AutoWatchManager::configs() const
{
    QList<WatchConfig> configs;
    for (const auto &entry : m_entries) {
        if (entry->persistent)
            configs.append(entry->config);
    }
    return configs;
}

Folder AutoWatchManager::folderOf(const Entry &entry) const
{
    Folder folder{.config = entry.config};
    if (entry.session) {
        folder = entry.session->folder();
        folder.config = entry.config;
    }
    folder.files = entry.counts.files;
    folder.chunks = entry.counts.chunks;
    folder.problems = entry.counts.failed;
    if (!folder.lastSyncAt.isValid())
        folder.lastSyncAt = entry.counts.lastSync;
    return folder;
}

QList<Folder> AutoWatchManager::folders() const
{
    QList<Folder> folders;
    for (const auto &entry : m_entries)
        folders.append(folderOf(*entry));
    return folders;
}

std::optional<Folder> AutoWatchManager::folder(const WatchConfig::Key &key) const
{
    const Entry *entry = find(key);
    return entry == nullptr ? std::nullopt : std::optional(folderOf(*entry));
}

void AutoWatchManager::tell(const WatchConfig::Key &key)
{
    if (const auto changed = folder(key))
        Q_EMIT folderChanged(*changed);
}

void AutoWatchManager::writeFile()
{
    if (const Done written = m_parts.configFile.write(configs()); !written)
        qCWarning(logEngine).nospace() << "config-file=not-written error=" << written.error().message;
}

void AutoWatchManager::refreshCounts()
{
    whenDone(m_store.summaries(), this, [this](const Result<QList<ProjectSummary>> &projects) {
        if (!projects)
            return;
        QHash<DatasetId, DatasetSummary> byId;
        for (const ProjectSummary &project : *projects) {
            for (const DatasetSummary &dataset : project.datasets)
                byId.insert(dataset.id, dataset);
        }
        for (const auto &entry : m_entries) {
            const DatasetSummary counts = byId.value(entry->config.datasetId);
            if (counts == entry->counts)
                continue;
            entry->counts = counts;
            tell(entry->config.key);
        }
    });
}

void AutoWatchManager::hurry(const QString &project, const QStringList &datasets)
{
    for (const auto &entry : m_entries) {
        const WatchConfig::Key &key = entry->config.key;
        if (entry->session && (project.isEmpty() || key.project == project)
            && (datasets.isEmpty() || datasets.contains(key.dataset)))
            entry->session->hurry();
    }
}

void AutoWatchManager::favour(const QString &project)
{
    for (const auto &entry : m_entries) {
        if (entry->session && (project.isEmpty() || entry->config.key.project == project))
            entry->session->favour();
    }
}

void AutoWatchManager::setBulkHeld(bool held)
{
    if (held == m_bulkHeld)
        return;
    m_bulkHeld = held;
    qCInfo(logEngine).nospace() << "bulk-work=" << (held ? "held" : "goes-on");
    for (const auto &entry : m_entries) {
        if (entry->session)
            entry->session->setBulkHeld(held);
    }
}

void AutoWatchManager::applyPause()
{
    for (const auto &entry : m_entries) {
        if (entry->session)
            entry->session->setPaused(m_pause.covers(entry->config.key));
    }
    Q_EMIT pauseChanged();
}

} // namespace vectray
