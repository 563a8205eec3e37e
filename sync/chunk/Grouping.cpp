#include "Grouping.h"

#include "LineCuts.h"

#include <algorithm>
#include <tuple>

namespace vectray {

namespace {

// Keys are known to anybody, so a file can be made whose cuts lie in the worst order. From this depth on
// the middle one is taken unseen, and the work stays in proportion to the file.
constexpr int KeyedDepth = 128;

struct Run
{
    qsizetype begin = 0;
    qsizetype end = 0;
    std::span<const CutPoint> cuts; // those strictly inside
    int depth = 0;

    qsizetype size() const { return end - begin; }
};

bool isWithinSequence(QByteArrayView text, qsizetype offset)
{
    return (static_cast<unsigned char>(text[offset]) & 0xc0) == 0x80
        || (text[offset] == '\n' && text[offset - 1] == '\r');
}

// Where in [first, last] a line is best cut: after a space, where the 8 bytes before have the highest hash.
// As with keys, the place moves along with the text when something is inserted before it.
qsizetype cutWithinLine(QByteArrayView text, qsizetype first, qsizetype last)
{
    qsizetype best = -1;
    std::tuple<bool, quint32> rank;
    for (qsizetype at = first; at <= last; ++at) {
        if (isWithinSequence(text, at))
            continue;
        const char before = text[at - 1];
        const bool afterSpace =
            before == ' ' || before == '\t' || before == ',' || before == ';' || before == '>';
        if (best >= 0 && std::get<bool>(rank) && !afterSpace)
            continue;
        const std::tuple candidate(afterSpace, cutKey(text.first(at).last(std::min<qsizetype>(at, 8))));
        if (best < 0 || candidate > rank) {
            best = at;
            rank = candidate;
        }
    }
    return best < 0 ? last
                    : best; // nothing but continuation bytes: this is no UTF-8, and nothing can be cut in two
}

class Grouping
{
public:
    Grouping(QByteArrayView text, const ChunkLimits &limits) : m_text(text), m_limits(limits) {}

    void part(const Run &whole, bool intoLines);
    std::vector<qsizetype> takeEnds() { return std::move(m_ends); }

private:
    const CutPoint *bestOf(const Run &run) const;
    std::span<const CutPoint> eligible(const Run &run, qsizetype min) const;
    void cutIntoLines(const Run &run);
    void cutLine(const Run &run);

    QByteArrayView m_text;
    const ChunkLimits &m_limits;
    std::vector<qsizetype> m_ends;
};

void Grouping::part(const Run &whole, bool intoLines)
{
    std::vector<Run> stack{whole}; // the next one last: no recursion, a file may make it deep
    while (!stack.empty()) {
        const Run run = stack.back();
        stack.pop_back();
        const CutPoint *best = run.size() > m_limits.merge ? bestOf(run) : nullptr;
        if (best) {
            const auto index = static_cast<std::size_t>(best - run.cuts.data());
            stack.push_back({best->offset, run.end, run.cuts.subspan(index + 1), run.depth + 1});
            stack.push_back({run.begin, best->offset, run.cuts.first(index), run.depth + 1});
        } else if (run.size() <= m_limits.max) {
            m_ends.push_back(run.end);
        } else if (intoLines) {
            cutIntoLines(run);
        } else {
            cutLine(run);
        }
    }
}

std::span<const CutPoint> Grouping::eligible(const Run &run, qsizetype min) const
{
    const auto first = std::lower_bound(run.cuts.begin(), run.cuts.end(), run.begin + min,
                                        [](const CutPoint &cut, qsizetype at) { return cut.offset < at; });
    const auto last = std::upper_bound(first, run.cuts.end(), run.end - min,
                                       [](qsizetype at, const CutPoint &cut) { return at < cut.offset; });
    return {first, last};
}

// Null where the run had better stay whole or has no cuts.
const CutPoint *Grouping::bestOf(const Run &run) const
{
    std::span<const CutPoint> cuts = eligible(run, m_limits.min);
    const bool crumbs = cuts.empty() && run.size() > m_limits.max;
    if (crumbs)
        cuts = run.cuts;
    if (cuts.empty())
        return nullptr;
    if (run.depth > KeyedDepth)
        return &cuts[cuts.size() / 2];

    const qsizetype middle = run.begin + run.size() / 2;
    const auto rank = [crumbs, middle](const CutPoint &cut) {
        return std::tuple(cut.level, crumbs ? 0u : ~cut.key, std::abs(cut.offset - middle));
    };
    return &*std::min_element(cuts.begin(), cuts.end(),
                              [&rank](const CutPoint &a, const CutPoint &b) { return rank(a) < rank(b); });
}

void Grouping::cutIntoLines(const Run &run)
{
    std::vector<CutPoint> cuts = lineCuts(m_text.sliced(run.begin, run.size()));
    for (CutPoint &cut : cuts)
        cut.offset += run.begin;
    part({.begin = run.begin, .end = run.end, .cuts = cuts}, false);
}

void Grouping::cutLine(const Run &run)
{
    qsizetype begin = run.begin;
    while (run.end - begin > m_limits.max) {
        const qsizetype longest = std::min(m_limits.max, run.end - begin - m_limits.min);
        begin = cutWithinLine(m_text, begin + m_limits.min, begin + longest);
        m_ends.push_back(begin);
    }
    m_ends.push_back(run.end);
}

} // namespace

std::vector<qsizetype> chooseEnds(QByteArrayView text, std::span<const CutPoint> cuts,
                                  const ChunkLimits &limits)
{
    if (text.isEmpty())
        return {};
    Grouping grouping(text, limits);
    grouping.part({.begin = 0, .end = text.size(), .cuts = cuts}, true);
    return grouping.takeEnds();
}

} // namespace vectray
