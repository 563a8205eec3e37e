#include "SearchTerms.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vectray {

namespace {

constexpr qsizetype MaxWord = 64; ///< longer runs are data, not words

// Sorted. The smallest words of English, and what people put around a question.
constexpr auto StopWords = std::to_array<std::string_view>({
    "a",    "about", "all",   "an",    "and",  "any",   "are",   "as",    "at",    "be",    "but",  "by",   "can",
    "do",   "does",  "find",  "for",   "from", "get",   "has",   "have",  "how",   "i",     "if",   "in",   "into",
    "is",   "it",    "its",   "me",    "my",   "no",    "not",   "of",    "on",    "or",    "our",  "show", "so",
    "that", "the",   "their", "them",  "then", "there", "these", "this",  "those", "to",    "use",  "used", "was",
    "we",   "what",  "when",  "where", "which", "who",  "why",   "will",  "with",  "you"});
static_assert(std::ranges::is_sorted(StopWords));

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWord(char c)
{
    return isUpper(c) || isLower(c) || isDigit(c) || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Whether a new part of an identifier begins at \a i: readFile, HTMLParser, utf8String, max_size.
bool beginsPart(QByteArrayView word, qsizetype i)
{
    const char before = word[i - 1];
    const char here = word[i];
    if (here == '_' || before == '_')
        return true;
    if (isUpper(here))
        return !isUpper(before) || (i + 1 < word.size() && isLower(word[i + 1]));
    return false;
}

void appendLower(QByteArray &out, QByteArrayView word)
{
    for (const char c : word)
        out += isUpper(c) ? char(c + 32) : c;
    out += ' ';
}

void appendParts(QByteArray &out, QByteArrayView word)
{
    qsizetype start = 0;
    for (qsizetype i = 1; i <= word.size(); ++i) {
        if (i < word.size() && !beginsPart(word, i))
            continue;
        const QByteArrayView part = word.sliced(start, i - start);
        start = i;
        if (part.size() > 1 && part.size() < word.size() && part[0] != '_')
            appendLower(out, part);
    }
}

} // namespace

QByteArray indexTerms(QByteArrayView text)
{
    QByteArray terms;
    terms.reserve(text.size() + text.size() / 2);
    for (qsizetype i = 0; i < text.size();) {
        if (!isWord(text[i])) {
            ++i;
            continue;
        }
        const qsizetype start = i;
        while (i < text.size() && isWord(text[i]))
            ++i;
        const QByteArrayView word = text.sliced(start, i - start);
        if (word.size() > MaxWord)
            continue;
        appendLower(terms, word);
        appendParts(terms, word);
    }
    return terms;
}

QList<QByteArray> queryTerms(QByteArrayView text)
{
    QList<QByteArray> terms;
    for (const QByteArray &term : indexTerms(text).split(' ')) {
        const bool stop = std::ranges::binary_search(StopWords, std::string_view(term.constData(), std::size_t(term.size())));
        if (!term.isEmpty() && !stop && !terms.contains(term))
            terms.append(term);
    }
    return terms;
}

} // namespace vectray
