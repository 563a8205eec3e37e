#include "FolderSettings.h"

#include "FolderDelegate.h"

#include <items/FolderTableModel.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

FolderSettings::FolderSettings(FolderTableModel &folders, QWidget *parent) : SettingsPage({}, parent)
{
    makeTable(folders);
    auto *hint = new QLabel(
        tr("Folders are added, changed and removed at once, whatever becomes of the other pages."), this);
    hint->setWordWrap(true);
    auto *add = new QPushButton(tr("&Add…"), this);
    auto *change = new QPushButton(tr("&Change…"), this);
    auto *remove = new QPushButton(tr("&Remove…"), this);
    connect(add, &QPushButton::clicked, this, &FolderSettings::addRequested);
    connect(change, &QPushButton::clicked, this, [this] { Q_EMIT changeRequested(current()); });
    connect(remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(current()); });
    const auto update = [this, change, remove] {
        const bool chosen = m_table->currentIndex().isValid();
        change->setEnabled(chosen);
        remove->setEnabled(chosen);
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, update);
    update();

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(change);
    buttons->addWidget(remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    layout->addWidget(hint);
}

void FolderSettings::makeTable(FolderTableModel &folders)
{
    m_table = new QTreeView(this);
    m_table->setObjectName(u"settingsFolders"_s);
    m_table->setAccessibleName(tr("Watched folders"));
    m_table->setModel(&folders);
    m_table->setItemDelegate(new FolderDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    for (const int column :
         {FolderTableModel::StatusColumn, FolderTableModel::ChunksColumn, FolderTableModel::LastSyncColumn})
        m_table->hideColumn(column);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(FolderTableModel::NameColumn, QHeaderView::Stretch);
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this] { Q_EMIT changeRequested(current()); });
}

WatchConfig::Key FolderSettings::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? index.data(FolderTableModel::FolderRole).value<Folder>().config.key
                           : WatchConfig::Key();
}

} // namespace vectray
