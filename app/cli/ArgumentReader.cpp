#include "ArgumentReader.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList unmarkedAll(const std::vector<std::string> &words)
{
    QStringList all;
    std::transform(words.begin(), words.end(), std::back_inserter(all), unmarked);
    return all;
}

/// The name itself stays as it is (it may be a link that is asked about); what leads to it is resolved.
QString absolute(const QString &path)
{
    const QFileInfo info(QDir::current(), path);
    if (info.isDir())
        return info.canonicalFilePath();
    const QString parent = QFileInfo(info.absolutePath()).canonicalFilePath();
    return parent.isEmpty() ? QDir::cleanPath(info.absoluteFilePath())
                            : QDir(parent).filePath(info.fileName());
}

} // namespace

std::string marked(const QString &word)
{
    return WordMark + word.toStdString();
}

QString unmarked(const std::string &word)
{
    const QString text = QString::fromStdString(word);
    return text.startsWith(QLatin1Char(WordMark)) ? text.sliced(1) : text;
}

ArgumentReader::ArgumentReader(const RawArguments &raw) : m_raw(raw), m_operands(unmarkedAll(raw.operands)) {}

QString ArgumentReader::text(const std::string RawArguments::*field) const
{
    return unmarked(m_raw.*field);
}

QStringList ArgumentReader::list(const std::vector<std::string> RawArguments::*field) const
{
    return unmarkedAll(m_raw.*field);
}

std::optional<qint64> ArgumentReader::number(const std::string RawArguments::*field, const char *name,
                                             Range range)
{
    if ((m_raw.*field).empty())
        return {};
    bool understood = false;
    const qint64 value = text(field).toLongLong(&understood);
    if (!understood || value < range.least || value > range.most) {
        complain(u"%1 takes a whole number from %2 to %3, not '%4'."_s.arg(
            QString::fromLatin1(name), QString::number(range.least), QString::number(range.most),
            text(field)));
        return {};
    }
    return value;
}

std::optional<std::chrono::milliseconds> ArgumentReader::duration(const std::string RawArguments::*field,
                                                                  const char *name)
{
    if ((m_raw.*field).empty())
        return {};
    const QString typed = text(field);
    const std::chrono::seconds unit = typed.endsWith(u'd') ? std::chrono::days(1)
        : typed.endsWith(u'h')                             ? std::chrono::hours(1)
        : typed.endsWith(u'm')                             ? std::chrono::minutes(1)
        : typed.endsWith(u's')                             ? std::chrono::seconds(1)
                                                           : std::chrono::seconds(0);
    bool understood = false;
    const qint64 count = typed.chopped(1).toLongLong(&understood);
    const qint64 most = unit.count() > 0 ? std::chrono::seconds(std::chrono::days(365)) / unit : 0;
    if (!understood || count < 1 || count > most) {
        complain(u"%1 takes a time such as 30m, 2h or 1d, at most 365d, not '%2'."_s.arg(
            QString::fromLatin1(name), typed));
        return {};
    }
    return count * unit;
}

std::optional<quint16> ArgumentReader::port()
{
    const auto value = number(&RawArguments::port, "--port", {1, 65535});
    return value ? std::optional(quint16(*value)) : std::nullopt;
}

std::optional<std::chrono::milliseconds> ArgumentReader::timeout()
{
    const auto value = number(&RawArguments::timeout, "--timeout", {1, 86400});
    return value ? std::optional<std::chrono::milliseconds>(std::chrono::seconds(*value)) : std::nullopt;
}

QString ArgumentReader::path()
{
    if (m_operands.size() > 1)
        complain(u"only one PATH can be given; '%1' is one too many."_s.arg(m_operands.at(1)));
    return m_operands.isEmpty() ? QString() : absolute(m_operands.first());
}

command::FolderName ArgumentReader::folder()
{
    return {path(), text(&RawArguments::project), text(&RawArguments::dataset)};
}

command::Completions::Shell ArgumentReader::shell()
{
    using Shell = command::Completions::Shell;
    const QString name = words();
    if (name != "bash"_L1 && name != "zsh"_L1 && name != "fish"_L1)
        complain(u"there are completions for bash, zsh and fish, not for '%1'."_s.arg(name));
    return name == "zsh"_L1 ? Shell::Zsh : name == "fish"_L1 ? Shell::Fish : Shell::Bash;
}

QString ArgumentReader::choice(Operand operand)
{
    const QStringList choices = choicesFor(operand);
    if (!choices.contains(words()))
        complain(u"there is no '%1'; it is one of %2."_s.arg(words(), choices.join(u", "_s)));
    return words();
}

QString ArgumentReader::operand(qsizetype at, qsizetype most)
{
    if (m_operands.size() > most)
        complain(u"'%1' is one word too many."_s.arg(m_operands.at(most)));
    return m_operands.value(at);
}

QString ArgumentReader::output() const
{
    const QString path = text(&RawArguments::output);
    return path.isEmpty() ? path : absolute(path);
}

bool ArgumentReader::inProject()
{
    const QString scope = text(&RawArguments::scope);
    if (!scope.isEmpty() && scope != "user"_L1 && scope != "project"_L1)
        complain(u"--scope takes user or project, not '%1'."_s.arg(scope));
    return scope == "project"_L1;
}

DaemonOptions ArgumentReader::daemon()
{
    const QString directory = text(&RawArguments::dataDirectory);
    const QString store = text(&RawArguments::store);
    if (!store.isEmpty() && !store.startsWith("sqlite:"_L1) && !store.startsWith("postgresql://"_L1)
        && !store.startsWith("postgres://"_L1))
        complain(u"--store takes sqlite:PATH or postgresql://..., not '%1'."_s.arg(store));
    return {port(), directory.isEmpty() ? QString() : absolute(directory), store, m_raw.allowManage};
}

QString ArgumentReader::page()
{
    const QString page = text(&RawArguments::show);
    const QStringList pages{u"folders"_s,  u"search"_s,    u"activity"_s,
                            u"problems"_s, u"dashboard"_s, u"settings"_s};
    if (!page.isEmpty() && !pages.contains(page))
        complain(u"--show takes %1, not '%2'."_s.arg(pages.join(u", "_s), page));
    return page;
}

void ArgumentReader::complain(const QString &sentence)
{
    if (m_complaint.isEmpty())
        m_complaint = sentence;
}

} // namespace vectray
