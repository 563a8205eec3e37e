#pragma once

#include "AppState.h"

#include <QObject>
#include <QTimer>

namespace vectray {

class Backend;
class FolderTableModel;

/// Keeps a FolderTableModel and the AppState true to a backend. Changes that follow each other closely
/// are told once, so that a busy engine does not keep the tray busy.
class Overview : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this object.
    Overview(Backend &backend, FolderTableModel &folders, QObject *parent = nullptr);

    const AppState &state() const { return m_state; }
    const ProgramState &program() const { return m_program; }
    /// Files that could not be indexed, of all folders.
    std::int64_t problems() const;
    /// Changes seen and not yet indexed, of all folders.
    std::int64_t pending() const;

Q_SIGNALS:
    void changed(const vectray::AppState &state); ///< state, program state or a folder is different

private:
    void update();

    FolderTableModel &m_folders;
    ProgramState m_program;
    AppState m_state;
    QTimer m_soon;
};

} // namespace vectray
