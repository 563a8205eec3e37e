#include "Completions.h"

#include "CommandTable.h"

#include <domain/ShellWord.h>

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

/// "install" for the command "mcp".
QStringList secondWords(const QString &command)
{
    QStringList words;
    for (const QString &name : commandNames()) {
        if (name.startsWith(command + u' '))
            words << name.section(u' ', 1);
    }
    return words;
}

/// What the operand can be, where that is known: the second word of a command, or one of a few words.
QStringList operandChoices(const CommandSpec &command)
{
    return secondWords(latin(command.name)) + choicesFor(command.operand);
}

/// 'mcp install' | 'config get': a pattern of a shell's case.
QString pairPattern()
{
    QStringList pairs;
    for (const QString &name : commandNames()) {
        if (name.contains(u' '))
            pairs << u'\'' + name + u'\'';
    }
    return pairs.join(u" | "_s);
}

bool isFirstWord(const CommandSpec &command)
{
    return command.verb != Verb::Tray && !latin(command.name).contains(u' ');
}

QStringList firstWords()
{
    QStringList words;
    for (const QString &name : commandNames())
        words << name.section(u' ', 0, 0);
    words.removeDuplicates();
    return words;
}

/// First words that are no command without a second one.
QStringList bareWords()
{
    QStringList words = firstWords();
    words.removeIf([](const QString &word) { return commandNames().contains(word); });
    return words;
}

bool takesPath(const CommandSpec &command)
{
    return command.operand == Operand::Path || command.operand == Operand::OptionalPath;
}

bool takesKey(const CommandSpec &command)
{
    return command.operand == Operand::OptionalKey || command.operand == Operand::KeyAndValue;
}

/// Inside '…' of a shell, and inside [ ] of zsh's _arguments.
QString quoted(const char *text)
{
    return insideShellQuotes(latin(text)).replace(u"["_s, u"\\["_s).replace(u"]"_s, u"\\]"_s);
}

QString bashScript()
{
    QString cases;
    for (const CommandSpec &command : commandTable()) {
        QStringList choices = operandChoices(command);
        if (command.verb == Verb::Tray)
            choices = firstWords();
        cases += u"        '%1') options='%2'; choices='%3'; operand=%4 ;;\n"_s.arg(
            latin(command.name), optionNames(command).join(u' '), choices.join(u' '),
            takesPath(command)      ? u"paths"_s
                : takesKey(command) ? u"keys"_s
                                    : u"nothing"_s);
    }
    for (const QString &word : bareWords())
        cases += u"        '%1') options=''; choices='%2'; operand=nothing ;;\n"_s.arg(
            word, secondWords(word).join(u' '));
    return uR"(# bash completion for vectray; made by 'vectray completions bash'

_vectray()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local command='' options choices operand i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --port | --data-dir | --store | --timeout) ((i++)) ;;
        -*) ;;
        *) command=${COMP_WORDS[i]}; break ;;
        esac
    done
    if ((i + 1 < COMP_CWORD)); then
        case "$command ${COMP_WORDS[i+1]}" in
        %2) command="$command ${COMP_WORDS[i+1]}" ;;
        esac
    fi
    COMPREPLY=()
    case $command in
%1        *) return ;;
    esac
    [[ $operand == keys ]] && choices=$(vectray config 2> /dev/null | cut -d ' ' -f 1)
    if [[ $previous == --data-dir ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [[ -n $choices ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
    elif [[ $operand == paths ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _vectray vectray
)"_s.arg(cases, pairPattern());
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
    if (const QStringList choices = operandChoices(command); !choices.isEmpty())
        parts << u"'1:word:(%1)'"_s.arg(choices.join(u' '));
    if (takesKey(command)) // of this version, whatever it has
        parts << u"'1:key:($(vectray config 2> /dev/null | cut -d \" \" -f 1))'"_s;
    return parts.join(u" \\\n            "_s);
}

QString zshScript()
{
    QString commands;
    QString cases;
    for (const CommandSpec &command : commandTable()) {
        if (command.verb == Verb::Tray)
            continue;
        if (isFirstWord(command))
            commands += u"        '%1:%2'\n"_s.arg(latin(command.name), quoted(command.summary));
        cases += u"    '%1')\n        _arguments \\\n            %2 ;;\n"_s.arg(latin(command.name),
                                                                                zshArguments(command));
    }
    for (const QString &word : bareWords()) {
        commands += u"        '%1:%2'\n"_s.arg(word, secondWords(word).join(u", "_s));
        cases +=
            u"    '%1')\n        _arguments '1:word:(%2)' ;;\n"_s.arg(word, secondWords(word).join(u' '));
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
    local name=$words[1]
    case "$name $words[2]" in
    %4) ((CURRENT > 2)) && name="$name $words[2]" && shift words && ((CURRENT--)) ;;
    esac
    case $name in
%2    esac
}

_vectray "$@"
)"_s.arg(commands, cases, zshArguments(commandTable().front()), pairPattern());
}

QString fishScript()
{
    QString script = u"# fish completion for vectray; made by 'vectray completions fish'\n\n"
                     "complete -c vectray -f\n"_s;
    for (const QString &word : bareWords())
        script += u"complete -c vectray -n __fish_use_subcommand -a %1\n"
                  "complete -c vectray -n '__fish_seen_subcommand_from %1' -a '%2'\n"_s.arg(
                      word, secondWords(word).join(u' '));
    for (const CommandSpec &command : commandTable()) {
        const bool tray = command.verb == Verb::Tray;
        const QString condition = tray ? u"__fish_use_subcommand"_s
                                       : u"__fish_seen_subcommand_from "_s
                + latin(command.name).replace(u" "_s, u"; and __fish_seen_subcommand_from "_s);
        if (isFirstWord(command))
            script += u"complete -c vectray -n __fish_use_subcommand -a %1 -d '%2'\n"_s.arg(
                latin(command.name), latin(command.summary).replace(u"'"_s, u"\\'"_s));
        for (const OptionSpec &option : command.options)
            script += u"complete -c vectray -n '%1' -l %2%3 -d '%4'\n"_s.arg(
                condition, latin(option.name).sliced(2), *option.value != '\0' ? u" -r"_s : QString(),
                latin(option.help).replace(u"'"_s, u"\\'"_s));
        if (takesPath(command))
            script += u"complete -c vectray -n '%1' -F\n"_s.arg(condition);
        if (const QStringList choices = operandChoices(command); !choices.isEmpty())
            script += u"complete -c vectray -n '%1' -a '%2'\n"_s.arg(condition, choices.join(u' '));
        if (takesKey(command))
            script +=
                u"complete -c vectray -n '%1' -a '(vectray config 2> /dev/null | string split -f 1 \" \")'\n"_s
                    .arg(condition);
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
