#include "Grammar.h"

#include <tree_sitter/api.h>

#include <string_view>

namespace vectray {

Grammar::Grammar(const GrammarEntry &entry)
    : m_entry(&entry)
    , m_parser(entry.parser())
    , m_rules(ts_language_symbol_count(m_parser), nullptr)
    , m_bodyField(ts_language_field_id_for_name(m_parser, "body", 4))
{
    const auto enter = [this](std::span<const NodeRule> rules) {
        for (const NodeRule &rule : rules) {
            // Several symbols may bear one name.
            for (TSSymbol symbol = 0; symbol < m_rules.size(); ++symbol) {
                if (ts_language_symbol_type(m_parser, symbol) == TSSymbolTypeRegular
                    && std::string_view(ts_language_symbol_name(m_parser, symbol)) == rule.node)
                    m_rules[symbol] = &rule;
            }
        }
    };
    enter(entry.rules);
    enter(entry.moreRules);
}

} // namespace vectray
