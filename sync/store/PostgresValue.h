#pragma once

#include <domain/ContentHash.h>
#include <domain/Embedding.h>
#include <domain/Ids.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QList>
#include <QStringList>
#include <QUuid>

struct pg_result;

namespace vectray {

/// A vector in the 16-bit floats of pgvector's halfvec.
struct HalfVector
{
    QByteArray binary; ///< as halfvec_send writes it

    static HalfVector of(const Embedding &embedding);
    Embedding toEmbedding() const;
};

/// The words of a chunk, as tsvector_recv reads them; see PostgresTerms.
struct TermVector
{
    QByteArray binary = QByteArray(4, '\0'); ///< without words
};

/// A parameter of a statement in PostgreSQL's binary format. QList makes an array.
class PostgresValue
{
public:
    // NOLINTBEGIN(google-explicit-constructor): an argument is a value, without ceremony
    PostgresValue(bool value);
    PostgresValue(int value) : PostgresValue(std::int64_t(value)) {}
    PostgresValue(std::int64_t value);
    PostgresValue(double value);
    PostgresValue(const QString &value); ///< U+0000, which text cannot hold, becomes U+FFFD
    PostgresValue(QByteArrayView bytes);
    PostgresValue(const QByteArray &bytes) : PostgresValue(QByteArrayView(bytes)) {}
    PostgresValue(const QDateTime &time); ///< NULL if it is invalid
    PostgresValue(const QUuid &uuid);
    PostgresValue(const ContentHash &hash);
    PostgresValue(const HalfVector &vector); ///< of a type that the statement must name: $1::halfvec
    PostgresValue(const TermVector &terms);
    template<typename Tag>
    PostgresValue(Id<Tag> id) : PostgresValue(id.value)
    {}
    template<typename T>
    PostgresValue(const QList<T> &values) : PostgresValue(elementsOf(values), PostgresValue(T()).m_type)
    {}
    // NOLINTEND(google-explicit-constructor)

    unsigned type() const { return m_type; } ///< OID; 0: what the statement says
    bool isNull() const { return m_isNull; }
    const QByteArray &binary() const { return m_binary; }

private:
    friend class PostgresRows;
    PostgresValue(const QList<PostgresValue> &elements, unsigned elementType);
    template<typename T>
    static QList<PostgresValue> elementsOf(const QList<T> &values)
    {
        QList<PostgresValue> elements;
        elements.reserve(values.size());
        for (const T &value : values)
            elements.append(PostgresValue(value));
        return elements;
    }

    unsigned m_type = 0;
    bool m_isNull = false;
    QByteArray m_binary;
};

/// Rows for COPY … FROM STDIN (FORMAT binary).
class PostgresRows
{
public:
    PostgresRows();

    /// One row. The values must have exactly the columns' types.
    void add(std::initializer_list<PostgresValue> values);
    QByteArray take(); ///< with the trailer; nothing may follow

    /// For integer columns of four bytes.
    static PostgresValue int4(int value);

private:
    QByteArray m_bytes;
};

/// A row of a result; valid only inside the call it is given to.
class PostgresRow
{
public:
    PostgresRow(const pg_result *result, int row) : m_result(result), m_row(row) {}

    bool isNull(int column) const;
    std::int64_t integer(int column) const; ///< also of a boolean
    double real(int column) const;
    QString text(int column) const;
    QStringList texts(int column) const; ///< of a text[] without NULLs
    QByteArrayView bytes(int column) const; ///< not copied
    QDateTime time(int column) const; ///< UTC; invalid for NULL
    QUuid uuid(int column) const;
    ContentHash hash(int column) const; ///< the null hash, which no file has, where it is none
    HalfVector halfVector(int column) const;
    template<typename Tag>
    Id<Tag> id(int column) const
    {
        return {integer(column)};
    }

private:
    const pg_result *m_result;
    int m_row;
};

} // namespace vectray
