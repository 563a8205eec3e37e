#include "Grammar.h"

extern "C" {
const TSLanguage *tree_sitter_bash();
const TSLanguage *tree_sitter_c();
const TSLanguage *tree_sitter_c_sharp();
const TSLanguage *tree_sitter_cpp();
const TSLanguage *tree_sitter_css();
const TSLanguage *tree_sitter_go();
const TSLanguage *tree_sitter_html();
const TSLanguage *tree_sitter_java();
const TSLanguage *tree_sitter_javascript();
const TSLanguage *tree_sitter_json();
const TSLanguage *tree_sitter_kotlin();
const TSLanguage *tree_sitter_lua();
const TSLanguage *tree_sitter_php();
const TSLanguage *tree_sitter_python();
const TSLanguage *tree_sitter_ruby();
const TSLanguage *tree_sitter_rust();
const TSLanguage *tree_sitter_scala();
const TSLanguage *tree_sitter_toml();
const TSLanguage *tree_sitter_tsx();
const TSLanguage *tree_sitter_typescript();
const TSLanguage *tree_sitter_yaml();
}

namespace vectray {

namespace {

using enum NameSource;

constexpr NodeRule wrapper(const char *node)
{
    return {.node = node, .role = NodeRole::Wrapper};
}

constexpr NodeRule body(const char *node)
{
    return {.node = node, .role = NodeRole::Body};
}

constexpr NodeRule glue(const char *node)
{
    return {.node = node, .role = NodeRole::Glue};
}

constexpr NodeRule scope(const char *node, const char *kind)
{
    return {.node = node, .kind = kind, .role = NodeRole::Scope, .needsBody = true};
}

constexpr NodeRule withBody(const char *node, const char *kind)
{
    return {.node = node, .kind = kind, .needsBody = true};
}

// clang-format off
constexpr NodeRule Python[] = {
    {"class_definition", "class"},
    {"function_definition", "function"},
    wrapper("decorated_definition"),
};

constexpr NodeRule JavaScript[] = {
    {"class_declaration", "class"},
    {"function_declaration", "function"},
    {"generator_function_declaration", "function"},
    {"method_definition", "method"},
    {"variable_declarator", "function", FunctionValue},
    {"assignment_expression", "function", AssignedFunction},
    wrapper("export_statement"),
    wrapper("expression_statement"),
    wrapper("lexical_declaration"),
    wrapper("variable_declaration"),
    glue("decorator"),
};

constexpr NodeRule JavaScriptFields[] = {
    {"field_definition", "method", FunctionValue},
};

constexpr NodeRule TypeScript[] = {
    {"abstract_class_declaration", "class"},
    {"enum_declaration", "enum"},
    {"function_signature", "function"},
    {"interface_declaration", "interface"},
    {"public_field_definition", "method", FunctionValue},
    {"type_alias_declaration", "type"},
    scope("internal_module", "namespace"),
    scope("module", "namespace"),
    wrapper("ambient_declaration"),
    wrapper("statement_block"),
};

constexpr NodeRule C[] = {
    {"function_definition", "function", Declarator},
    {"preproc_function_def", "macro"},
    {"type_definition", "type", Declarator},
    withBody("enum_specifier", "enum"),
    withBody("struct_specifier", "struct"),
    withBody("union_specifier", "union"),
    wrapper("declaration_list"),
    wrapper("linkage_specification"),
    wrapper("preproc_elif"),
    wrapper("preproc_else"),
    wrapper("preproc_if"),
    wrapper("preproc_ifdef"),
};

constexpr NodeRule Cpp[] = {
    {"concept_definition", "concept"},
    withBody("class_specifier", "class"),
    scope("namespace_definition", "namespace"),
    wrapper("template_declaration"),
    glue("access_specifier"),
};

constexpr NodeRule Go[] = {
    {"function_declaration", "function"},
    {"method_declaration", "method", Receiver},
    {"type_spec", "type"},
    wrapper("type_declaration"),
};

constexpr NodeRule Rust[] = {
    {"enum_item", "enum"},
    {"function_item", "function"},
    {"function_signature_item", "function"},
    {"impl_item", "impl", ImplType},
    {"macro_definition", "macro"},
    {"struct_item", "struct"},
    {"trait_item", "trait"},
    {"type_item", "type"},
    {"union_item", "union"},
    scope("mod_item", "module"),
    wrapper("declaration_list"),
    wrapper("foreign_mod_item"),
    glue("attribute_item"),
};

constexpr NodeRule Java[] = {
    {"annotation_type_declaration", "annotation"},
    {"class_declaration", "class"},
    {"compact_constructor_declaration", "constructor"},
    {"constructor_declaration", "constructor"},
    {"enum_declaration", "enum"},
    {"interface_declaration", "interface"},
    {"method_declaration", "method"},
    {"record_declaration", "record"},
};

constexpr NodeRule CSharp[] = {
    {"class_declaration", "class"},
    {"constructor_declaration", "constructor"},
    {"delegate_declaration", "delegate"},
    {"destructor_declaration", "destructor"},
    {"enum_declaration", "enum"},
    {"interface_declaration", "interface"},
    {"local_function_statement", "function"},
    {"method_declaration", "method"},
    {"property_declaration", "property"},
    {"record_declaration", "record"},
    {"struct_declaration", "struct"},
    scope("namespace_declaration", "namespace"),
    wrapper("declaration_list"),
};

constexpr NodeRule Ruby[] = {
    {"class", "class"},
    {"method", "function"},
    {"singleton_method", "method"},
    scope("module", "module"),
    wrapper("body_statement"),
};

constexpr NodeRule Php[] = {
    {"class_declaration", "class"},
    {"enum_declaration", "enum"},
    {"function_definition", "function"},
    {"interface_declaration", "interface"},
    {"method_declaration", "method"},
    {"trait_declaration", "trait"},
    scope("namespace_definition", "namespace"),
    wrapper("compound_statement"),
};

constexpr NodeRule Bash[] = {
    {"function_definition", "function"},
};
constexpr NodeRule Json[] = {
    {"pair", "key", Key},
    wrapper("object"),
};
constexpr NodeRule Yaml[] = {
    {"block_mapping_pair", "key", Key},
};
constexpr NodeRule Toml[] = {
    {"table", "table", FirstChild},
    {"table_array_element", "table", FirstChild},
};

constexpr NodeRule Html[] = {
    {"element", "element", IdAttribute},
    {"script_element", "element", IdAttribute},
    {"style_element", "element", IdAttribute},
};

constexpr NodeRule Css[] = {
    {"at_rule", "rule", Prelude},
    {"keyframes_statement", "rule", Prelude},
    {"media_statement", "rule", Prelude},
    {"rule_set", "rule", Prelude},
    {"supports_statement", "rule", Prelude},
};

constexpr NodeRule Lua[] = {
    {"assignment_statement", "function", AssignedLuaFunction},
    {"function_declaration", "function"},
    wrapper("variable_declaration"),
};

constexpr NodeRule Scala[] = {
    {"class_definition", "class"},
    {"enum_definition", "enum"},
    {"function_declaration", "function"},
    {"function_definition", "function"},
    {"given_definition", "given"},
    {"object_definition", "object"},
    {"package_object", "object"},
    {"trait_definition", "trait"},
    scope("package_clause", "package"),
    wrapper("template_body"),
};

constexpr NodeRule Kotlin[] = {
    {"class_declaration", "class"},
    {"companion_object", "object"},
    {"function_declaration", "function"},
    {"object_declaration", "object"},
    body("class_body"),
    body("enum_class_body"),
    body("function_body"),
};

constexpr GrammarEntry Entries[] = {
    {"bash", tree_sitter_bash, ".", Bash},
    {"c", tree_sitter_c, "::", C},
    {"cpp", tree_sitter_cpp, "::", Cpp, C},
    {"csharp", tree_sitter_c_sharp, ".", CSharp},
    {"css", tree_sitter_css, " > ", Css},
    {"go", tree_sitter_go, ".", Go},
    {"html", tree_sitter_html, " > ", Html},
    {"java", tree_sitter_java, ".", Java},
    {"javascript", tree_sitter_javascript, ".", JavaScript, JavaScriptFields},
    {"json", tree_sitter_json, ".", Json},
    {"kotlin", tree_sitter_kotlin, ".", Kotlin},
    {"lua", tree_sitter_lua, ".", Lua},
    {"php", tree_sitter_php, "::", Php},
    {"python", tree_sitter_python, ".", Python},
    {"ruby", tree_sitter_ruby, "::", Ruby},
    {"rust", tree_sitter_rust, "::", Rust},
    {"scala", tree_sitter_scala, ".", Scala},
    {"toml", tree_sitter_toml, ".", Toml},
    {"tsx", tree_sitter_tsx, ".", TypeScript, JavaScript},
    {"typescript", tree_sitter_typescript, ".", TypeScript, JavaScript},
    {"yaml", tree_sitter_yaml, ".", Yaml},
};
// clang-format on

} // namespace

std::span<const GrammarEntry> grammarEntries()
{
    return Entries;
}

} // namespace vectray
