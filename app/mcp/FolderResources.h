#pragma once

#include "ResourceSet.h"

#include <QObject>

namespace vectray {

class AutoWatchManager;
class IndexStore;

/// One document for each folder that is indexed: how far its index is. Main thread.
class FolderResources final : public QObject, public ResourceSet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FolderResources)

public:
    /// Both must outlive this.
    FolderResources(AutoWatchManager &manager, IndexStore &store) : m_manager(manager), m_store(store) {}

    QJsonArray list() const override;
    QJsonArray templates() const override;
    QFuture<Result<QJsonObject>> read(const QString &uri) override;

private:
    AutoWatchManager &m_manager;
    IndexStore &m_store;
};

} // namespace vectray
