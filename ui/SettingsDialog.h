#pragma once

#include "AdvancedSettings.h"
#include "Autostart.h"
#include "SettingsPage.h"

#include <domain/WatchConfig.h>

#include <QDialog>
#include <QLabel>
#include <QList>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

namespace vectray {

class Backend;
class FolderTableModel;

/// All that can be chosen, page by page. Nothing changes before OK, except on the page of the folders.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    struct Parts
    {
        Backend &backend;
        FolderTableModel &folders;
        UiSettings settings; ///< as they are
        Autostart autostart;
        AdvancedSettings::Places places{};
    };

    /// What \a parts refers to must outlive this object.
    explicit SettingsDialog(const Parts &parts, QWidget *parent = nullptr);

    SettingsValues values() const;

    void accept() override;

Q_SIGNALS:
    void changed(const vectray::UiSettings &settings);
    void addFolderRequested();
    void changeFolderRequested(const vectray::WatchConfig::Key &folder);
    void removeFolderRequested(const vectray::WatchConfig::Key &folder);
    void openRequested(const QString &folder);

private:
    void makePages(const Parts &parts);
    void addPage(const QString &title, SettingsPage *page);
    void arrange();
    void check();
    void restorePageDefaults();
    void showError(const QString &sentence);
    void save(const SettingsValues &chosen);
    void finish(const SettingsValues &chosen);

    Backend &m_backend;
    Autostart m_autostart;
    SettingsValues m_before;
    QListWidget *m_index;
    QStackedWidget *m_stack;
    QList<SettingsPage *> m_pages;
    QLabel *m_message;
    QPushButton *m_ok = nullptr;
    QPushButton *m_restore = nullptr;
};

} // namespace vectray
