#pragma once

#include "Snippet.h"

#include <domain/SearchHit.h>

#include <QAbstractListModel>
#include <QList>

namespace vectray {

/// The answer to a search, best first.
class SearchModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        HitRole = Qt::UserRole, ///< SearchHit
        SnippetRole, ///< Snippet
        LocationRole, ///< "path:line" of the snippet's first line, absolute, as it is on disk
        TitleRole, ///< the path relative to its folder, for reading
        LinesRole, ///< "12–34"
        ContextRole, ///< "project / dataset"
    };
    static constexpr int SnippetLines = 5;

    using QAbstractListModel::QAbstractListModel;

    /// \a query is what was asked, to mark its words.
    void setHits(const QList<SearchHit> &hits, const QString &query);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        SearchHit hit;
        Snippet snippet;
    };

    QList<Row> m_rows;
};

} // namespace vectray
