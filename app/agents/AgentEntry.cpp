#include "AgentEntry.h"

#include "JsonText.h"
#include "TomlText.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList pathOf(const AgentSpec &agent)
{
    return {QString::fromLatin1(agent.container), u"vectray"_s};
}

/// The members of the entry, in the order in which people write them.
std::vector<std::pair<QString, QJsonValue>> membersFor(const AgentSpec &agent, const AgentCommand &command)
{
    const QJsonArray args = QJsonArray::fromStringList(command.args);
    switch (agent.shape) {
    case AgentSpec::Shape::Command:
        return {{u"command"_s, command.program}, {u"args"_s, args}};
    case AgentSpec::Shape::TypedCommand:
        return {{u"type"_s, u"stdio"_s}, {u"command"_s, command.program}, {u"args"_s, args}};
    case AgentSpec::Shape::LocalCommand:
        return {{u"type"_s, u"local"_s},
                {u"command"_s, QJsonArray::fromStringList(QStringList(command.program) + command.args)}};
    }
    Q_UNREACHABLE();
}

} // namespace

Result<QString> withEntry(const QString &settings, const AgentSpec &agent, const AgentCommand &command)
{
    if (agent.format == AgentSpec::Format::Toml)
        return withTable(settings, pathOf(agent), {.command = command.program, .args = command.args});
    Result<QString> text = settings;
    for (const auto &[name, value] : membersFor(agent, command)) {
        text = withMember(*text, pathOf(agent) << name, value);
        if (!text)
            return text;
    }
    return text;
}

Result<QString> withoutEntry(const QString &settings, const AgentSpec &agent)
{
    if (agent.format == AgentSpec::Format::Toml)
        return withoutTable(settings, pathOf(agent));
    return withoutMember(settings, pathOf(agent));
}

Result<bool> hasEntry(const QString &settings, const AgentSpec &agent)
{
    if (agent.format == AgentSpec::Format::Toml)
        return hasTable(settings, pathOf(agent));
    return hasMember(settings, pathOf(agent));
}

Result<QString> programIn(const QString &settings, const AgentSpec &agent)
{
    const bool isToml = agent.format == AgentSpec::Format::Toml;
    const QStringList path = pathOf(agent) << u"command"_s;
    const auto literal = isToml ? Result<QString>(tableValue(settings, pathOf(agent), u"command"_s))
                                : memberText(settings, path);
    if (!literal)
        return literal;
    // Both write texts and lists of them alike, as far as a path goes.
    const QJsonValue value = QJsonDocument::fromJson('[' + literal->toUtf8() + ']').array().at(0);
    return value.isArray() ? value.toArray().at(0).toString() : value.toString();
}

} // namespace vectray
