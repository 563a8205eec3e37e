#pragma once

#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace vectray {

/// How the daemon is to run. What is not set comes from the environment, the settings file, the default.
struct DaemonOptions
{
    std::optional<quint16> port;
    QString dataDirectory; ///< absolute
    QString store; ///< "sqlite:PATH" or "postgresql://…"
    bool allowManage = false; ///< AI agents may change what is indexed; else as the settings have it

    bool operator==(const DaemonOptions &) const = default;
};

struct RunTray
{
    DaemonOptions options;
    bool background = false; ///< nobody waits for a window
    QString page; ///< of the window, to be shown at once; see --show; empty: none
    bool operator==(const RunTray &) const = default;
};

struct RunServer
{
    DaemonOptions options;
    bool operator==(const RunServer &) const = default;
};

/// --help and --version: goes to standard output, and that is all.
struct PrintText
{
    QString text;
    bool operator==(const PrintText &) const = default;
};

/// What a running daemon, or the machine, is asked for. One struct per command of vectray(1).
namespace command {

/// Which folder is meant. Project and dataset are empty where they were not given.
struct FolderName
{
    QString path; ///< absolute; empty where the command was given none
    QString project;
    QString dataset;

    bool operator==(const FolderName &) const = default;
};

struct Add
{
    FolderName folder;
    QStringList include; ///< globs
    QStringList exclude; ///< globs
    std::optional<std::chrono::milliseconds> debounce;

    bool operator==(const Add &) const = default;
};

struct Remove
{
    FolderName folder;
    bool keepIndex = false;

    bool operator==(const Remove &) const = default;
};

struct List
{
    QString project; ///< empty: all
    bool operator==(const List &) const = default;
};

struct Start
{
    FolderName folder;
    bool operator==(const Start &) const = default;
};

struct Stop
{
    FolderName folder;
    bool operator==(const Stop &) const = default;
};

struct Pause
{
    FolderName folder; ///< without a path: all folders
    std::optional<std::chrono::milliseconds> time{}; ///< after which it goes on by itself; nothing: it does not
    bool operator==(const Pause &) const = default;
};

struct Resume
{
    FolderName folder; ///< without a path: all folders
    bool operator==(const Resume &) const = default;
};

struct Sync
{
    FolderName folder; ///< without a path: all folders
    bool force = false;

    bool operator==(const Sync &) const = default;
};

struct Status
{
    QString project; ///< empty: all
    bool operator==(const Status &) const = default;
};

struct Search
{
    QString query;
    QString project; ///< empty: all
    QString dataset; ///< empty: all of the project
    int limit = 10;
    QString language;
    QString glob;
    QString pathPrefix;

    bool operator==(const Search &) const = default;
};

struct Explain
{
    QString path; ///< absolute
    bool operator==(const Explain &) const = default;
};

struct Preview
{
    FolderName folder;
    QStringList include; ///< globs
    QStringList exclude; ///< globs

    bool operator==(const Preview &) const = default;
};

struct Events
{
    bool follow = false;
    std::optional<qint64> since; ///< the id of the last event that is known already
    QString project; ///< empty: all

    bool operator==(const Events &) const = default;
};

struct ShowPaths
{
    bool operator==(const ShowPaths &) const = default;
};

struct Doctor
{
    bool operator==(const Doctor &) const = default;
};

struct Completions
{
    enum class Shell { Bash, Zsh, Fish };
    Shell shell = Shell::Bash;

    bool operator==(const Completions &) const = default;
};

/// The bridge between an AI agent on standard input and output and the daemon.
struct Mcp
{
    bool mayManage = false; ///< the agent may change what is indexed
    bool mayStart = true; ///< start a daemon if none answers

    bool operator==(const Mcp &) const = default;
};

/// The entry in the settings of an AI agent's program that starts the bridge.
struct McpInstall
{
    QString client; ///< as in agentTable()
    bool inProject = false; ///< in the current folder's settings instead of the user's
    bool mayManage = false;
    bool dryRun = false;
    bool uninstall = false;

    bool operator==(const McpInstall &) const = default;
};

struct ConfigGet
{
    QString key; ///< empty: all
    bool operator==(const ConfigGet &) const = default;
};

struct ConfigSet
{
    QString key;
    QString value; ///< empty: back to the default

    bool operator==(const ConfigSet &) const = default;
};

struct TokenShow
{
    bool operator==(const TokenShow &) const = default;
};

struct TokenRotate
{
    bool operator==(const TokenRotate &) const = default;
};

struct DebugArchive
{
    QString output; ///< absolute; empty: a name with the time, in the current folder
    bool includePaths = false;

    bool operator==(const DebugArchive &) const = default;
};

using Action = std::variant<Add, Remove, List, Start, Stop, Pause, Resume, Sync, Status, Search, Explain,
                            Preview, Events, ShowPaths, Doctor, Completions, Mcp, McpInstall, ConfigGet,
                            ConfigSet, TokenShow, TokenRotate, DebugArchive>;

} // namespace command

struct ClientCommand
{
    command::Action action;
    bool json = false; ///< one JSON document instead of text for people
    std::optional<quint16> port; ///< of the daemon; unset: look for it
    std::optional<std::chrono::milliseconds> timeout; ///< for one answer; unset: what suits the command

    bool operator==(const ClientCommand &) const = default;
};

/// Copies an index into another store; no daemon has a part in it.
struct CopyStore
{
    QString from; ///< as VECTRAY_STORE names a store
    QString to;
    bool json = false;

    bool operator==(const CopyStore &) const = default;
};

using Invocation = std::variant<RunTray, RunServer, ClientCommand, CopyStore, PrintText>;

} // namespace vectray
