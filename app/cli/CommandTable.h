#pragma once

#include <QStringList>

#include <string>
#include <variant>
#include <vector>

namespace vectray {

enum class Verb {
    Tray, ///< no command at all
    Serve,
    Add,
    Remove,
    List,
    Start,
    Stop,
    Pause,
    Resume,
    Sync,
    Status,
    Search,
    Explain,
    Preview,
    Events,
    Paths,
    Doctor,
    Completions,
    Mcp,
    McpInstall,
    Config,
    ConfigGet,
    ConfigSet,
    TokenShow,
    TokenRotate,
    StoreCopy,
    DebugArchive,
};

/// Everything that can stand on a command line, as it was typed.
struct RawArguments
{
    std::vector<std::string> operands;
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    std::string project;
    std::string dataset;
    std::string debounce;
    std::string limit;
    std::string language;
    std::string glob;
    std::string pathPrefix;
    std::string since;
    std::string pauseFor;
    std::string port;
    std::string timeout;
    std::string dataDirectory;
    std::string store;
    std::string from;
    std::string to;
    std::string show;
    bool background = false;
    std::string scope;
    std::string output;
    bool json = false;
    bool keepIndex = false;
    bool force = false;
    bool follow = false;
    bool help = false;
    bool version = false;
    bool allowManage = false;
    bool noStart = false;
    bool dryRun = false;
    bool uninstall = false;
    bool includePaths = false;
};

struct OptionSpec
{
    using Target = std::variant<bool RawArguments::*, std::string RawArguments::*,
                                std::vector<std::string> RawArguments::*>;

    const char *name; ///< "--project"
    const char *value; ///< what follows it in the help; empty: nothing does
    const char *help;
    Target target; ///< a list may be given more than once
};

enum class Operand { None, Path, OptionalPath, Words, Shell, Agent, OptionalKey, KeyAndValue };

struct CommandSpec
{
    Verb verb;
    const char *name; ///< empty for Verb::Tray; two words for a command of a command: "mcp install"
    const char *summary;
    Operand operand;
    std::vector<OptionSpec> options;
};

/// The one place where commands and options are named: parsing, help and completions come from it. The
/// first entry is Verb::Tray.
const std::vector<CommandSpec> &commandTable();

/// The words that can stand for the operand; empty where it is free, or the key of a setting.
QStringList choicesFor(Operand operand);

} // namespace vectray
