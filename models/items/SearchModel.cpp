#include "SearchModel.h"

#include "PlainText.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

void SearchModel::setHits(const QList<SearchHit> &hits, const QString &query)
{
    const QStringList terms = Snippet::terms(query);
    beginResetModel();
    m_rows.clear();
    for (const SearchHit &hit : hits)
        m_rows.append({hit, Snippet::of(hit, terms, SnippetLines)});
    endResetModel();
}

void SearchModel::clear()
{
    setHits({}, {});
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};

    const auto &[hit, snippet] = m_rows.at(index.row());
    switch (role) {
    case HitRole:
        return QVariant::fromValue(hit);
    case SnippetRole:
        return QVariant::fromValue(snippet);
    case LocationRole:
        return QString(hit.filePath + u':' + QString::number(snippet.firstLine));
    case TitleRole:
        return oneLine(hit.relativePath);
    case LinesRole:
        return hit.startLine == hit.endLine ? QString::number(hit.startLine)
                                            : u"%1–%2"_s.arg(hit.startLine).arg(hit.endLine);
    case ContextRole:
        return oneLine(hit.project == hit.dataset ? hit.project
                                                  : QString(hit.project + u" / " + hit.dataset));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        //: what a screen reader says of a search result: file, line, symbol
        return tr("%1, line %2, %3")
            .arg(oneLine(hit.relativePath))
            .arg(hit.startLine)
            .arg(oneLine(hit.symbol));
    default:
        return {};
    }
}

} // namespace vectray
