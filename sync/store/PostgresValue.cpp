#include "PostgresValue.h"

#include <QtEndian>
#include <QTimeZone>

#include <libpq-fe.h>

#include <bit>
#include <cmath>
#include <cstring>

namespace vectray {

namespace {

// Of the types in PostgreSQL's catalog, which never change.
enum Type : unsigned {
    Bool = 16,
    Bytea = 17,
    Int8 = 20,
    Int4 = 23,
    Text = 25,
    Float8 = 701,
    TimestampTz = 1184,
    Uuid = 2950,
    TextSearch = 3614,
    ByteaArray = 1001,
    Int8Array = 1016,
    TextArray = 1009,
    BoolArray = 1000,
    Float8Array = 1022,
    TimestampTzArray = 1185,
    UuidArray = 2951,
    TextSearchArray = 3643,
};

constexpr qint64 EpochMs = 946'684'800'000; ///< 2000-01-01, from which PostgreSQL counts

template<typename T>
void append(QByteArray &out, T value)
{
    const T big = qToBigEndian(value);
    out.append(reinterpret_cast<const char *>(&big), sizeof big);
}

template<typename T>
T read(QByteArrayView bytes, qsizetype at = 0)
{
    return bytes.size() < at + qsizetype(sizeof(T)) ? T() : qFromBigEndian<T>(bytes.data() + at);
}

unsigned arrayOf(unsigned type)
{
    switch (type) {
    case Bool:
        return BoolArray;
    case Bytea:
        return ByteaArray;
    case Int8:
        return Int8Array;
    case Text:
        return TextArray;
    case Float8:
        return Float8Array;
    case TimestampTz:
        return TimestampTzArray;
    case Uuid:
        return UuidArray;
    case TextSearch:
        return TextSearchArray;
    default:
        return 0;
    }
}

void appendField(QByteArray &out, const PostgresValue &value)
{
    append(out, value.isNull() ? qint32(-1) : qint32(value.binary().size()));
    if (!value.isNull())
        out.append(value.binary());
}

/// To the nearest 16-bit float. Components of unit vectors need neither infinities nor much care below 6e-8.
quint16 toHalf(float value)
{
    const auto bits = std::bit_cast<quint32>(value);
    const auto sign = quint16((bits >> 16U) & 0x8000U);
    const quint32 magnitude = bits & 0x7fffffffU;
    if (magnitude >= 0x47800000U) // 65536 and above
        return quint16(sign | 0x7bffU);
    if (magnitude < 0x38800000U) { // below the smallest normal: steps of 2^-24
        const long steps = std::lrintf(std::fabs(value) * 16777216.0F);
        return quint16(sign | quint16(steps));
    }
    const quint32 rounded = magnitude + 0xfffU + ((magnitude >> 13U) & 1U);
    return quint16(sign | std::min<quint32>((rounded - 0x38000000U) >> 13U, 0x7bffU));
}

float fromHalf(quint16 half)
{
    const quint32 sign = quint32(half & 0x8000U) << 16U;
    const quint32 exponent = (half >> 10U) & 0x1fU;
    const quint32 fraction = half & 0x3ffU;
    if (exponent == 0) {
        const float small = float(fraction) / 16777216.0F;
        return sign != 0 ? -small : small;
    }
    return std::bit_cast<float>(sign | ((exponent + 112U) << 23U) | (fraction << 13U));
}

} // namespace

HalfVector HalfVector::of(const Embedding &embedding)
{
    HalfVector vector;
    vector.binary.reserve(qsizetype(4 + 2 * embedding.size()));
    append(vector.binary, quint16(embedding.size()));
    append(vector.binary, quint16(0));
    for (const float value : embedding)
        append(vector.binary, toHalf(value));
    return vector;
}

Embedding HalfVector::toEmbedding() const
{
    Embedding embedding(read<quint16>(binary));
    for (std::size_t i = 0; i < embedding.size(); ++i)
        embedding[i] = fromHalf(read<quint16>(binary, qsizetype(4 + 2 * i)));
    return embedding;
}

PostgresValue::PostgresValue(bool value) : m_type(Bool), m_binary(1, value ? '\1' : '\0') {}

PostgresValue::PostgresValue(std::int64_t value) : m_type(Int8)
{
    append(m_binary, qint64(value));
}

PostgresValue::PostgresValue(double value) : m_type(Float8)
{
    append(m_binary, std::bit_cast<quint64>(value));
}

PostgresValue::PostgresValue(const QString &value) : m_type(Text), m_binary(value.toUtf8())
{
    if (m_binary.contains('\0'))
        m_binary.replace(QByteArray(1, '\0'), QByteArray("\xef\xbf\xbd"));
}

PostgresValue::PostgresValue(QByteArrayView bytes) : m_type(Bytea), m_binary(bytes.toByteArray()) {}

PostgresValue::PostgresValue(const QDateTime &time) : m_type(TimestampTz), m_isNull(!time.isValid())
{
    append(m_binary, qint64(m_isNull ? 0 : (time.toMSecsSinceEpoch() - EpochMs) * 1000));
}

PostgresValue::PostgresValue(const QUuid &uuid) : m_type(Uuid), m_binary(uuid.toRfc4122()) {}

PostgresValue::PostgresValue(const ContentHash &hash)
    : m_type(Bytea)
    , m_binary(reinterpret_cast<const char *>(hash.bytes().data()), qsizetype(ContentHash::Size))
{}

PostgresValue::PostgresValue(const HalfVector &vector) : m_binary(vector.binary) {}

PostgresValue::PostgresValue(const TermVector &terms) : m_type(TextSearch), m_binary(terms.binary) {}

PostgresValue::PostgresValue(const QList<PostgresValue> &elements, unsigned elementType)
    : m_type(arrayOf(elementType))
{
    append(m_binary, qint32(elements.isEmpty() ? 0 : 1)); // dimensions
    append(m_binary, qint32(1)); // there may be NULLs
    append(m_binary, quint32(elementType));
    if (elements.isEmpty())
        return;
    append(m_binary, qint32(elements.size()));
    append(m_binary, qint32(1)); // the first index
    for (const PostgresValue &element : elements)
        appendField(m_binary, element);
}

PostgresRows::PostgresRows() : m_bytes("PGCOPY\n\377\r\n\0", 11)
{
    append(m_bytes, qint32(0)); // flags
    append(m_bytes, qint32(0)); // no header extension
}

void PostgresRows::add(std::initializer_list<PostgresValue> values)
{
    append(m_bytes, qint16(values.size()));
    for (const PostgresValue &value : values)
        appendField(m_bytes, value);
}

QByteArray PostgresRows::take()
{
    append(m_bytes, qint16(-1));
    return std::move(m_bytes);
}

PostgresValue PostgresRows::int4(int value)
{
    PostgresValue four(QByteArrayView{});
    append(four.m_binary, qint32(value));
    four.m_type = Int4;
    return four;
}

bool PostgresRow::isNull(int column) const
{
    return PQgetisnull(m_result, m_row, column) != 0;
}

QByteArrayView PostgresRow::bytes(int column) const
{
    return {PQgetvalue(m_result, m_row, column), qsizetype(PQgetlength(m_result, m_row, column))};
}

std::int64_t PostgresRow::integer(int column) const
{
    const QByteArrayView value = bytes(column);
    switch (value.size()) {
    case 1:
        return value[0];
    case 2:
        return read<qint16>(value);
    case 4:
        return read<qint32>(value);
    default:
        return read<qint64>(value);
    }
}

double PostgresRow::real(int column) const
{
    const QByteArrayView value = bytes(column);
    return value.size() == 4 ? double(std::bit_cast<float>(read<quint32>(value)))
                             : std::bit_cast<double>(read<quint64>(value));
}

QString PostgresRow::text(int column) const
{
    return QString::fromUtf8(bytes(column));
}

QStringList PostgresRow::texts(int column) const
{
    QStringList list;
    const QByteArrayView value = bytes(column);
    if (read<qint32>(value) != 1)
        return list;
    const auto count = read<qint32>(value, 12);
    qsizetype at = 20;
    for (qint32 i = 0; i < count; ++i) {
        const auto size = std::clamp<qsizetype>(read<qint32>(value, at), 0, value.size() - at - 4);
        list.append(QString::fromUtf8(value.sliced(at + 4, size)));
        at += 4 + size;
    }
    return list;
}

QDateTime PostgresRow::time(int column) const
{
    return isNull(column)
        ? QDateTime()
        : QDateTime::fromMSecsSinceEpoch(read<qint64>(bytes(column)) / 1000 + EpochMs, Qt::UTC);
}

QUuid PostgresRow::uuid(int column) const
{
    return QUuid::fromRfc4122(bytes(column).toByteArray());
}

ContentHash PostgresRow::hash(int column) const
{
    const auto hash = ContentHash::fromBytes(bytes(column));
    return hash ? *hash : ContentHash();
}

HalfVector PostgresRow::halfVector(int column) const
{
    return {bytes(column).toByteArray()};
}

} // namespace vectray
