#include "AgentTable.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using Format = AgentSpec::Format;
using Shape = AgentSpec::Shape;

AgentPlaces AgentPlaces::fromEnvironment()
{
    AgentPlaces places{.home = QDir::homePath(),
                       .config = qEnvironmentVariable("XDG_CONFIG_HOME"),
                       .codexHome = qEnvironmentVariable("CODEX_HOME"),
                       .project = QDir::currentPath()};
    if (!places.config.startsWith(u'/')) // as the XDG specification wants it
        places.config = places.home + u"/.config"_s;
    if (places.codexHome.isEmpty())
        places.codexHome = places.home + u"/.codex"_s;
    return places;
}

const std::vector<AgentSpec> &agentTable()
{
    static const std::vector<AgentSpec> table{
        {"claude-code",
         "Claude Code",
         Format::Json,
         Shape::TypedCommand,
         "mcpServers",
         &AgentPlaces::home,
         {".claude.json"},
         {".mcp.json"}},
        {"claude-desktop",
         "Claude Desktop",
         Format::Json,
         Shape::Command,
         "mcpServers",
         &AgentPlaces::config,
         {"Claude/claude_desktop_config.json"},
         {}},
        {"codex",
         "Codex",
         Format::Toml,
         Shape::Command,
         "mcp_servers",
         &AgentPlaces::codexHome,
         {"config.toml"},
         {".codex/config.toml"}},
        {"cursor",
         "Cursor",
         Format::Json,
         Shape::Command,
         "mcpServers",
         &AgentPlaces::home,
         {".cursor/mcp.json"},
         {".cursor/mcp.json"}},
        {"vscode",
         "Visual Studio Code",
         Format::Json,
         Shape::TypedCommand,
         "servers",
         &AgentPlaces::config,
         {"Code/User/mcp.json"},
         {".vscode/mcp.json"}},
        {"gemini",
         "Gemini CLI",
         Format::Json,
         Shape::Command,
         "mcpServers",
         &AgentPlaces::home,
         {".gemini/settings.json"},
         {".gemini/settings.json"}},
        {"opencode",
         "opencode",
         Format::Json,
         Shape::LocalCommand,
         "mcp",
         &AgentPlaces::config,
         {"opencode/opencode.json", "opencode/opencode.jsonc"},
         {"opencode.json", "opencode.jsonc"}},
        {"zed",
         "Zed",
         Format::Json,
         Shape::Command,
         "context_servers",
         &AgentPlaces::config,
         {"zed/settings.json"},
         {".zed/settings.json"}},
        {"windsurf",
         "Windsurf",
         Format::Json,
         Shape::Command,
         "mcpServers",
         &AgentPlaces::home,
         {".codeium/windsurf/mcp_config.json"},
         {}},
    };
    return table;
}

const AgentSpec *findAgent(const QString &name)
{
    const auto &table = agentTable();
    const auto found = std::ranges::find_if(
        table, [&](const AgentSpec &agent) { return name == QLatin1StringView(agent.name); });
    return found == table.end() ? nullptr : &*found;
}

std::vector<const char *> agentNames()
{
    std::vector<const char *> names;
    for (const AgentSpec &agent : agentTable())
        names.push_back(agent.name);
    return names;
}

QString agentFile(const AgentSpec &agent, const AgentPlaces &places, bool inProject)
{
    const auto &files = inProject ? agent.projectFiles : agent.userFiles;
    const QString base = inProject ? places.project : places.*agent.base;
    for (const char *file : files) {
        const QString path = base + u'/' + QString::fromLatin1(file);
        if (QFileInfo::exists(path))
            return path;
    }
    return files.empty() ? QString() : base + u'/' + QString::fromLatin1(files.front());
}

} // namespace vectray
