#pragma once

#include <items/ActivityModel.h>

#include <QComboBox>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QWidget>

namespace vectray {

/// What happened lately; can be narrowed by words and kind, and saved.
class ActivityPage : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPage(ActivityModel &activity, QWidget *parent = nullptr);

Q_SIGNALS:
    void openRequested(const QString &path, int line);
    void failed(const QString &sentence);

private:
    /// Rows that are of the chosen kind and contain all that was typed.
    class Filter : public QSortFilterProxyModel
    {
    public:
        using QSortFilterProxyModel::QSortFilterProxyModel;
        void set(int kind, const QString &text);

    protected:
        bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

    private:
        int m_kind = -1; ///< ActivityModel::Kind; -1: all
        QString m_text;
    };

    QWidget *makeFilters();
    void makeTable();
    void save();
    void copyCurrent();

    ActivityModel &m_activity;
    Filter m_filter;
    QLineEdit *m_text = nullptr;
    QComboBox *m_kind = nullptr;
    QTreeView *m_table = nullptr;
};

} // namespace vectray
