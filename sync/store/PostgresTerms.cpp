#include "PostgresTerms.h"

#include "SearchTerms.h"

#include <QHash>
#include <QtEndian>

namespace vectray {

namespace {

constexpr quint16 WeightA = 3U << 14U;
constexpr quint16 WeightD = 0;
constexpr int MostCounted = 7; ///< what BM25 makes of more occurrences is next to nothing
constexpr quint16 PathPlace = 16'000; ///< behind all places of the text

struct Count
{
    int text = 0;
    bool path = false;
};

template<typename T>
void append(QByteArray &out, T value)
{
    const T big = qToBigEndian(value);
    out.append(reinterpret_cast<const char *>(&big), sizeof big);
}

template<typename Seen>
void eachTerm(const QByteArray &terms, Seen seen)
{
    for (qsizetype start = 0; start < terms.size();) {
        qsizetype end = terms.indexOf(' ', start);
        if (end < 0)
            end = terms.size();
        if (end > start)
            seen(terms.mid(start, end - start));
        start = end + 1;
    }
}

/// The server refuses a whole batch for one byte that is no UTF-8.
bool isUtf8(const QByteArray &term)
{
    const bool ascii =
        std::ranges::none_of(term, [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
    return ascii || QString::fromUtf8(term).toUtf8() == term;
}

TermVector vectorOf(const QHash<QByteArray, Count> &counts)
{
    TermVector vector;
    vector.binary.clear();
    vector.binary.reserve(counts.size() * 16);
    append(vector.binary, qint32(counts.size()));
    for (auto term = counts.begin(); term != counts.end(); ++term) {
        vector.binary.append(term.key()).append('\0');
        append(vector.binary, quint16(term->text + (term->path ? 1 : 0)));
        for (int place = 1; place <= term->text; ++place)
            append(vector.binary, quint16(WeightA | quint16(place)));
        if (term->path)
            append(vector.binary, quint16(WeightD | PathPlace));
    }
    return vector;
}

void countPath(QHash<QByteArray, Count> &counts, const QString &path)
{
    eachTerm(indexTerms(path.toUtf8()), [&](const QByteArray &term) {
        if (isUtf8(term))
            counts[term].path = true;
    });
}

} // namespace

TermVector termVector(QByteArrayView text, const QString &path)
{
    QHash<QByteArray, Count> counts;
    eachTerm(indexTerms(text), [&](const QByteArray &term) {
        if (!isUtf8(term))
            return;
        int &count = counts[term].text;
        count = std::min(count + 1, MostCounted);
    });
    countPath(counts, path);
    return vectorOf(counts);
}

TermVector pathTermVector(const QString &path)
{
    QHash<QByteArray, Count> counts;
    countPath(counts, path);
    return vectorOf(counts);
}

} // namespace vectray
