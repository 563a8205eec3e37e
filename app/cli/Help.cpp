#include "Help.h"

#include "CommandTable.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString fullName(const CommandSpec &command)
{
    return command.verb == Verb::Tray ? u"vectray"_s : u"vectray "_s + QString::fromLatin1(command.name);
}

/// "PATH", "[PATH]", "QUERY..." as the usage line shows it.
QString operandText(Operand operand)
{
    switch (operand) {
    case Operand::None:
        return {};
    case Operand::Path:
        return u" PATH"_s;
    case Operand::OptionalPath:
        return u" [PATH]"_s;
    case Operand::Words:
        return u" QUERY..."_s;
    case Operand::Shell:
    case Operand::Agent:
        return u' ' + choicesFor(operand).join(u'|');
    case Operand::OptionalKey:
        return u" [KEY]"_s;
    case Operand::KeyAndValue:
        return u" KEY VALUE"_s;
    }
    Q_UNREACHABLE();
}

QString helpLine(const QString &name, const QString &help)
{
    constexpr int Column = 24;
    return u"  "_s + name.leftJustified(Column) + help + u'\n';
}

} // namespace

QString helpFor(const CommandSpec &command)
{
    const bool tray = command.verb == Verb::Tray;
    const QString summary = QString::fromLatin1(command.summary);
    QString text =
        u"Usage: %1%2%3\n\n"_s.arg(fullName(command), tray ? u" [COMMAND] [OPTION...]"_s : u" [OPTION...]"_s,
                                   operandText(command.operand));
    text += summary.at(0).toUpper() + summary.sliced(1) + u".\n"_s;
    if (tray) {
        text += u"\nCommands:\n"_s;
        for (const CommandSpec &other : commandTable()) {
            if (other.verb != Verb::Tray)
                text += helpLine(QString::fromLatin1(other.name), QString::fromLatin1(other.summary));
        }
    }
    text += u"\nOptions:\n"_s;
    for (const OptionSpec &option : command.options) {
        const QString name = QString::fromLatin1(option.name) + u' ' + QString::fromLatin1(option.value);
        text += helpLine(name.trimmed(), QString::fromLatin1(option.help));
    }
    if (tray)
        text += u"\nWithout a command it runs in the system tray. "
                "'vectray COMMAND --help' says more about one; vectray(1) says all.\n"_s;
    return text;
}

} // namespace vectray
