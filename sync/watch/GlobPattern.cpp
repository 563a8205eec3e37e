#include "GlobPattern.h"

#include <QVarLengthArray>

#include <algorithm>
#include <bit>
#include <cctype>
#include <optional>

namespace vectray {

namespace {

constexpr QByteArrayView Special = "*?[\\";

bool isContinuation(std::uint8_t byte)
{
    return (byte & 0xC0) == 0x80;
}

using ByteTest = bool (*)(int);

/// git's own idea of the POSIX classes: ASCII only, and white space without vertical tab and form feed.
ByteTest namedClass(QByteArrayView name)
{
    struct Named
    {
        QByteArrayView name;
        ByteTest test;
    };
    static constexpr Named Classes[] = {
        {"alnum", [](int c) { return std::isalnum(c) != 0; }},
        {"alpha", [](int c) { return std::isalpha(c) != 0; }},
        {"blank", [](int c) { return c == ' ' || c == '\t'; }},
        {"cntrl", [](int c) { return std::iscntrl(c) != 0; }},
        {"digit", [](int c) { return c >= '0' && c <= '9'; }},
        {"graph", [](int c) { return c > ' ' && c < 0x7F; }},
        {"lower", [](int c) { return c >= 'a' && c <= 'z'; }},
        {"print", [](int c) { return c >= ' ' && c < 0x7F; }},
        {"punct", [](int c) { return std::ispunct(c) != 0; }},
        {"space", [](int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }},
        {"upper", [](int c) { return c >= 'A' && c <= 'Z'; }},
        {"xdigit", [](int c) { return std::isxdigit(c) != 0; }},
    };
    const auto *found = std::ranges::find(Classes, name, &Named::name);
    return found == std::end(Classes) ? nullptr : found->test;
}

} // namespace

/// Cuts a pattern into tokens.
class GlobPattern::Reader
{
public:
    enum class Dialect { Git, Docker };

    Reader(QByteArrayView pattern, Dialect dialect) : m_pattern(pattern), m_dialect(dialect) {}

    GlobPattern read()
    {
        // git compares what stands before the first special byte as it is, and reads the rest as a pattern
        // of its own: that "**" counts as being at the start is visible in "foo**/bar".
        const auto *special = std::ranges::find_first_of(m_pattern, Special);
        m_at = special - m_pattern.begin();
        m_result.m_start = m_pattern.first(m_at).toByteArray();
        m_first = m_at;
        while (m_result.m_valid && m_at < m_pattern.size())
            readToken();
        m_result.finish();
        return std::move(m_result);
    }

private:
    void readToken()
    {
        const char c = m_pattern.at(m_at++);
        switch (c) {
        case '*':
            return readStars();
        case '?':
            return m_dialect == Dialect::Git ? add({.kind = Kind::AnyByte}) : addSet(Set().flip());
        case '[':
            return readSet();
        case '\\':
            if (m_at == m_pattern.size())
                m_result.m_valid = false;
            else
                add({.byte = std::uint8_t(m_pattern.at(m_at++))});
            return;
        default:
            add({.byte = std::uint8_t(c)});
        }
    }

    void add(Token token) { m_result.m_tokens.push_back(token); }

    void addSet(Set set)
    {
        set.reset('/');
        // Docker's characters are not bytes: one begins with any byte but a continuation.
        for (std::size_t byte = 0x80; m_dialect == Dialect::Docker && byte < 0xC0; ++byte)
            set.reset(byte);
        add({.kind = Kind::OneOf, .set = std::uint16_t(m_result.m_sets.size())});
        m_result.m_sets.push_back(set);
        if (m_dialect == Dialect::Docker)
            add({.kind = Kind::Continuation});
    }

    void readStars()
    {
        const qsizetype before = m_at - 2;
        if (!nextIs('*'))
            return add({.kind = Kind::Run});
        if (m_dialect == Dialect::Docker) {
            ++m_at;
            m_at += nextIs('/') ? 1 : 0;
            return add({.kind = m_at == m_pattern.size() ? Kind::Everything : Kind::Directories});
        }
        while (nextIs('*'))
            ++m_at;
        const bool opens = before < m_first || m_pattern.at(before) == '/';
        if (opens && m_at == m_pattern.size())
            return add({.kind = Kind::Everything});
        if (opens && nextIs('/')) {
            ++m_at;
            return add({.kind = Kind::Directories});
        }
        if (opens && m_pattern.sliced(m_at).startsWith("\\/"))
            return add({.kind = Kind::Everything});
        add({.kind = Kind::Run});
    }

    bool nextIs(char c) const { return m_at < m_pattern.size() && m_pattern.at(m_at) == c; }

    /// The next byte; at the end the set is unterminated and the pattern worth nothing.
    std::uint8_t take()
    {
        if (m_at < m_pattern.size())
            return std::uint8_t(m_pattern.at(m_at++));
        m_result.m_valid = false;
        return 0;
    }

    void readSet()
    {
        const bool negated = nextIs('^') || (m_dialect == Dialect::Git && nextIs('!'));
        m_at += negated ? 1 : 0;
        Set set;
        std::optional<std::uint8_t> previous; // what a '-' would make a range from
        for (bool first = true; m_result.m_valid && (first || !nextIs(']')); first = false)
            previous = readMember(set, previous);
        take(); // the ']'
        if (negated)
            set.flip();
        addSet(set);
    }

    std::optional<std::uint8_t> readMember(Set &set, std::optional<std::uint8_t> previous)
    {
        std::uint8_t c = take();
        if (c == '-' && previous && m_at < m_pattern.size() && !nextIs(']')) {
            std::uint8_t last = take();
            if (last == '\\')
                last = take();
            for (int b = *previous; b <= last; ++b)
                set.set(std::size_t(b));
            return std::nullopt;
        }
        if (c == '[' && nextIs(':') && readNamedClass(set))
            return std::nullopt;
        if (c == '\\')
            c = take();
        set.set(c);
        return c;
    }

    /// Whether there was one at all; an unknown one makes the pattern invalid.
    bool readNamedClass(Set &set)
    {
        const QByteArrayView rest = m_pattern.sliced(m_at + 1);
        const qsizetype close = rest.indexOf(']');
        if (close < 0) {
            m_result.m_valid = false;
            return true;
        }
        if (close == 0 || rest.at(close - 1) != ':')
            return false;
        const ByteTest test = namedClass(rest.first(close - 1));
        m_result.m_valid = test != nullptr;
        for (int c = 0; test && c < 128; ++c)
            set.set(std::size_t(c), set.test(std::size_t(c)) || test(c));
        m_at += close + 2;
        return true;
    }

    QByteArrayView m_pattern;
    Dialect m_dialect;
    qsizetype m_at = 0;
    qsizetype m_first = 0; ///< where the tokens begin
    GlobPattern m_result;
};

GlobPattern GlobPattern::git(QByteArrayView pattern)
{
    return Reader(pattern, Reader::Dialect::Git).read();
}

GlobPattern GlobPattern::docker(QByteArrayView pattern)
{
    return Reader(pattern, Reader::Dialect::Docker).read();
}

void GlobPattern::finish()
{
    auto plain = m_tokens.end();
    while (plain != m_tokens.begin() && std::prev(plain)->kind == Kind::Byte)
        --plain;
    for (auto token = plain; token != m_tokens.end(); ++token)
        m_end.append(char(token->byte));
    m_runThenText = plain - m_tokens.begin() == 1 && m_tokens.front().kind == Kind::Run;
}

bool GlobPattern::matches(QByteArrayView text) const
{
    if (!m_valid || !text.startsWith(m_start))
        return false;
    const QByteArrayView rest = text.sliced(m_start.size());
    if (m_tokens.empty())
        return rest.isEmpty();
    if (!rest.endsWith(m_end))
        return false;
    if (m_runThenText)
        return !rest.chopped(m_end.size()).contains('/');
    return simulate(rest);
}

bool GlobPattern::simulate(QByteArrayView text) const
{
    // One bit per token that may come next, and one for the end: all ways are followed at once.
    using Bits = QVarLengthArray<std::uint64_t, 4>;
    const std::size_t words = m_tokens.size() / 64 + 1;
    Bits now{};
    Bits next{};
    now.resize(qsizetype(words));
    next.resize(qsizetype(words));
    std::ranges::fill(now, 0);
    const auto mark = [](Bits &bits, std::size_t i) {
        bits[qsizetype(i / 64)] |= std::uint64_t(1) << (i % 64);
    };
    const auto enter = [&](Bits &bits, std::size_t i) {
        mark(bits, i);
        while (i < m_tokens.size() && m_tokens[i].kind >= Kind::Run) // may match nothing
            mark(bits, ++i);
    };
    const auto step = [&](std::size_t i, std::uint8_t c) {
        const Token token = m_tokens[i];
        switch (token.kind) {
        case Kind::Byte:
            return c == token.byte ? enter(next, i + 1) : void();
        case Kind::AnyByte:
            return c != '/' ? enter(next, i + 1) : void();
        case Kind::OneOf:
            return m_sets[token.set].test(c) ? enter(next, i + 1) : void();
        case Kind::Run:
            return c != '/' ? enter(next, i) : void();
        case Kind::Everything:
            return enter(next, i);
        case Kind::Directories:
            mark(next, i); // without what follows: that may begin only after a slash
            return c == '/' ? enter(next, i + 1) : void();
        case Kind::Continuation:
            return isContinuation(c) ? enter(next, i) : void();
        }
    };

    enter(now, 0);
    for (const char c : text) {
        std::ranges::fill(next, 0);
        bool alive = false;
        for (std::size_t word = 0; word < words; ++word) {
            for (std::uint64_t bits = now[qsizetype(word)]; bits != 0; bits &= bits - 1) {
                alive = true;
                const std::size_t i = word * 64 + std::size_t(std::countr_zero(bits));
                if (i < m_tokens.size())
                    step(i, std::uint8_t(c));
            }
        }
        if (!alive)
            return false;
        std::swap(now, next);
    }
    return (now[qsizetype(m_tokens.size() / 64)] >> (m_tokens.size() % 64) & 1) != 0;
}

} // namespace vectray
