#include "GitFiles.h"

#include "OpenDirectory.h"

#include <QList>
#include <QString>

#include <fcntl.h>
#include <sys/stat.h>

namespace vectray {

namespace {

constexpr int DeepestInclude = 10; // git's own limit

bool exists(const QByteArray &path)
{
    struct stat found = {};
    return ::stat(path.constData(), &found) == 0;
}

QByteArray parentOf(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return slash <= 0 ? QByteArray("/") : path.first(slash);
}

QByteArray absolute(const QByteArray &path, const QByteArray &base)
{
    return path.startsWith('/') ? path : base + '/' + path;
}

/// A path as git writes them in its configuration.
QByteArray expanded(const QByteArray &path, const QByteArray &base)
{
    return path.startsWith("~/") ? qgetenv("HOME") + path.mid(1) : absolute(path, base);
}

QByteArray firstLine(const QByteArray &path)
{
    const QByteArray content = readSmallFile(AT_FDCWD, path.constData(), Links::Follow);
    return content
        .first(std::max<qsizetype>(0, content.indexOf('\n') < 0 ? content.size() : content.indexOf('\n')))
        .trimmed();
}

/// Reads one configuration file for the one value that matters here.
class ConfigReader
{
public:
    explicit ConfigReader(QByteArray relativeTo) : m_relativeTo(std::move(relativeTo)) {}

    void read(const QByteArray &path, int depth = 0)
    {
        const QByteArray content = readSmallFile(AT_FDCWD, path.constData(), Links::Follow);
        QByteArray section;
        for (const QByteArray &line : joinedLines(content)) {
            QByteArray rest = line.trimmed();
            if (rest.startsWith('[')) {
                const qsizetype close = rest.indexOf(']');
                section = rest.mid(1, close - 1).trimmed().toLower();
                rest = close < 0 ? QByteArray() : rest.mid(close + 1).trimmed();
            }
            const qsizetype equals = rest.indexOf('=');
            if (equals < 0 || rest.startsWith('#') || rest.startsWith(';'))
                continue;
            const QByteArray key = rest.first(equals).trimmed().toLower();
            const QByteArray value = unquoted(rest.mid(equals + 1).trimmed());
            if (section == "core" && key == "excludesfile")
                m_excludesFile = value.isEmpty() ? value : expanded(value, m_relativeTo);
            else if (section == "include" && key == "path" && depth < DeepestInclude)
                read(expanded(value, parentOf(path)), depth + 1);
        }
    }

    const std::optional<QByteArray> &excludesFile() const { return m_excludesFile; }

private:
    /// A backslash at the end continues a line.
    static QList<QByteArray> joinedLines(QByteArray content)
    {
        content.replace("\r\n", "\n");
        content.replace("\\\n", "");
        return content.split('\n');
    }

    static QByteArray unquoted(const QByteArray &text)
    {
        QByteArray value;
        bool quoted = false;
        qsizetype keep = 0; // blanks outside quotes at the end do not count
        for (qsizetype i = 0; i < text.size(); ++i) {
            const char c = text.at(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '#' || c == ';')) {
                break;
            } else if (c == '\\' && i + 1 < text.size()) {
                const char escaped = text.at(++i);
                value.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped);
                keep = value.size();
                continue;
            } else {
                value.append(c);
            }
            if (quoted || (c != ' ' && c != '\t'))
                keep = value.size();
        }
        value.truncate(keep);
        return value;
    }

    QByteArray m_relativeTo;
    std::optional<QByteArray> m_excludesFile;
};

} // namespace

std::optional<GitRepository> GitRepository::at(const QByteArray &directory)
{
    QByteArray git = directory + "/.git";
    struct stat found = {};
    if (::stat(git.constData(), &found) != 0)
        return std::nullopt;
    if (S_ISREG(found.st_mode)) { // a linked work tree or a submodule
        const QByteArray pointer = firstLine(git);
        if (!pointer.startsWith("gitdir:"))
            return std::nullopt;
        git = absolute(pointer.mid(7).trimmed(), directory);
    }
    if (!exists(git + "/HEAD"))
        return std::nullopt;
    const QByteArray common = firstLine(git + "/commondir");
    return GitRepository{.top = directory, .commonDirectory = common.isEmpty() ? git : absolute(common, git)};
}

std::optional<GitRepository> GitRepository::holding(const QByteArray &directory)
{
    struct stat start = {};
    if (::stat(directory.constData(), &start) != 0)
        return std::nullopt;
    for (QByteArray candidate = directory;; candidate = parentOf(candidate)) {
        struct stat here = {};
        if (::stat(candidate.constData(), &here) != 0 || here.st_dev != start.st_dev)
            return std::nullopt;
        if (std::optional<GitRepository> repository = at(candidate))
            return repository;
        if (candidate == "/")
            return std::nullopt;
    }
}

QByteArray globalExcludesFile(const std::optional<GitRepository> &repository)
{
    const QByteArray home = qgetenv("HOME");
    QByteArray configHome = qgetenv("XDG_CONFIG_HOME");
    if (configHome.isEmpty() && !home.isEmpty())
        configHome = home + "/.config";

    ConfigReader reader(repository ? repository->top : home);
    if (!qEnvironmentVariableIsSet("GIT_CONFIG_NOSYSTEM"))
        reader.read(qEnvironmentVariableIsSet("GIT_CONFIG_SYSTEM") ? qgetenv("GIT_CONFIG_SYSTEM")
                                                                   : QByteArray("/etc/gitconfig"));
    if (qEnvironmentVariableIsSet("GIT_CONFIG_GLOBAL")) {
        reader.read(qgetenv("GIT_CONFIG_GLOBAL"));
    } else {
        if (!configHome.isEmpty())
            reader.read(configHome + "/git/config");
        if (!home.isEmpty())
            reader.read(home + "/.gitconfig");
    }
    if (repository)
        reader.read(repository->configFile());

    if (reader.excludesFile())
        return *reader.excludesFile();
    return configHome.isEmpty() ? QByteArray() : configHome + "/git/ignore";
}

} // namespace vectray
