#pragma once

#include "FileOpener.h"

#include <domain/SearchQuery.h>
#include <items/SearchModel.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <QWidget>

namespace vectray {

class Backend;
class FolderTableModel;

/// Finds while it is typed. Enter opens the result, Ctrl+C copies where it is, the arrows go from the
/// line into the list and back.
class SearchPage : public QWidget
{
    Q_OBJECT

public:
    static constexpr int Results = 50;

    SearchPage(Backend &backend, FolderTableModel &folders, QWidget *parent = nullptr);

    /// Puts the cursor into the line, ready to be typed over.
    void focusQuery();
    void setQuery(const QString &text);
    SearchQuery query() const;

Q_SIGNALS:
    void openRequested(const QString &path, int line);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeFilters();
    void makeList();
    void fillFolders();
    void ask();
    void onAnswer(const Result<QList<SearchHit>> &answer, const QString &text);
    void openCurrent();
    void copyCurrent();
    void showMenu(const QPoint &at);
    void say(const QString &text);

    Backend &m_backend;
    FolderTableModel &m_folders;
    SearchModel m_model;
    QLineEdit *m_line = nullptr;
    QComboBox *m_folder = nullptr;
    QComboBox *m_language = nullptr;
    QLineEdit *m_glob = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_message = nullptr;
    QTimer m_soon;
    int m_asked = 0; ///< an answer to an older question is dropped
};

} // namespace vectray
