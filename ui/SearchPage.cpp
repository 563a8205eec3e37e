#include "SearchPage.h"

#include "HitDelegate.h"

#include <items/Backend.h>
#include <items/FolderTableModel.h>
#include <items/FolderWords.h>
#include <items/PlainText.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

SearchPage::SearchPage(Backend &backend, FolderTableModel &folders, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_folders(folders)
    , m_line(new QLineEdit(this))
{
    m_line->setObjectName(u"query"_s);
    m_line->setPlaceholderText(tr("Search by meaning or by word"));
    m_line->setAccessibleName(tr("Search"));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_message = new QLabel(this);
    m_message->setObjectName(u"message"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    makeList();

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_line);
    layout->addWidget(makeFilters());
    layout->addWidget(m_list, 1);
    layout->addWidget(m_message);

    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms);
    connect(&m_soon, &QTimer::timeout, this, &SearchPage::ask);
    const auto soon = [this] { m_soon.start(); };
    connect(m_line, &QLineEdit::textChanged, this, soon);
    connect(m_glob, &QLineEdit::textChanged, this, soon);
    connect(m_folder, &QComboBox::currentIndexChanged, this, soon);
    connect(m_language, &QComboBox::currentIndexChanged, this, soon);
    connect(m_line, &QLineEdit::returnPressed, this, &SearchPage::openCurrent);
    connect(&m_folders, &QAbstractItemModel::rowsInserted, this, &SearchPage::fillFolders);
    connect(&m_folders, &QAbstractItemModel::rowsRemoved, this, &SearchPage::fillFolders);
    fillFolders();
    say({});
}

QWidget *SearchPage::makeFilters()
{
    auto *filters = new QWidget(this);
    m_folder = new QComboBox(filters);
    m_folder->setAccessibleName(tr("Folder to search in"));
    m_language = new QComboBox(filters);
    m_language->setAccessibleName(tr("Language"));
    m_language->addItem(tr("All languages"));
    for (const char *language :
         {"bash",       "c",     "cpp",    "csharp", "css",      "go",         "html",   "java",
          "javascript", "json",  "kotlin", "lua",    "markdown", "php",        "python", "ruby",
          "rust",       "scala", "text",   "toml",   "tsx",      "typescript", "yaml"})
        m_language->addItem(QString::fromLatin1(language), QString::fromLatin1(language));
    m_glob = new QLineEdit(filters);
    m_glob->setObjectName(u"glob"_s);
    m_glob->setAccessibleName(tr("Files to search in"));
    m_glob->setPlaceholderText(tr("files, for example src/**/*.h"));
    m_glob->setClearButtonEnabled(true);

    auto *layout = new QHBoxLayout(filters);
    layout->setContentsMargins({});
    layout->addWidget(m_folder);
    layout->addWidget(m_language);
    layout->addWidget(m_glob, 1);
    return filters;
}

void SearchPage::makeList()
{
    m_list = new QListView(this);
    m_list->setObjectName(u"results"_s);
    m_list->setAccessibleName(tr("Results"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new HitDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    connect(m_list, &QWidget::customContextMenuRequested, this, &SearchPage::showMenu);
    connect(m_list, &QAbstractItemView::doubleClicked, this, &SearchPage::openCurrent);
    auto *copy = new QAction(m_list);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &SearchPage::copyCurrent);
    m_list->addAction(copy);
}

void SearchPage::fillFolders()
{
    const QVariant chosen = m_folder->currentData();
    const QSignalBlocker quiet(m_folder);
    m_folder->clear();
    m_folder->addItem(tr("All folders"));
    for (const Folder &folder : m_folders.folders())
        m_folder->addItem(FolderWords::name(folder.config.key), QVariant::fromValue(folder.config.key));
    for (int i = 1; i < m_folder->count(); ++i) {
        if (m_folder->itemData(i).value<WatchConfig::Key>() == chosen.value<WatchConfig::Key>())
            m_folder->setCurrentIndex(i);
    }
}

void SearchPage::focusQuery()
{
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void SearchPage::setQuery(const QString &text)
{
    m_line->setText(text);
}

SearchQuery SearchPage::query() const
{
    SearchQuery query;
    query.text = m_line->text().trimmed();
    query.topK = Results;
    query.glob = m_glob->text().trimmed();
    if (m_folder->currentIndex() > 0) {
        const auto key = m_folder->currentData().value<WatchConfig::Key>();
        query.project = key.project;
        query.datasets = {key.dataset};
    }
    if (m_language->currentIndex() > 0)
        query.languages = {m_language->currentData().toString()};
    return query;
}

void SearchPage::ask()
{
    const int asked = ++m_asked;
    const SearchQuery query = this->query();
    if (query.text.isEmpty()) {
        m_model.clear();
        return say({});
    }
    m_backend.search(query, this, [this, asked, text = query.text](const Result<QList<SearchHit>> &answer) {
        if (asked == m_asked)
            onAnswer(answer, text);
    });
}

void SearchPage::onAnswer(const Result<QList<SearchHit>> &answer, const QString &text)
{
    if (!answer) {
        m_model.clear();
        return say(oneLine(answer.error().message));
    }
    m_model.setHits(*answer, text);
    if (answer->isEmpty())
        return say(tr("Nothing was found."));
    m_list->setCurrentIndex(m_model.index(0));
    m_list->scrollToTop();
    say(tr("%Ln result(s). Enter opens, Ctrl+C copies path and line.", nullptr, int(answer->size())));
}

void SearchPage::openCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    Q_EMIT openRequested(hit.filePath, index.data(SearchModel::SnippetRole).value<Snippet>().firstLine);
}

void SearchPage::copyCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    QApplication::clipboard()->setText(index.data(SearchModel::LocationRole).toString());
    say(tr("Copied: %1").arg(oneLine(index.data(SearchModel::LocationRole).toString())));
}

void SearchPage::showMenu(const QPoint &at)
{
    if (!m_list->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Open"), this, &SearchPage::openCurrent);
    menu->addAction(tr("&Copy path and line"), this, &SearchPage::copyCurrent);
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

void SearchPage::say(const QString &text)
{
    m_message->setText(text.isEmpty() ? tr("Type what the code does, or a word that is in it.") : text);
}

bool SearchPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);

    const auto *key = static_cast<QKeyEvent *>(event);
    const bool hasRows = m_model.rowCount() > 0;
    if (watched == m_line && key->key() == Qt::Key_Down && hasRows) {
        m_list->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (watched == m_list && key->key() == Qt::Key_Up && m_list->currentIndex().row() <= 0) {
        focusQuery();
        return true;
    }
    if (watched == m_list && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        openCurrent();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vectray
