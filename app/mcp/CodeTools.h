#pragma once

#include "ToolSet.h"

#include <base/Clock.h>
#include <domain/Folder.h>
#include <domain/Result.h>

#include <QObject>

#include <http/TokenBucket.h>

namespace vectray {

class AutoWatchManager;
class IndexStore;
class RequestFields;
class Searcher;
struct Freshness;
struct IndexedPlace;

/// The tools of toolTable(), on the folders and the index. Main thread.
class CodeTools final : public QObject, public ToolSet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeTools)

public:
    /// All must outlive this.
    CodeTools(AutoWatchManager &manager, IndexStore &store, const Searcher &searcher,
              Clock clock = steadyNow);

    QJsonArray list(bool mayManage) const override;
    bool has(const QString &name) const override;
    QFuture<ToolOutcome> call(const ToolCall &call) override;

private:
    QFuture<ToolOutcome> searchCode(RequestFields fields);
    QFuture<ToolOutcome> indexCodebase(RequestFields fields);
    QFuture<ToolOutcome> clearIndex(RequestFields fields);
    QFuture<ToolOutcome> indexingStatus(RequestFields fields);
    QFuture<ToolOutcome> listIndexed();

    Result<IndexedPlace> indexedPlace(const QString &path) const;
    QString knownFolders() const;
    WatchConfig::Key freeKey(const QString &path) const;

    AutoWatchManager &m_manager;
    IndexStore &m_store;
    const Searcher &m_searcher;
    const Clock m_clock;
    TokenBucket m_changes; ///< calls that change what is indexed
};

} // namespace vectray
