#include "SyntaxOutline.h"

#include "ParserMemory.h"
#include "TreeReader.h"

#include <ctime>

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

} // namespace

std::optional<Outline> syntaxOutline(const QByteArray &text, const Grammar &grammar,
                                     const ChunkLimits &limits)
{
    if (text.size() > limits.parse)
        return {};
    const ParserMemory memory(limits.parseMemory); // parser, tree and cursor go with it
    try {
        if (const TSTree *tree = parse(text, grammar, limits.parseTime))
            return TreeReader(text, grammar, limits).read(tree);
    } catch (const ParserMemory::Exhausted &) {
        // as good as taking too long
    }
    return {};
}

} // namespace vectray
