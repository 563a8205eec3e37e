#include "ProblemsPage.h"

#include "RowDelegate.h"

#include <items/Backend.h>
#include <items/FolderTableModel.h>
#include <items/FolderWords.h>
#include <items/PlainText.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

void ProblemsPage::Filter::set(const QVariant &folder, bool skipped)
{
    m_folder = folder;
    m_skipped = skipped;
    invalidateFilter();
}

bool ProblemsPage::Filter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!m_skipped && index.data(ProblemsModel::KindRole).toInt() == int(FileProblem::Kind::Skipped))
        return false;
    return !m_folder.isValid()
        || index.data(ProblemsModel::FolderKeyRole).value<WatchConfig::Key>()
        == m_folder.value<WatchConfig::Key>();
}

ProblemsPage::ProblemsPage(Backend &backend, const Models &models, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_folders(models.folders)
    , m_model(models.problems)
{
    m_folder = new QComboBox(this);
    m_folder->setAccessibleName(tr("Folder"));
    m_kind = new QComboBox(this);
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->addItems({tr("Could not be indexed"), tr("Also what was left out")});
    makeButtons();
    m_message = new QLabel(this);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    makeTable();

    auto *filters = new QHBoxLayout;
    filters->addWidget(m_folder);
    filters->addWidget(m_kind);
    filters->addStretch();
    filters->addWidget(m_accept);
    filters->addWidget(m_retry);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(filters);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_message);

    connect(m_folder, &QComboBox::currentIndexChanged, this, &ProblemsPage::narrow);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ProblemsPage::narrow);
    connect(&m_backend, &Backend::eventHappened, this, [this](const SyncEvent &event) {
        if (const auto *finished = std::get_if<SyncFinished>(&event); finished && isVisible())
            ask(finished->folder);
    });
    connect(&m_folders, &QAbstractItemModel::rowsInserted, this, &ProblemsPage::fillFolders);
    connect(&m_folders, &QAbstractItemModel::rowsRemoved, this, &ProblemsPage::fillFolders);
    fillFolders();
}

void ProblemsPage::makeButtons()
{
    m_retry = new QPushButton(this);
    m_retry->setObjectName(u"retry"_s);
    m_accept = new QPushButton(tr("&Accept deletion"), this);
    m_accept->setObjectName(u"accept"_s);
    connect(m_retry, &QPushButton::clicked, this, &ProblemsPage::lookAgain);
    connect(m_accept, &QPushButton::clicked, this, &ProblemsPage::acceptDeletions);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_filter, signal, this, &ProblemsPage::summarise);
    connect(&m_filter, &QAbstractItemModel::dataChanged, this, &ProblemsPage::summarise);
}

void ProblemsPage::lookAgain()
{
    for (const Folder &folder : m_folders.folders()) {
        const bool chosen = m_folder->currentIndex() == 0
            || m_folder->currentData().value<WatchConfig::Key>() == folder.config.key;
        if (chosen && folder.config.enabled)
            m_backend.syncNow(folder.config.key);
    }
}

void ProblemsPage::acceptDeletions()
{
    QList<WatchConfig::Key> folders;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex index = m_filter.index(row, 0);
        if (index.data(ProblemsModel::DeletionRole).isValid())
            folders.append(index.data(ProblemsModel::FolderKeyRole).value<WatchConfig::Key>());
    }
    for (const WatchConfig::Key &folder : folders)
        m_model.acceptDeletion(folder);
}

int ProblemsPage::countDeletions(DeletionHeld::Outcome outcome) const
{
    int count = 0;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QVariant shown = m_filter.index(row, 0).data(ProblemsModel::DeletionRole);
        if (!shown.isValid())
            break; // files: deletions come first
        count += shown.toInt() == int(outcome) ? 1 : 0;
    }
    return count;
}

void ProblemsPage::makeTable()
{
    m_filter.setSourceModel(&m_model);
    m_table = new QTreeView(this);
    m_table->setObjectName(u"problems"_s);
    m_table->setAccessibleName(tr("Problems"));
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setAlternatingRowColors(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(ProblemsModel::ReasonColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(ProblemsModel::SinceColumn, QHeaderView::ResizeToContents);
    header->resizeSection(ProblemsModel::FileColumn, 260);
    header->resizeSection(ProblemsModel::FolderColumn, 130);

    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT openRequested(index.data(ProblemsModel::FilePathRole).toString(), 1);
    });
    auto *copy = new QAction(tr("&Copy path"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(
            m_table->currentIndex().data(ProblemsModel::FilePathRole).toString());
    });
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ProblemsPage::refresh()
{
    for (const Folder &folder : m_folders.folders())
        ask(folder.config.key);
}

void ProblemsPage::showFolder(const WatchConfig::Key &folder)
{
    for (int i = 1; i < m_folder->count(); ++i) {
        if (m_folder->itemData(i).value<WatchConfig::Key>() == folder)
            m_folder->setCurrentIndex(i);
    }
}

void ProblemsPage::ask(const WatchConfig::Key &folder)
{
    m_backend.problems(folder, this, [this, folder](const Result<QList<FileProblem>> &answer) {
        if (!answer) {
            m_message->setText(oneLine(answer.error().message));
            return;
        }
        if (m_folders.find(folder)) // removed while we asked
            m_model.setProblems(folder, *answer);
        narrow();
    });
}

void ProblemsPage::fillFolders()
{
    const auto chosen = m_folder->currentData().value<WatchConfig::Key>();
    const QSignalBlocker quiet(m_folder);
    m_folder->clear();
    m_folder->addItem(tr("All folders"));
    for (const Folder &folder : m_folders.folders())
        m_folder->addItem(FolderWords::name(folder.config.key), QVariant::fromValue(folder.config.key));
    showFolder(chosen);
    narrow();
}

void ProblemsPage::narrow()
{
    const QVariant folder = m_folder->currentIndex() > 0 ? m_folder->currentData() : QVariant();
    m_filter.set(folder, m_kind->currentIndex() == 1);
    summarise();
}

void ProblemsPage::summarise()
{
    const int held = countDeletions(DeletionHeld::Outcome::Waiting);
    const int gone = countDeletions(DeletionHeld::Outcome::Confirmed);
    m_retry->setText(held > 0 ? tr("Look again &now") : tr("Try a&gain"));
    m_accept->setVisible(gone > 0);
    const int count = m_filter.rowCount() - held - gone;
    if (count == 0 && held + gone > 0)
        return m_message->setText(tr(
            "What was deleted by mistake can be put back: it is in the index again as soon as it is seen."));
    m_message->setText(count == 0 ? tr("No problems. Every file that should be is in the index.")
                                  : tr("%Ln file(s). They keep what the index had of them.", nullptr, count));
}

void ProblemsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace vectray
