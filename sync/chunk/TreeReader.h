#pragma once

#include "ChunkLimits.h"
#include "Grammar.h"
#include "Outline.h"

#include <tree_sitter/api.h>

#include <optional>

namespace vectray {

/// Reads the outline off a parsed text. Only nodes that are longer than limits.max are cut at their children,
/// and only these are looked into for definitions, and what wraps definitions; so a function that fits stays
/// whole.
class TreeReader
{
public:
    TreeReader(QByteArrayView text, const Grammar &grammar, const ChunkLimits &limits)
        : m_text(text)
        , m_grammar(grammar)
        , m_limits(limits)
    {}

    Outline read(const TSTree *tree);

private:
    // A node whose children are being read.
    struct Frame
    {
        int definition = -1; // the innermost around the children
        int depth = 0;
        bool cutting = false; // may be cut between the children
        bool isWrapper = false; // of its children
        bool isFirst = true; // no named child has been read
        qsizetype begin = 0;
        qsizetype size = 0;
        qsizetype previousEnd = 0; // of the child before
        std::optional<std::size_t> glued =
            std::nullopt; // the cut before the comment that belongs to the next child
    };

    struct Child
    {
        TSNode node;
        qsizetype begin;
        qsizetype end;
        const NodeRule *rule;
        QString name;
        bool isBody;
    };

    void readChildren(TSTreeCursor &cursor);
    Child childAt(const TSTreeCursor &cursor) const;
    std::optional<Frame> enter(Frame &frame, const Child &child);
    void addCut(Frame &frame, const Child &child);
    int addDefinition(const Frame &frame, const Child &child);

    QByteArrayView m_text;
    const Grammar &m_grammar;
    const ChunkLimits &m_limits;
    Outline m_outline;
};

} // namespace vectray
