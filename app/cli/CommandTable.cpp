#include "CommandTable.h"

#include <agents/AgentTable.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

using Raw = RawArguments;

constexpr OptionSpec Help{"--help", "", "say what there is, and end", &Raw::help};
constexpr OptionSpec Version{"--version", "", "say the version, and end", &Raw::version};
constexpr OptionSpec Port{"--port", "N", "the TCP port (default: VECTRAY_PORT, else 3030)", &Raw::port};
constexpr OptionSpec DataDirectory{"--data-dir", "DIR", "where the index is kept", &Raw::dataDirectory};
constexpr OptionSpec Store{"--store", "STORE", "sqlite:PATH or postgresql://...", &Raw::store};

constexpr OptionSpec AllowManage{"--allow-manage", "", "let AI agents change what is indexed",
                                 &Raw::allowManage};

constexpr OptionSpec Json{"--json", "", "print one JSON document instead of text", &Raw::json};
constexpr OptionSpec DaemonPort{"--port", "N", "the port of the daemon (default: found by itself)",
                                &Raw::port};
constexpr OptionSpec Timeout{"--timeout", "SECONDS", "how long to wait for an answer", &Raw::timeout};

constexpr OptionSpec Project{"--project", "P", "the project", &Raw::project};
constexpr OptionSpec Dataset{"--dataset", "D", "the dataset", &Raw::dataset};
constexpr OptionSpec Include{"--include", "GLOB", "only these files; may be repeated", &Raw::include};
constexpr OptionSpec Exclude{"--exclude", "GLOB", "not these files; may be repeated", &Raw::exclude};

using Options = std::vector<OptionSpec>;

Options forDaemon(Options own)
{
    for (const OptionSpec &option : {Port, DataDirectory, Store, AllowManage, Help})
        own.push_back(option);
    return own;
}

Options forClient(Options own)
{
    for (const OptionSpec &option : {Json, DaemonPort, Timeout, Help})
        own.push_back(option);
    return own;
}

std::vector<CommandSpec> makeTable()
{
    return {
        {Verb::Tray, "", "watch folders and keep a search index of them current, from the system tray",
         Operand::None,
         forDaemon(
             {{"--background", "", "show no window, and wait for a tray as long as a session needs to start",
               &Raw::background},
              {"--show", "PAGE",
               "show a page of the window: folders, search, activity, problems, dashboard, settings",
               &Raw::show},
              Version})},
        {Verb::Serve, "serve", "the same without a display", Operand::None, forDaemon({})},
        {Verb::Add, "add", "watch a folder, now and after every start", Operand::Path,
         forClient(
             {{"--project", "P", "the project (default: the folder's name)", &Raw::project},
              {"--dataset", "D", "the dataset (default: main)", &Raw::dataset},
              Include,
              Exclude,
              {"--debounce", "MS", "how long a file must be quiet before it is indexed, in milliseconds",
               &Raw::debounce}})},
        {Verb::Remove, "remove", "forget a folder and its index", Operand::Path,
         forClient({Project, Dataset, {"--keep-index", "", "leave the index searchable", &Raw::keepIndex}})},
        {Verb::List, "list", "list the folders", Operand::None, forClient({Project})},
        {Verb::Start, "start", "watch a folder until the daemon ends", Operand::Path,
         forClient({Project, Dataset})},
        {Verb::Stop, "stop", "stop watching a folder", Operand::Path, forClient({Project, Dataset})},
        {Verb::Pause, "pause", "hold indexing back, for one folder or all", Operand::OptionalPath,
         forClient({Project,
                    Dataset,
                    {"--for", "TIME", "go on after this time, such as 30m, 2h or 1d (default: when resumed)",
                     &Raw::pauseFor}})},
        {Verb::Resume, "resume", "go on indexing", Operand::OptionalPath, forClient({Project, Dataset})},
        {Verb::Sync, "sync", "bring the index up to date now, for one folder or all", Operand::OptionalPath,
         forClient({Project, Dataset, {"--force", "", "read every file again", &Raw::force}})},
        {Verb::Status, "status", "say how the daemon and the indexes are", Operand::None,
         forClient({Project})},
        {Verb::Search, "search", "find code and text by word and by meaning", Operand::Words,
         forClient({{"--project", "P", "only in this project", &Raw::project},
                    {"--dataset", "D", "only in this dataset", &Raw::dataset},
                    {"--limit", "N", "how many results, 1 to 200 (default: 10)", &Raw::limit},
                    {"--lang", "LANGUAGE", "only in this language", &Raw::language},
                    {"--glob", "GLOB", "only in files that match", &Raw::glob},
                    {"--path-prefix", "PREFIX", "only below this part of the folder", &Raw::pathPrefix}})},
        {Verb::Explain, "explain", "say why a file is, or is not, in the index", Operand::Path,
         forClient({})},
        {Verb::Preview, "preview", "say what indexing a folder would mean; changes nothing", Operand::Path,
         forClient({Project, Include, Exclude})},
        {Verb::Events, "events", "show what happened", Operand::None,
         forClient({{"--follow", "", "and go on with what happens", &Raw::follow},
                    {"--since", "ID", "begin after this event", &Raw::since},
                    Project})},
        {Verb::Paths, "paths", "say where everything is kept", Operand::None, forClient({})},
        {Verb::Doctor, "doctor", "look for what is wrong", Operand::None, forClient({})},
        {Verb::Mcp,
         "mcp",
         "connect an AI agent, on standard input and output, with the daemon",
         Operand::None,
         {AllowManage,
          {"--no-start", "", "do not start a daemon if none answers", &Raw::noStart},
          DaemonPort,
          Timeout,
          Help}},
        {Verb::McpInstall,
         "mcp install",
         "enter Vectray in the settings of an AI agent's program",
         Operand::Agent,
         {{"--scope", "SCOPE", "user (default) or project: the current folder's settings", &Raw::scope},
          AllowManage,
          {"--dry-run", "", "only show what would be changed", &Raw::dryRun},
          {"--uninstall", "", "take the entry out again", &Raw::uninstall},
          Json,
          Help}},
        {Verb::Config, "config", "list the settings", Operand::None, {Json, Help}},
        {Verb::ConfigGet,
         "config get",
         "say what a setting is, or all, and where it comes from",
         Operand::OptionalKey,
         {Json, Help}},
        {Verb::ConfigSet,
         "config set",
         "change a setting; an empty value is its default",
         Operand::KeyAndValue,
         {Json, Help}},
        {Verb::TokenShow,
         "token show",
         "print the token that lets other users and machines in",
         Operand::None,
         {Json, Help}},
        {Verb::TokenRotate, "token rotate", "replace the token; the old one is worth nothing from then on",
         Operand::None, forClient({})},
        {Verb::StoreCopy,
         "store copy",
         "copy an index into another store; goes on where it was broken off",
         Operand::None,
         {{"--from", "STORE", "sqlite:PATH or postgresql://...", &Raw::from},
          {"--to", "STORE", "the same; what it has already is kept", &Raw::to},
          Json,
          Help}},
        {Verb::DebugArchive, "debug-archive", "gather what helps to find a fault, without secrets",
         Operand::None,
         forClient({{"--output", "FILE", "where to (default: here, with the time in its name)", &Raw::output},
                    {"--include-paths", "", "do not disguise the names of files and folders",
                     &Raw::includePaths}})},
        {Verb::Completions, "completions", "print the completions of a shell", Operand::Shell, forClient({})},
    };
}

} // namespace

QStringList choicesFor(Operand operand)
{
    QStringList choices;
    switch (operand) {
    case Operand::Shell:
        return {u"bash"_s, u"zsh"_s, u"fish"_s};
    case Operand::Agent:
        for (const char *name : agentNames())
            choices << QString::fromLatin1(name);
        return choices;
    case Operand::None:
    case Operand::Path:
    case Operand::OptionalPath:
    case Operand::Words:
    case Operand::OptionalKey:
    case Operand::KeyAndValue:
        return {};
    }
    Q_UNREACHABLE();
}

const std::vector<CommandSpec> &commandTable()
{
    static const std::vector<CommandSpec> table = makeTable();
    return table;
}

} // namespace vectray
