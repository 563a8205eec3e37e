#include "TreeReader.h"

#include "DefinitionName.h"
#include "LineCuts.h"

#include <algorithm>
#include <array>

namespace vectray {

namespace {

constexpr int DeepestLevel = 30; // deeper nodes count the same
constexpr int LevelsOfDepth =
    3; // a definition or what follows a blank line; a line; what had better stay together
constexpr int InLine = LevelsOfDepth * (DeepestLevel + 1); // no cut within a line before all between lines

} // namespace

Outline TreeReader::read(const TSTree *tree)
{
    m_outline.separator = m_grammar.separator();
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    readChildren(cursor);
    ts_tree_cursor_delete(&cursor);
    return std::move(m_outline);
}

// Without recursion: a file may nest a million brackets.
void TreeReader::readChildren(TSTreeCursor &cursor)
{
    std::vector<Frame> frames{{.cutting = m_text.size() > m_limits.merge}};
    if (!ts_tree_cursor_goto_first_child(&cursor))
        return;
    while (true) {
        const std::optional<Frame> inner = enter(frames.back(), childAt(cursor));
        if (inner && ts_tree_cursor_goto_first_child(&cursor)) {
            frames.push_back(*inner);
            continue;
        }
        while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
            frames.pop_back();
            if (frames.empty())
                return;
            ts_tree_cursor_goto_parent(&cursor);
        }
    }
}

TreeReader::Child TreeReader::childAt(const TSTreeCursor &cursor) const
{
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const bool isNamed = ts_node_is_named(node);
    Child child{.node = node,
                .begin = ts_node_start_byte(node),
                .end = ts_node_end_byte(node),
                .rule = isNamed ? m_grammar.ruleOf(ts_node_symbol(node)) : nullptr,
                .name = {},
                .isBody = false};
    if (child.rule && (child.rule->role == NodeRole::Definition || child.rule->role == NodeRole::Scope))
        child.name = definitionName(node, *child.rule, m_text);
    const unsigned field = ts_tree_cursor_current_field_id(&cursor);
    child.isBody =
        (field != 0 && field == m_grammar.bodyField()) || (child.rule && child.rule->role == NodeRole::Body);
    return child;
}

// What the children of \a child are read with; none: it is not looked into.
std::optional<TreeReader::Frame> TreeReader::enter(Frame &frame, const Child &child)
{
    if (child.begin == child.end)
        return {};
    if (frame.cutting && ts_node_is_named(child.node) && child.begin > frame.begin && !child.isBody)
        addCut(frame, child);
    frame.previousEnd = child.end;
    frame.isFirst = frame.isFirst && !ts_node_is_named(child.node);

    const bool isWrapper = child.rule && child.rule->role == NodeRole::Wrapper;
    const bool isScope = child.rule && child.rule->role == NodeRole::Scope;
    // Most of what is too long is in its body; were that left whole, only its head could be cut off.
    const qsizetype size = child.end - child.begin;
    const bool isMost = child.isBody || (frame.isWrapper && 10 * size > 9 * frame.size);
    const bool isTooLong = size > m_limits.max || (frame.cutting && isMost);
    const int definition = child.name.isEmpty() ? frame.definition : addDefinition(frame, child);
    if (!isTooLong && !isWrapper && !isScope)
        return {};
    return Frame{.definition = definition,
                 .depth = frame.depth + (isTooLong ? 1 : 0),
                 .cutting = isTooLong,
                 .isWrapper = isWrapper,
                 .begin = child.begin,
                 .size = size,
                 .previousEnd = child.begin};
}

void TreeReader::addCut(Frame &frame, const Child &child)
{
    const QByteArrayView gap = m_text.sliced(frame.previousEnd, child.begin - frame.previousEnd);
    const bool endedLine = frame.previousEnd > 0 && m_text[frame.previousEnd - 1] == '\n';
    const auto newlines = std::count(gap.begin(), gap.end(), '\n') + (endedLine ? 1 : 0);
    qsizetype offset = child.begin;
    while (offset > frame.previousEnd && (m_text[offset - 1] == ' ' || m_text[offset - 1] == '\t'))
        --offset;
    const bool isLine = offset == 0 || m_text[offset - 1] == '\n';
    if (!isLine)
        offset = child.begin;
    const bool isHead = frame.isFirst && !isLine; // "export ", "return ", "("
    if (isHead || offset == 0 || (!m_outline.cuts.empty() && offset <= m_outline.cuts.back().offset))
        return;

    const int depth = std::min(frame.depth, DeepestLevel);
    const bool isAlone = newlines > 1 || !child.name.isEmpty();
    CutPoint cut{.offset = offset,
                 .level = isLine ? LevelsOfDepth * depth + (isAlone ? 0 : 1) : InLine + depth,
                 .key = child.name.isEmpty() ? lineKey(m_text.sliced(child.begin))
                                             : cutKey(child.name.toUtf8())};
    const int together = isLine ? LevelsOfDepth * depth + 2 : cut.level;

    const bool isGlue = ts_node_is_extra(child.node) || (child.rule && child.rule->role == NodeRole::Glue);
    const bool isGlued = frame.glued && newlines < 2;
    if (isGlue && isLine && !isGlued)
        frame.glued = m_outline.cuts.size();
    if (isGlued && !isGlue) {
        m_outline.cuts[*frame.glued].level = cut.level;
        m_outline.cuts[*frame.glued].key = cut.key;
    }
    if (isGlued)
        cut.level = together;
    if (!isGlue)
        frame.glued.reset();
    m_outline.cuts.push_back(cut);
}

int TreeReader::addDefinition(const Frame &frame, const Child &child)
{
    constexpr std::array members{"class", "struct", "interface", "trait", "impl",
                                 "enum",  "object", "union",     "record"};
    QString kind = QString::fromLatin1(child.rule->kind);
    if (kind == QLatin1StringView("function") && frame.definition >= 0) {
        const QString &outer = m_outline.definitions[std::size_t(frame.definition)].kind;
        if (std::any_of(members.begin(), members.end(),
                        [&](const char *k) { return outer == QLatin1StringView(k); }))
            kind = QStringLiteral("method");
    }
    m_outline.definitions.push_back({.begin = child.begin,
                                     .end = child.end,
                                     .parent = frame.definition,
                                     .name = child.name,
                                     .kind = kind});
    return int(m_outline.definitions.size()) - 1;
}

} // namespace vectray
