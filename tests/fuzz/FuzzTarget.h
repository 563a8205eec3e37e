#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>

/// What libFuzzer, or ReplayCorpus.cpp in its place, calls with each input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace vectray::fuzz {

/// A promise that does not hold ends the program: that is how libFuzzer learns of a find.
inline void require(bool holds, const char *promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "The promise does not hold that %s.\n", promise);
    std::abort();
}

/// One input, taken from its front: first what says how, then what.
class Input
{
public:
    Input(const std::uint8_t *data, std::size_t size)
        : m_rest(reinterpret_cast<const char *>(data), qsizetype(size))
    {}

    /// 0 where there is none left.
    unsigned char byte()
    {
        if (m_rest.isEmpty())
            return 0;
        const auto first = static_cast<unsigned char>(m_rest.front());
        m_rest = m_rest.sliced(1);
        return first;
    }

    /// Up to the separator, which is taken too; else all.
    QByteArrayView part(char separator)
    {
        const qsizetype end = m_rest.indexOf(separator);
        const QByteArrayView taken = end < 0 ? m_rest : m_rest.first(end);
        m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
        return taken;
    }

    QByteArray rest() const { return m_rest.toByteArray(); }
    bool isEmpty() const { return m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
};

/// Cuts bytes into pieces whose sizes look like chance and depend on the seed alone; 0 leaves them whole.
inline QByteArrayList inPieces(const QByteArray &bytes, unsigned char seed)
{
    if (seed == 0)
        return {bytes};
    QByteArrayList pieces;
    std::uint32_t state = seed;
    for (qsizetype at = 0; at < bytes.size();) {
        state = state * 1'664'525u + 1'013'904'223u;
        const qsizetype size = 1 + qsizetype((state >> 16) % (seed % 2 == 0 ? 7 : 61));
        pieces.append(bytes.mid(at, size));
        at += size;
    }
    return pieces;
}

/// For targets that need an event loop. Nothing is logged: it would cost more than what is looked for.
inline void makeApplication()
{
    static int argc = 1;
    static char name[] = "fuzz";
    static char *argv[] = {name, nullptr};
    static const bool quiet = [] {
        qputenv("QT_NO_GLIB", "1");
        QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
        return true;
    }();
    static const QCoreApplication application(argc, argv);
    Q_UNUSED(quiet)
}

/// The input of a target that needs an event loop; nothing where it is so long that it would only cost time.
inline std::optional<Input> inputForLoop(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t Most = 4096;
    if (size > Most)
        return std::nullopt;
    makeApplication();
    return Input(data, size);
}

/// What is due now in the event loop, and what was to be deleted.
inline void settle()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace vectray::fuzz
