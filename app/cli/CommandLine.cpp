#include "CommandLine.h"

#include "ArgumentReader.h"
#include "CommandTable.h"
#include "Help.h"
#include "Suggestion.h"

#include <domain/Overloaded.h>

#include <algorithm>
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

Error usage(const QString &sentence)
{
    return {Error::Kind::Invalid, sentence};
}

QString didYouMean(const QString &typed, const QStringList &candidates)
{
    const QString suggestion = suggestionFor(typed, candidates);
    return suggestion.isEmpty() ? QString() : u" Did you mean %1?"_s.arg(suggestion);
}

/// What a complaint begins with: "add: ", or nothing.
QString label(const CommandSpec &command)
{
    return command.verb == Verb::Tray ? QString() : QString::fromLatin1(command.name) + u": "_s;
}

QStringList commandNames()
{
    QStringList names;
    for (const CommandSpec &command : commandTable())
        names << QString::fromLatin1(command.name);
    return names.sliced(1);
}

const char *operandName(Operand operand)
{
    switch (operand) {
    case Operand::None:
        return "";
    case Operand::Path:
    case Operand::OptionalPath:
        return "PATH";
    case Operand::Words:
        return "QUERY";
    case Operand::Shell:
        return "SHELL";
    case Operand::Agent:
        return "CLIENT";
    case Operand::OptionalKey:
        return "KEY";
    case Operand::KeyAndValue:
        return "KEY";
    }
    Q_UNREACHABLE();
}

/// The CLI11 parser of one command, writing into \a raw.
void declare(CLI::App &app, const CommandSpec &command, RawArguments &raw)
{
    app.set_help_flag();
    for (const OptionSpec &option : command.options) {
        const std::string name = option.target == OptionSpec::Target(&RawArguments::help)
            ? std::string("-h,") + option.name
            : option.name;
        std::visit(Overloaded{
                       [&](bool RawArguments::*flag) { return app.add_flag(name, raw.*flag, option.help); },
                       [&](std::string RawArguments::*text) {
                           return app.add_option(name, raw.*text, option.help)->take_last();
                       },
                       [&](std::vector<std::string> RawArguments::*list) {
                           return app.add_option(name, raw.*list, option.help)->allow_extra_args(false);
                       },
                   },
                   option.target);
    }
    if (command.operand != Operand::None)
        app.add_option(operandName(command.operand), raw.operands);
}

QString unknownArgument(const CommandSpec &command, const QString &argument)
{
    if (!argument.startsWith(u'-'))
        return u"%1'%2' is one word too many."_s.arg(label(command), argument);
    QStringList names;
    for (const OptionSpec &option : command.options)
        names << QString::fromLatin1(option.name);
    const QString name = argument.section(u'=', 0, 0);
    return u"%1there is no option %2.%3"_s.arg(label(command), name, didYouMean(name, names));
}

/// Lets CLI11 sort \a args into \a raw.
Done sortArguments(const CommandSpec &command, const QStringList &args, RawArguments &raw)
{
    std::vector<std::string> words;
    bool wordsOnly = false;
    for (const QString &arg : args) {
        if (!wordsOnly && arg == "--"_L1)
            wordsOnly = true;
        else if (!wordsOnly && arg.startsWith(u'-') && arg.size() > 1)
            words.push_back(arg.toStdString());
        else
            words.push_back(marked(arg));
    }
    std::reverse(words.begin(), words.end()); // the order CLI11 wants

    CLI::App app;
    declare(app, command, raw);
    try {
        app.parse(std::move(words));
    } catch (const CLI::ExtrasError &) {
        return usage(unknownArgument(command, unmarked(app.remaining().front())));
    } catch (const CLI::ArgumentMismatch &error) {
        const QString name = QString::fromUtf8(error.what()).section(u':', 0, 0);
        return usage(u"%1%2 needs a value."_s.arg(label(command), name));
    } catch (const CLI::ParseError &error) {
        return usage(
            u"%1%2."_s.arg(label(command), QString::fromUtf8(error.what()).remove(QLatin1Char(WordMark))));
    }
    return {};
}

Invocation client(ArgumentReader &reader, const RawArguments &raw, command::Action action)
{
    return ClientCommand{std::move(action), raw.json, reader.port(), reader.timeout()};
}

command::Add add(ArgumentReader &reader)
{
    command::Add made{
        reader.folder(), reader.list(&RawArguments::include), reader.list(&RawArguments::exclude), {}};
    if (const auto debounce = reader.number(&RawArguments::debounce, "--debounce", {0, 3'600'000}))
        made.debounce = std::chrono::milliseconds(*debounce);
    return made;
}

command::Search search(ArgumentReader &reader)
{
    using Raw = RawArguments;
    const auto limit = reader.number(&Raw::limit, "--limit", {1, 200});
    return {reader.words(),
            reader.text(&Raw::project),
            reader.text(&Raw::dataset),
            int(limit.value_or(10)),
            reader.text(&Raw::language),
            reader.text(&Raw::glob),
            reader.text(&Raw::pathPrefix)};
}

command::Action actionFor(Verb verb, ArgumentReader &reader, const RawArguments &raw)
{
    using namespace command;
    using Raw = RawArguments;
    switch (verb) {
    case Verb::Tray:
    case Verb::Serve:
    case Verb::StoreCopy:
        break; // not the client's
    case Verb::Add:
        return add(reader);
    case Verb::Remove:
        return Remove{reader.folder(), raw.keepIndex};
    case Verb::List:
        return List{reader.text(&Raw::project)};
    case Verb::Start:
        return Start{reader.folder()};
    case Verb::Stop:
        return Stop{reader.folder()};
    case Verb::Pause:
        return Pause{reader.folder(), reader.duration(&Raw::pauseFor, "--for")};
    case Verb::Resume:
        return Resume{reader.folder()};
    case Verb::Sync:
        return Sync{reader.folder(), raw.force};
    case Verb::Status:
        return Status{reader.text(&Raw::project)};
    case Verb::Search:
        return search(reader);
    case Verb::Explain:
        return Explain{reader.path()};
    case Verb::Preview:
        return Preview{reader.folder(), reader.list(&Raw::include), reader.list(&Raw::exclude)};
    case Verb::Events:
        return Events{raw.follow,
                      reader.number(&Raw::since, "--since", {0, std::numeric_limits<qint64>::max()}),
                      reader.text(&Raw::project)};
    case Verb::Paths:
        return ShowPaths{};
    case Verb::Doctor:
        return Doctor{};
    case Verb::Completions:
        return Completions{reader.shell()};
    case Verb::Mcp:
        return Mcp{raw.allowManage, !raw.noStart};
    case Verb::McpInstall:
        return McpInstall{reader.choice(Operand::Agent), reader.inProject(), raw.allowManage, raw.dryRun,
                          raw.uninstall};
    case Verb::Config:
        return ConfigGet{};
    case Verb::ConfigGet:
        return ConfigGet{reader.operand(0, 1)};
    case Verb::ConfigSet:
        return ConfigSet{reader.operand(0, 2), reader.operand(1, 2)};
    case Verb::TokenShow:
        return TokenShow{};
    case Verb::TokenRotate:
        return TokenRotate{};
    case Verb::DebugArchive:
        return DebugArchive{reader.output(), raw.includePaths};
    }
    Q_UNREACHABLE();
}

Result<Invocation> understand(const CommandSpec &command, const RawArguments &raw)
{
    if (raw.help)
        return Invocation(PrintText{helpFor(command)});
    if (raw.version)
        return Invocation(PrintText{u"vectray " VECTRAY_VERSION "\n"_s});
    const bool needsOperand = command.operand != Operand::None && command.operand != Operand::OptionalPath
        && command.operand != Operand::OptionalKey;
    if (needsOperand && std::all_of(raw.operands.begin(), raw.operands.end(), [](const std::string &word) {
            return unmarked(word).trimmed().isEmpty();
        }))
        return usage(u"%1: a %2 is missing; see 'vectray %1 --help'."_s.arg(
            QString::fromLatin1(command.name), QString::fromLatin1(operandName(command.operand))));

    if (command.operand == Operand::KeyAndValue && raw.operands.size() < 2)
        return usage(
            u"%1: a VALUE is missing; see 'vectray %1 --help'."_s.arg(QString::fromLatin1(command.name)));

    if (command.verb == Verb::StoreCopy && (raw.from.empty() || raw.to.empty()))
        return usage(u"store copy: --from and --to must name two stores; see 'vectray store copy --help'."_s);

    ArgumentReader reader(raw);
    Invocation made;
    if (command.verb == Verb::Tray)
        made = RunTray{reader.daemon(), raw.background, reader.page()};
    else if (command.verb == Verb::Serve)
        made = RunServer{reader.daemon()};
    else if (command.verb == Verb::StoreCopy)
        made = CopyStore{reader.text(&RawArguments::from), reader.text(&RawArguments::to), raw.json};
    else
        made = client(reader, raw, actionFor(command.verb, reader, raw));
    if (!reader.complaint().isEmpty())
        return usage(u"%1%2"_s.arg(label(command), reader.complaint()));
    return made;
}

/// The option of that name, of whichever command.
const OptionSpec *findOption(const QString &name)
{
    for (const CommandSpec &command : commandTable()) {
        for (const OptionSpec &option : command.options) {
            if (name == QString::fromLatin1(option.name))
                return &option;
        }
    }
    return nullptr;
}

/// Where the command's name is in \a args; -1 if there is none. Options may stand before it, but not ones
/// that no command has: what follows those may be their value.
qsizetype commandAt(const QStringList &args)
{
    for (qsizetype at = 0; at < args.size(); ++at) {
        const QString &arg = args.at(at);
        if (!arg.startsWith(u'-'))
            return at;
        const OptionSpec *option = findOption(arg.section(u'=', 0, 0));
        if (!option && arg != "-h"_L1)
            return -1;
        if (option && *option->value != '\0' && !arg.contains(u'='))
            ++at;
    }
    return -1;
}

const CommandSpec *findCommand(const QString &name)
{
    const auto &table = commandTable();
    const auto found = std::find_if(table.begin() + 1, table.end(), [&](const CommandSpec &spec) {
        return name == QString::fromLatin1(spec.name);
    });
    return found == table.end() ? nullptr : &*found;
}

/// The command at \a at, which is taken out of \a args: two words where they are one command.
const CommandSpec *takeCommand(QStringList &args, qsizetype at)
{
    const QString name = args.takeAt(at);
    const CommandSpec *pair = at < args.size() ? findCommand(name + u' ' + args.at(at)) : nullptr;
    if (pair)
        args.removeAt(at);
    return pair ? pair : findCommand(name);
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &args)
{
    QStringList rest = args;
    const CommandSpec *command = &commandTable().front();
    if (const qsizetype at = commandAt(rest); at >= 0) {
        const QString name = rest.at(at);
        if (name == "help"_L1) {
            rest.removeAt(at);
            return parseCommandLine(rest << u"--help"_s);
        }
        command = takeCommand(rest, at);
        if (!command)
            return usage(u"there is no command '%1'.%2 See 'vectray --help'."_s.arg(
                name, didYouMean(name, commandNames())));
    }
    RawArguments raw;
    return sortArguments(*command, rest, raw).and_then([&](auto) { return understand(*command, raw); });
}

} // namespace vectray
