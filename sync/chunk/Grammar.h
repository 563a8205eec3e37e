#pragma once

#include <QString>

#include <span>
#include <vector>

struct TSLanguage;

namespace vectray {

/// What a kind of syntax node is to the outline.
enum class NodeRole {
    Plain,
    Definition, ///< has a name; kept whole where it fits into a chunk
    Scope, ///< has a name and is looked into: a namespace
    Wrapper, ///< has no name and is looked into: an export, a template's head
    Body, ///< of a definition, in a grammar that has no field "body"
    Glue, ///< belongs to what follows: an attribute. Comments do without saying so
};

/// Where a definition's name stands.
enum class NameSource {
    NameField,
    Declarator, ///< C: in the innermost of nested declarators
    Receiver, ///< Go: the receiver's type, and the field "name"
    ImplType, ///< Rust: the field "type" without its parameters
    FunctionValue, ///< field "name" or "property", if the field "value" is a function or a class
    AssignedFunction, ///< field "left", if the field "right" is one
    AssignedLuaFunction,
    Key, ///< field "key" without its quotes
    FirstChild,
    Prelude, ///< what stands before the block: a selector, a query
    IdAttribute, ///< HTML: tag#id, if there is an id
};

/// What is known of a kind of syntax node.
struct NodeRule
{
    const char *node = nullptr; ///< its name in the grammar
    const char *kind = ""; ///< of the symbol, where it has one
    NameSource name = NameSource::NameField;
    NodeRole role = NodeRole::Definition;
    bool needsBody = false; ///< a mention without the field "body" is no definition
};

/// A language's entry in the table of grammars.
struct GrammarEntry
{
    const char *language = nullptr; ///< as languageOf() says it
    const TSLanguage *(*parser)() = nullptr;
    const char *separator = "."; ///< between the names of a symbol's path
    std::span<const NodeRule> rules;
    std::span<const NodeRule> moreRules = {}; ///< of a language that this one contains
};

std::span<const GrammarEntry> grammarEntries();

/// A grammar and its rules, ready for use. Immutable.
class Grammar
{
public:
    explicit Grammar(const GrammarEntry &entry);

    QLatin1StringView language() const { return QLatin1StringView(m_entry->language); }
    QLatin1StringView separator() const { return QLatin1StringView(m_entry->separator); }
    const TSLanguage *parser() const { return m_parser; }

    /// Of nodes with the grammar's symbol \a symbol; null: there is nothing to know. Error nodes have none.
    const NodeRule *ruleOf(unsigned symbol) const
    {
        return symbol < m_rules.size() ? m_rules[symbol] : nullptr;
    }

    unsigned bodyField() const { return m_bodyField; } ///< the field's number; 0: the grammar has none

private:
    const GrammarEntry *m_entry;
    const TSLanguage *m_parser;
    std::vector<const NodeRule *> m_rules; // by symbol
    unsigned m_bodyField;
};

} // namespace vectray
