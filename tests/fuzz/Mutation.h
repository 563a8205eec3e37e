#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <random>

namespace vectray::fuzz {

/// Inputs like the kept ones and not quite: a chain of small changes, by chance. It does not know what a target has
/// tried of its code, as libFuzzer does (packaging/fuzz): it is the short form that needs no other compiler.
class Mutation
{
public:
    static constexpr qsizetype MostBytes = 4096;

    /// \a inputs: at least one. \a words: what the format is made of. The same seed, the same inputs.
    Mutation(QByteArrayList inputs, QByteArrayList words, std::uint64_t seed)
        : m_inputs(std::move(inputs)), m_words(std::move(words)), m_random(seed)
    {}

    QByteArray next()
    {
        QByteArray bytes = pick(m_inputs);
        for (std::size_t change = 1 + below(6); change > 0; --change)
            changeOnce(bytes);
        return bytes.first(std::min(bytes.size(), MostBytes));
    }

private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random); }
    const QByteArray &pick(const QByteArrayList &of) { return of.at(qsizetype(below(std::size_t(of.size())))); }
    qsizetype place(const QByteArray &bytes) { return qsizetype(below(std::size_t(bytes.size()) + 1)); }
    char byte() { return char(below(256)); }

    void changeOnce(QByteArray &bytes)
    {
        const qsizetype at = place(bytes);
        const qsizetype some = std::min(qsizetype(1 + below(32)), bytes.size() - at);
        switch (below(7)) {
        case 0: // a bit
            if (at < bytes.size())
                bytes[at] = char(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            if (at < bytes.size())
                bytes[at] = byte();
            break;
        case 2:
            bytes.insert(at, qsizetype(1 + below(8)), byte());
            break;
        case 3:
            bytes.remove(at, some);
            break;
        case 4: // once more, elsewhere
            bytes.insert(place(bytes), bytes.mid(at, some));
            break;
        case 5: { // the end of another one
            const QByteArray &other = pick(m_inputs);
            bytes = bytes.first(at) + other.mid(place(other));
            break;
        }
        default:
            if (!m_words.isEmpty())
                bytes.insert(at, pick(m_words));
        }
    }

    QByteArrayList m_inputs;
    QByteArrayList m_words;
    std::mt19937_64 m_random;
};

} // namespace vectray::fuzz
