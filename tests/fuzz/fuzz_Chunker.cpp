// Decoding and cutting of files: the first byte chooses the language, the second how small the chunks are and
// whether the bytes are decoded before.
#include "FuzzTarget.h"

#include <chunk/DefaultChunker.h>
#include <chunk/Language.h>
#include <chunk/TextDecoding.h>

#include <array>

using namespace vectray;
using namespace vectray::fuzz;

namespace {

constexpr std::array Languages{"bash", "c",    "csharp",     "cpp",        "css", "go",
                               "html", "java", "javascript", "json",       "php", "python",
                               "ruby", "rust", "scala",      "typescript", "tsx", "kotlin",
                               "lua",  "toml", "yaml",       "markdown",   "text"};

/// Parsers are slow under the sanitizers; what their time limit cuts off is cut by lines then, differently
/// each time.
constexpr std::chrono::milliseconds Unhurried{600'000};

void checkChunks(const QByteArray &text, const QList<Chunk> &chunks, const ChunkLimits &limits)
{
    const bool isUtf8 = text.isValidUtf8();
    QByteArray joined;
    joined.reserve(text.size());
    for (const Chunk &chunk : chunks) {
        require(!chunk.text.isEmpty(), "no chunk is empty");
        require(chunk.text.size() <= limits.max, "no chunk is longer than the limit");
        require(chunk.startLine == int(joined.count('\n')) + 1, "a chunk knows the line it begins in");
        joined += chunk.text;
        require(chunk.endLine == int(joined.count('\n')) + (joined.endsWith('\n') ? 0 : 1),
                "a chunk knows the line it ends in");
        require(chunk.symbol.isEmpty() == chunk.symbolKind.isEmpty(), "a symbol is of some kind");
        require(!isUtf8 || chunk.text.isValidUtf8(), "no character is cut in two");
    }
    require(joined == text, "the chunks put together are the file");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t Most = 16 * 1024;
    if (size > Most)
        return 0;
    static const ChunkLimits small{.max = 120, .merge = 100, .min = 20, .parseTime = Unhurried};
    static const ChunkLimits usual{.parseTime = Unhurried};
    static const DefaultChunker smallChunker(small);
    static const DefaultChunker usualChunker(usual);

    Input input(data, size);
    const QString language = QString::fromLatin1(Languages[input.byte() % Languages.size()]);
    const unsigned char how = input.byte();
    QByteArray text = input.rest();
    (void)languageOf(QStringLiteral("file"), text);
    if ((how & 1) != 0) {
        const auto decoded = decodeText(text);
        if (!decoded)
            return 0;
        text = *decoded;
        require(text.isValidUtf8(), "what was decoded is UTF-8");
        require(!text.contains('\0'), "a text holds no NUL");
    }
    const bool isSmall = (how & 2) == 0;
    const DefaultChunker &chunker = isSmall ? smallChunker : usualChunker;
    const QList<Chunk> chunks = chunker.chunk(text, language);
    checkChunks(text, chunks, isSmall ? small : usual);
    require(chunker.chunk(text, language) == chunks, "a text is cut the same way each time");
    return 0;
}
