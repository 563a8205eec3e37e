#include "DefinitionName.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vectray {

namespace {

constexpr qsizetype MaxName = 120; // bytes; a longer one is no name but code

TSNode fieldOf(TSNode node, std::string_view field)
{
    return ts_node_child_by_field_name(node, field.data(), uint32_t(field.size()));
}

QByteArrayView textOf(TSNode node, QByteArrayView text)
{
    if (ts_node_is_null(node))
        return {};
    const qsizetype begin = ts_node_start_byte(node);
    return text.sliced(begin, qsizetype(ts_node_end_byte(node)) - begin);
}

bool isA(TSNode node, std::string_view type)
{
    return !ts_node_is_null(node) && type == ts_node_type(node);
}

bool isFunction(TSNode node)
{
    constexpr std::array types{"arrow_function", "function_expression", "generator_function", "class",
                               "function_definition"};
    return std::any_of(types.begin(), types.end(), [node](const char *type) { return isA(node, type); });
}

QByteArrayView withoutParameters(QByteArrayView type)
{
    const qsizetype at = type.indexOf('<');
    return at > 0 ? type.first(at) : type;
}

QByteArrayView unquoted(QByteArrayView name)
{
    const bool isQuoted =
        name.size() >= 2 && (name.front() == '"' || name.front() == '\'') && name.front() == name.back();
    return isQuoted ? name.sliced(1, name.size() - 2) : name;
}

bool isDeclarator(TSNode node)
{
    return !ts_node_is_null(node) && std::string_view(ts_node_type(node)).ends_with("declarator");
}

// *f(int) → f: declarators nest around the name.
QByteArrayView declaredName(TSNode node, QByteArrayView text)
{
    TSNode declarator = fieldOf(node, "declarator");
    for (int depth = 0; depth < 64 && isDeclarator(declarator); ++depth) {
        const TSNode inner = fieldOf(declarator, "declarator");
        declarator = ts_node_is_null(inner) ? ts_node_named_child(declarator, 0) : inner;
    }
    return textOf(declarator, text);
}

// (s *Store[T]) Put → Store.Put
QByteArray receiverName(TSNode node, QByteArrayView text)
{
    QByteArray receiver = textOf(fieldOf(node, "receiver"), text).toByteArray();
    receiver = receiver.mid(1, receiver.size() - 2);
    if (const qsizetype parameters = receiver.indexOf('['); parameters > 0)
        receiver.truncate(parameters);
    receiver = receiver.trimmed();
    receiver = receiver.mid(std::max(receiver.lastIndexOf(' '), receiver.lastIndexOf('*')) + 1);
    return receiver + '.' + textOf(fieldOf(node, "name"), text).toByteArray();
}

QByteArrayView functionValueName(TSNode node, QByteArrayView text)
{
    if (!isFunction(fieldOf(node, "value")))
        return {};
    const TSNode name = fieldOf(node, "name");
    return textOf(ts_node_is_null(name) ? fieldOf(node, "property") : name, text);
}

QByteArrayView luaName(TSNode node, QByteArrayView text)
{
    const TSNode values = ts_node_named_child(node, 1);
    if (!isA(values, "expression_list") || !isFunction(ts_node_named_child(values, 0)))
        return {};
    return textOf(ts_node_named_child(node, 0), text);
}

QByteArray tagWithId(TSNode element, QByteArrayView text)
{
    const TSNode tag = ts_node_named_child(element, 0);
    if (!isA(tag, "start_tag") && !isA(tag, "self_closing_tag"))
        return {};
    for (uint32_t i = 1; i < std::min(ts_node_named_child_count(tag), 32u); ++i) {
        const TSNode attribute = ts_node_named_child(tag, i);
        const QByteArrayView name = textOf(ts_node_named_child(attribute, 0), text);
        if (name.compare("id", Qt::CaseInsensitive) == 0)
            return textOf(ts_node_named_child(tag, 0), text).toByteArray() + '#'
                + unquoted(textOf(ts_node_named_child(attribute, 1), text)).toByteArray();
    }
    return {};
}

QByteArrayView prelude(QByteArrayView rule)
{
    const qsizetype block = rule.indexOf('{');
    return block < 0 ? rule : rule.first(block);
}

QByteArray nameIn(TSNode node, NameSource source, QByteArrayView text)
{
    switch (source) {
    case NameSource::NameField:
        return textOf(fieldOf(node, "name"), text).toByteArray();
    case NameSource::Declarator:
        return declaredName(node, text).toByteArray();
    case NameSource::Receiver:
        return receiverName(node, text);
    case NameSource::ImplType:
        return withoutParameters(textOf(fieldOf(node, "type"), text)).toByteArray();
    case NameSource::FunctionValue:
        return functionValueName(node, text).toByteArray();
    case NameSource::AssignedFunction:
        return isFunction(fieldOf(node, "right")) ? textOf(fieldOf(node, "left"), text).toByteArray()
                                                  : QByteArray();
    case NameSource::AssignedLuaFunction:
        return luaName(node, text).toByteArray();
    case NameSource::Key:
        return unquoted(textOf(fieldOf(node, "key"), text)).toByteArray();
    case NameSource::FirstChild:
        return textOf(ts_node_named_child(node, 0), text).toByteArray();
    case NameSource::Prelude:
        return prelude(textOf(node, text)).toByteArray();
    case NameSource::IdAttribute:
        return tagWithId(node, text);
    }
    Q_UNREACHABLE();
}

} // namespace

QString definitionName(TSNode node, const NodeRule &rule, QByteArrayView text)
{
    if (rule.needsBody && ts_node_is_null(fieldOf(node, "body")))
        return {};
    const QByteArray name = nameIn(node, rule.name, text).simplified();
    return name.size() > MaxName ? QString() : QString::fromUtf8(name);
}

} // namespace vectray
