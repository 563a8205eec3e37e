#include "Overview.h"

#include "Backend.h"
#include "FolderTableModel.h"

namespace vectray {

using namespace std::chrono_literals;

Overview::Overview(Backend &backend, FolderTableModel &folders, QObject *parent)
    : QObject(parent)
    , m_folders(folders)
    , m_program(backend.programState())
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(150ms);
    connect(&m_soon, &QTimer::timeout, this, &Overview::update);

    m_folders.setFolders(backend.folders());
    m_state = AppState::of(m_folders.folders(), m_program);

    const auto soon = [this] {
        if (!m_soon.isActive()) // never restarted: a steady stream of changes must not starve it
            m_soon.start();
    };
    connect(&backend, &Backend::folderChanged, &m_folders, &FolderTableModel::put);
    connect(&backend, &Backend::folderRemoved, &m_folders, &FolderTableModel::remove);
    connect(&m_folders, &FolderTableModel::toggled, &backend, &Backend::setEnabled);
    connect(&m_folders, &QAbstractItemModel::dataChanged, this, soon);
    connect(&m_folders, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&m_folders, &QAbstractItemModel::rowsRemoved, this, soon);
    connect(&backend, &Backend::programStateChanged, this, [this, soon](const ProgramState &state) {
        m_program = state;
        soon();
    });
}

std::int64_t Overview::problems() const
{
    std::int64_t problems = 0;
    for (const Folder &folder : m_folders.folders())
        problems += folder.problems;
    return problems;
}

std::int64_t Overview::pending() const
{
    std::int64_t pending = 0;
    for (const Folder &folder : m_folders.folders())
        pending += folder.pending;
    return pending;
}

void Overview::update()
{
    m_state = AppState::of(m_folders.folders(), m_program, m_folders.longestLeft());
    Q_EMIT changed(m_state);
}

} // namespace vectray
