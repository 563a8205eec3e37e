#include "FoldersPage.h"

#include "FolderDelegate.h"
#include "Icons.h"

#include <items/Backend.h>
#include <items/FolderTableModel.h>
#include <items/PlainText.h>

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QUrl>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList droppedFolders(const QMimeData *data)
{
    QStringList folders;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isDir())
            folders.append(url.toLocalFile());
    }
    return folders;
}

} // namespace

FoldersPage::FoldersPage(Backend &backend, FolderTableModel &folders, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_folders(folders)
    , m_stack(new QStackedWidget(this))
{
    setAcceptDrops(true);
    makeTable();
    auto *list = new QWidget(this);
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins({});
    listLayout->addWidget(m_table);
    listLayout->addWidget(makeDetails());
    m_stack->addWidget(list);
    m_stack->addWidget(makeEmptyPage());

    auto *add = new QPushButton(tr("&Add folder…"), this);
    add->setObjectName(u"addFolder"_s);
    connect(add, &QPushButton::clicked, this, [this] { Q_EMIT addFolderRequested({}); });
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_stack, 1);
    layout->addLayout(buttons);

    const auto update = [this, add] {
        const bool empty = m_folders.rowCount() == 0;
        m_stack->setCurrentIndex(empty ? 1 : 0);
        add->setVisible(!empty);
        if (!empty && !m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_folders.index(0, 0));
        showDetails();
    };
    connect(&m_folders, &QAbstractItemModel::rowsInserted, this, update);
    connect(&m_folders, &QAbstractItemModel::rowsRemoved, this, update);
    connect(&m_folders, &QAbstractItemModel::dataChanged, this, &FoldersPage::showDetails);
    connect(&m_backend, &Backend::programStateChanged, this, &FoldersPage::showDetails);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FoldersPage::showDetails);
    update();
}

void FoldersPage::makeTable()
{
    m_table = new QTreeView(this);
    m_table->setObjectName(u"folders"_s);
    m_table->setAccessibleName(tr("Watched folders"));
    m_table->setModel(&m_folders);
    m_table->setItemDelegate(new FolderDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setAlternatingRowColors(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(FolderTableModel::NameColumn, QHeaderView::Interactive);
    header->setSectionResizeMode(FolderTableModel::StatusColumn, QHeaderView::Stretch);
    header->resizeSection(FolderTableModel::NameColumn, 250);

    connect(m_table, &QWidget::customContextMenuRequested, this, &FoldersPage::showMenu);
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this] {
        if (const Folder *folder = current())
            Q_EMIT openRequested(folder->config.key.path);
    });
    auto *remove = new QAction(m_table);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, &FoldersPage::removeCurrent);
    m_table->addAction(remove);
}

QWidget *FoldersPage::makeEmptyPage()
{
    auto *page = new QWidget(this);
    auto *picture = new QLabel(page);
    picture->setPixmap(appIcon().pixmap(64));
    picture->setAlignment(Qt::AlignCenter);
    auto *title = new QLabel(tr("Drop a folder here to make it searchable"), page);
    title->setAlignment(Qt::AlignCenter);
    QFont big = title->font();
    big.setPointSizeF(big.pointSizeF() * 1.25);
    title->setFont(big);
    auto *hint =
        new QLabel(tr("Vectray reads the files, never changes them, and keeps up as you work."), page);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    auto *choose = new QPushButton(tr("&Add folder…"), page);
    connect(choose, &QPushButton::clicked, this, [this] { Q_EMIT addFolderRequested({}); });

    auto *layout = new QVBoxLayout(page);
    layout->addStretch();
    layout->addWidget(picture);
    layout->addSpacing(8);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addSpacing(8);
    layout->addWidget(choose, 0, Qt::AlignCenter);
    layout->addStretch();
    return page;
}

QWidget *FoldersPage::makeDetails()
{
    m_details = new QFrame(this);
    m_details->setObjectName(u"details"_s);
    m_icon = new QLabel(m_details);
    m_sentence = new QLabel(m_details);
    m_hint = new QLabel(m_details);
    for (QLabel *label : {m_sentence, m_hint}) {
        label->setTextFormat(Qt::PlainText); // names and reasons come from the file system
        label->setWordWrap(true);
    }
    m_sentence->setObjectName(u"sentence"_s);
    m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_cure = new QPushButton(m_details);
    m_cure->setObjectName(u"cure"_s);
    connect(m_cure, &QPushButton::clicked, this, &FoldersPage::cureCurrent);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_sentence);
    words->addWidget(m_hint);
    auto *layout = new QHBoxLayout(m_details);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    layout->addWidget(m_cure, 0, Qt::AlignVCenter);
    return m_details;
}

void FoldersPage::select(const WatchConfig::Key &folder)
{
    const QModelIndex index = m_folders.indexOf(folder);
    if (index.isValid())
        m_table->setCurrentIndex(index);
}

const Folder *FoldersPage::current() const
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return nullptr;
    return m_folders.find(index.data(FolderTableModel::FolderRole).value<Folder>().config.key);
}

void FoldersPage::showDetails()
{
    const Folder *folder = current();
    m_details->setVisible(folder != nullptr);
    if (!folder)
        return;

    const QModelIndex index = m_folders.indexOf(folder->config.key);
    const WatchConfig::Key &key = folder->config.key;
    m_icon->setPixmap(stateIcon(*folder).pixmap(16));
    m_sentence->setText(index.data(FolderTableModel::SentenceRole).toString());
    const QString cure = oneLine(folder->health.cure);
    const QString project = tr("Project %1, dataset %2").arg(oneLine(key.project), oneLine(key.dataset));
    const bool isCopying = m_backend.programState().isCopying;
    m_hint->setText(isCopying ? FolderWords::resting() : cure.isEmpty() ? project : cure);

    const auto what = Cure(index.data(FolderTableModel::CureRole).toInt());
    m_cure->setVisible(what != Cure::None);
    m_cure->setText(FolderWords::cureLabel(what));
    m_cure->setEnabled(!isCopying
                       || (what != Cure::Resume && what != Cure::SyncNow && what != Cure::CheckAgain));
    m_cure->setAccessibleDescription(m_sentence->text());
}

void FoldersPage::cureCurrent()
{
    const Folder *folder = current();
    if (!folder)
        return;

    const WatchConfig::Key key = folder->config.key;
    switch (FolderWords::cure(*folder)) {
    case Cure::None:
        return;
    case Cure::TurnOn:
        return m_backend.setEnabled(key, true);
    case Cure::Resume:
        // If everything is paused, resuming this folder alone would change nothing.
        return m_backend.programState().paused ? m_backend.resumeAll() : m_backend.setPaused(key, false);
    case Cure::CheckAgain:
    case Cure::SyncNow:
        return m_backend.syncNow(key);
    case Cure::ShowProblems:
        return void(Q_EMIT problemsRequested(key));
    }
}

void FoldersPage::removeCurrent()
{
    if (const Folder *folder = current())
        Q_EMIT removeRequested(folder->config.key);
}

void FoldersPage::showMenu(const QPoint &at)
{
    const Folder *folder = current();
    if (!folder || !m_table->indexAt(at).isValid())
        return;

    const WatchConfig::Key key = folder->config.key;
    const bool enabled = folder->config.enabled;
    const bool paused = folder->state == Folder::State::Paused;
    const bool isCopying = m_backend.programState().isCopying;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Open folder"), this, [this, key] { Q_EMIT openRequested(key.path); });
    menu->addAction(tr("&Sync now"), this, [this, key] { m_backend.syncNow(key); })
        ->setEnabled(enabled && !isCopying);
    const auto pause = [this, key, paused] { m_backend.setPaused(key, !paused); };
    menu->addAction(paused ? tr("&Resume") : tr("&Pause"), this, pause)->setEnabled(enabled && !isCopying);
    menu->addAction(enabled ? tr("&Turn off") : tr("&Turn on"), this,
                    [this, key, enabled] { m_backend.setEnabled(key, !enabled); });
    menu->addSeparator();
    menu->addAction(tr("Show pro&blems"), this, [this, key] { Q_EMIT problemsRequested(key); });
    menu->addAction(tr("&Change…"), this, [this, key] { Q_EMIT changeRequested(key); });
    menu->addAction(tr("R&emove…"), this, [this, key] { Q_EMIT removeRequested(key); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void FoldersPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFolders(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FoldersPage::dropEvent(QDropEvent *event)
{
    const QStringList folders = droppedFolders(event->mimeData());
    event->acceptProposedAction();
    for (const QString &folder : folders)
        Q_EMIT addFolderRequested(folder);
}

} // namespace vectray
