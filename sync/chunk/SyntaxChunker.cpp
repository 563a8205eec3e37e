#include "SyntaxChunker.h"

#include "Assembly.h"
#include "Grouping.h"
#include "ParserMemory.h"
#include "SyntaxOutline.h"
#include "TextChunker.h"

#include <algorithm>
#include <ctime>
#include <optional>

namespace vectray {

namespace {

std::chrono::nanoseconds threadTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

const char *readText(void *payload, uint32_t offset, TSPoint, uint32_t *size)
{
    const auto &text = *static_cast<const QByteArray *>(payload);
    *size = uint32_t(text.size()) - offset;
    return text.constData() + offset;
}

bool isOver(TSParseState *state)
{
    return threadTime() > *static_cast<const std::chrono::nanoseconds *>(state->payload);
}

// Null where it takes longer than \a limit. A parser of its own for each text costs a few microseconds and
// leaves nothing behind, neither in the thread nor of the text before.
const TSTree *parse(QByteArray text, const Grammar &grammar, std::chrono::milliseconds limit)
{
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, grammar.parser()))
        return nullptr;
    std::chrono::nanoseconds end = threadTime() + limit;
    const TSInput input{
        .payload = &text, .read = readText, .encoding = TSInputEncodingUTF8, .decode = nullptr};
    return ts_parser_parse_with_options(parser, nullptr, input,
                                        {.payload = &end, .progress_callback = isOver});
}

std::optional<Outline> outlineOf(const QByteArray &text, const Grammar &grammar, const ChunkLimits &limits)
{
    const ParserMemory memory(limits.parseMemory); // parser, tree and cursor go with it
    try {
        if (const TSTree *tree = parse(text, grammar, limits.parseTime))
            return syntaxOutline(tree, text, grammar, limits);
    } catch (const ParserMemory::Exhausted &) {
        // as good as taking too long
    }
    return {};
}

} // namespace

SyntaxChunker::SyntaxChunker(const ChunkLimits &limits) : m_limits(limits)
{
    for (const GrammarEntry &entry : grammarEntries())
        m_grammars.emplace_back(entry);
}

SyntaxChunker::~SyntaxChunker() = default;

const Grammar *SyntaxChunker::grammarOf(const QString &language) const
{
    const auto found = std::find_if(m_grammars.begin(), m_grammars.end(),
                                    [&](const Grammar &grammar) { return grammar.language() == language; });
    return found == m_grammars.end() ? nullptr : &*found;
}

QList<Chunk> SyntaxChunker::chunk(const QByteArray &text, const QString &language) const
{
    const Grammar *grammar = grammarOf(language);
    if (grammar && text.size() <= m_limits.parse && text.isValidUtf8()) {
        if (const std::optional<Outline> outline = outlineOf(text, *grammar, m_limits))
            return assembleChunks(text, chooseEnds(text, outline->cuts, m_limits), *outline);
    }
    return TextChunker(m_limits).chunk(text, language);
}

} // namespace vectray
