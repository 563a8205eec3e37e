#include "ActivityPage.h"

#include "RowDelegate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

void ActivityPage::Filter::set(int kind, const QString &text)
{
    m_kind = kind;
    m_text = text;
    invalidateFilter();
}

bool ActivityPage::Filter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QAbstractItemModel *model = sourceModel();
    const auto cell = [&](int column) { return model->index(row, column, parent).data().toString(); };
    if (m_kind >= 0 && model->index(row, 0, parent).data(ActivityModel::KindRole).toInt() != m_kind)
        return false;
    return m_text.isEmpty() || cell(ActivityModel::PathColumn).contains(m_text, Qt::CaseInsensitive)
        || cell(ActivityModel::FolderColumn).contains(m_text, Qt::CaseInsensitive);
}

ActivityPage::ActivityPage(ActivityModel &activity, QWidget *parent) : QWidget(parent), m_activity(activity)
{
    m_filter.setSourceModel(&m_activity);
    QWidget *filters = makeFilters();
    makeTable();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(filters);
    layout->addWidget(m_table, 1);
}

QWidget *ActivityPage::makeFilters()
{
    auto *filters = new QWidget(this);
    m_text = new QLineEdit(filters);
    m_text->setPlaceholderText(tr("Filter by file or folder"));
    m_text->setAccessibleName(tr("Filter"));
    m_text->setClearButtonEnabled(true);
    m_kind = new QComboBox(filters);
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->addItem(tr("Everything"), -1);
    using Kind = ActivityModel::Kind;
    for (const Kind kind : {Kind::Created, Kind::Modified, Kind::Moved, Kind::Deleted, Kind::Failed,
                            Kind::Synced, Kind::Health, Kind::Watch, Kind::Trouble})
        m_kind->addItem(ActivityModel::kindWord(kind), int(kind));
    auto *save = new QPushButton(tr("&Export…"), filters);
    connect(save, &QPushButton::clicked, this, &ActivityPage::save);

    const auto narrow = [this] { m_filter.set(m_kind->currentData().toInt(), m_text->text().trimmed()); };
    connect(m_text, &QLineEdit::textChanged, this, narrow);
    connect(m_kind, &QComboBox::currentIndexChanged, this, narrow);
    auto *layout = new QHBoxLayout(filters);
    layout->setContentsMargins({});
    layout->addWidget(m_text, 1);
    layout->addWidget(m_kind);
    layout->addWidget(save);
    return filters;
}

void ActivityPage::makeTable()
{
    m_table = new QTreeView(this);
    m_table->setObjectName(u"activity"_s);
    m_table->setAccessibleName(tr("Recent changes"));
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setAlternatingRowColors(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->header()->resizeSection(ActivityModel::TimeColumn, 90);
    m_table->header()->resizeSection(ActivityModel::FolderColumn, 150);
    m_table->header()->resizeSection(ActivityModel::WhatColumn, 110);

    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const QString path = index.data(ActivityModel::FilePathRole).toString();
        if (!path.isEmpty())
            Q_EMIT openRequested(path, 1);
    });
    auto *copy = new QAction(tr("&Copy path"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &ActivityPage::copyCurrent);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ActivityPage::copyCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    const QString path = index.data(ActivityModel::FilePathRole).toString();
    QApplication::clipboard()->setText(
        path.isEmpty() ? index.siblingAtColumn(ActivityModel::PathColumn).data().toString() : path);
}

void ActivityPage::save()
{
    auto *chooser = new QFileDialog(this, tr("Export activity"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilters({tr("Table (*.csv)"), tr("JSON (*.json)")});
    chooser->setDefaultSuffix(u"csv"_s);
    connect(chooser, &QFileDialog::filterSelected, chooser, [chooser](const QString &filter) {
        chooser->setDefaultSuffix(filter.contains(u"json"_s) ? u"json"_s : u"csv"_s);
    });
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const bool json = path.endsWith(u".json"_s);
        if (!file.open(QIODevice::WriteOnly)
            || file.write(json ? m_activity.toJson() : m_activity.toCsv()) < 0 || !file.commit())
            Q_EMIT failed(tr("The file could not be written: %1").arg(file.errorString()));
    });
    chooser->open();
}

} // namespace vectray
