#pragma once

#include <QStringList>

namespace vectray {

/// How many columns of a terminal the text takes.
int columnsOf(QStringView text);

/// The text cut to that many columns, the last of them "…" if something is missing.
QString cutTo(QStringView text, int columns);

/// Rows below headings, columns aligned by what is in them. Cells are made harmless (safeLine).
class Table
{
public:
    enum class Align { Left, Right };

    struct Column
    {
        QString heading;
        Align align = Align::Left;
    };

    explicit Table(QList<Column> columns) : m_columns(std::move(columns)) {}

    /// As many cells as there are columns.
    void add(QStringList cells);

    bool isEmpty() const { return m_rows.isEmpty(); }

    /// With a newline at the end of each row; no spaces at the ends of lines.
    QString toString() const;

private:
    QList<Column> m_columns;
    QList<QStringList> m_rows;
};

} // namespace vectray
