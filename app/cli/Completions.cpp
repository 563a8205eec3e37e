#include "Completions.h"

#include "CommandTable.h"

#include <QStringList>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

QStringList optionNames(const CommandSpec &command)
{
    QStringList names;
    for (const OptionSpec &option : command.options)
        names << latin(option.name);
    return names;
}

QStringList commandNames()
{
    QStringList names;
    for (const CommandSpec &command : commandTable()) {
        if (command.verb != Verb::Tray)
            names << latin(command.name);
    }
    return names;
}

bool takesPath(const CommandSpec &command)
{
    return command.operand == Operand::Path || command.operand == Operand::OptionalPath;
}

/// Inside '…' of a shell, and inside [ ] of zsh's _arguments.
QString quoted(const char *text)
{
    return latin(text).replace(u"'"_s, u"'\\''"_s).replace(u"["_s, u"\\["_s).replace(u"]"_s, u"\\]"_s);
}

QString bashScript()
{
    QString cases;
    for (const CommandSpec &command : commandTable()) {
        const QString pattern = command.verb == Verb::Tray ? u"''"_s : latin(command.name);
        cases += u"        %1) options='%2'; operand=%3 ;;\n"_s.arg(
            pattern, optionNames(command).join(u' '),
            takesPath(command)                      ? u"path"_s
                : command.operand == Operand::Shell ? u"shell"_s
                : command.verb == Verb::Tray        ? u"command"_s
                                                    : u"none"_s);
    }
    return uR"(# bash completion for vectray; made by 'vectray completions bash'

_vectray()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local command='' options operand i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --port | --data-dir | --store | --timeout) ((i++)) ;;
        -*) ;;
        *) command=${COMP_WORDS[i]}; break ;;
        esac
    done
    COMPREPLY=()
    case $command in
%1        *) return ;;
    esac
    if [[ $previous == --data-dir ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [[ $operand == command ]]; then
        mapfile -t COMPREPLY < <(compgen -W '%2' -- "$current")
    elif [[ $operand == shell ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'bash zsh fish' -- "$current")
    elif [[ $operand == path ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _vectray vectray
)"_s.arg(cases, commandNames().join(u' '));
}

QString zshArguments(const CommandSpec &command)
{
    QStringList parts;
    for (const OptionSpec &option : command.options) {
        const bool repeated = std::holds_alternative<std::vector<std::string> RawArguments::*>(option.target);
        QString part = (repeated ? u"'*"_s : u"'"_s) + latin(option.name) + u'[' + quoted(option.help) + u']';
        if (*option.value != '\0')
            part += u':' + latin(option.value).toLower()
                + (latin(option.name) == "--data-dir"_L1 ? u":_files -/"_s : u":"_s);
        parts << part + u'\'';
    }
    if (takesPath(command))
        parts << u"'1:path:_files'"_s;
    if (command.operand == Operand::Shell)
        parts << u"'1:shell:(bash zsh fish)'"_s;
    return parts.join(u" \\\n            "_s);
}

QString zshScript()
{
    QString commands;
    QString cases;
    for (const CommandSpec &command : commandTable()) {
        if (command.verb == Verb::Tray)
            continue;
        commands += u"        '%1:%2'\n"_s.arg(latin(command.name), quoted(command.summary));
        cases += u"    %1)\n        _arguments \\\n            %2 ;;\n"_s.arg(latin(command.name),
                                                                              zshArguments(command));
    }
    return uR"(#compdef vectray
# zsh completion for vectray; made by 'vectray completions zsh'

_vectray() {
    local context state state_descr line
    typeset -A opt_args
    local -a commands
    commands=(
%1    )
    _arguments -C \
            %3 \
            '1: :->command' '*:: :->rest' && return
    if [[ $state == command ]]; then
        _describe command commands
        return
    fi
    case $words[1] in
%2    esac
}

_vectray "$@"
)"_s.arg(commands, cases, zshArguments(commandTable().front()));
}

QString fishScript()
{
    QString script = u"# fish completion for vectray; made by 'vectray completions fish'\n\n"
                     "complete -c vectray -f\n"_s;
    for (const CommandSpec &command : commandTable()) {
        const bool tray = command.verb == Verb::Tray;
        const QString condition =
            tray ? u"__fish_use_subcommand"_s : u"__fish_seen_subcommand_from "_s + latin(command.name);
        if (!tray)
            script += u"complete -c vectray -n __fish_use_subcommand -a %1 -d '%2'\n"_s.arg(
                latin(command.name), latin(command.summary).replace(u"'"_s, u"\\'"_s));
        for (const OptionSpec &option : command.options)
            script += u"complete -c vectray -n '%1' -l %2%3 -d '%4'\n"_s.arg(
                condition, latin(option.name).sliced(2), *option.value != '\0' ? u" -r"_s : QString(),
                latin(option.help).replace(u"'"_s, u"\\'"_s));
        if (takesPath(command))
            script += u"complete -c vectray -n '%1' -F\n"_s.arg(condition);
        if (command.operand == Operand::Shell)
            script += u"complete -c vectray -n '%1' -a 'bash zsh fish'\n"_s.arg(condition);
    }
    return script;
}

} // namespace

QString completionsFor(command::Completions::Shell shell)
{
    switch (shell) {
    case command::Completions::Shell::Bash:
        return bashScript();
    case command::Completions::Shell::Zsh:
        return zshScript();
    case command::Completions::Shell::Fish:
        return fishScript();
    }
    Q_UNREACHABLE();
}

} // namespace vectray
