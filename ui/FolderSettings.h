#pragma once

#include "SettingsPage.h"

#include <domain/WatchConfig.h>

#include <QPushButton>
#include <QTreeView>

namespace vectray {

class FolderTableModel;

/// The folders: what is added, changed or removed here has a dialog of its own, and is done at once.
class FolderSettings final : public SettingsPage
{
    Q_OBJECT

public:
    /// \a folders must outlive this object.
    explicit FolderSettings(FolderTableModel &folders, QWidget *parent = nullptr);

Q_SIGNALS:
    void addRequested();
    void changeRequested(const vectray::WatchConfig::Key &folder);
    void removeRequested(const vectray::WatchConfig::Key &folder);

private:
    void makeTable(FolderTableModel &folders);
    /// Default-made if none is chosen.
    WatchConfig::Key current() const;

    QTreeView *m_table = nullptr;
};

} // namespace vectray
