#pragma once

#include <QStringList>

#include <vector>

namespace vectray {

/// Where the settings of programs are.
struct AgentPlaces
{
    QString home = {};
    QString config = {}; ///< XDG_CONFIG_HOME
    QString codexHome = {}; ///< CODEX_HOME
    QString project = {}; ///< the folder whose own settings are meant

    /// Of this user, and of the current folder.
    static AgentPlaces fromEnvironment();
};

/// A program with an AI agent that speaks MCP, and how it wants to be told of a server.
struct AgentSpec
{
    enum class Format { Json, Toml }; ///< JSON with comments and trailing commas
    enum class Shape {
        Command, ///< "command": PATH, "args": [...]
        TypedCommand, ///< the same with "type": "stdio"
        LocalCommand, ///< "type": "local", "command": [PATH, ...]
    };

    const char *name = ""; ///< on our command line
    const char *title = ""; ///< for people
    Format format = Format::Json;
    Shape shape = Shape::Command;
    const char *container = ""; ///< the member that has the servers
    QString AgentPlaces::*base = nullptr; ///< where the user's file is
    std::vector<const char *> userFiles = {}; ///< below base; the first that exists, else the first
    std::vector<const char *> projectFiles = {}; ///< below the project; empty: it has none
};

const std::vector<AgentSpec> &agentTable();
const AgentSpec *findAgent(const QString &name);
std::vector<const char *> agentNames();

/// The settings file of the program; empty if it has none for projects.
QString agentFile(const AgentSpec &agent, const AgentPlaces &places, bool inProject);

} // namespace vectray
