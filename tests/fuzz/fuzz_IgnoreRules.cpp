// The rules of a folder. The parts of the input are separated by NULs: .gitignore, a/.gitignore,
// .dockerignore, .vectrayignore, include and exclude globs (a line each), and the paths that are asked for (a
// line each; a slash at the end makes it a directory).
#include "FuzzTarget.h"

#include <watch/IgnoreRules.h>

#include <QFile>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

using namespace vectray;
using namespace vectray::fuzz;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Folders that differ in what rules there are: each has those of the one before and one kind more.
class Folders
{
public:
    static constexpr std::size_t Count = 4;

    Folders()
    {
        qputenv("HOME", QFile::encodeName(m_top.path()));
        qputenv("GIT_CONFIG_NOSYSTEM", "1");
        qunsetenv("XDG_CONFIG_HOME");
        for (std::size_t i = 0; i < Count; ++i) {
            for (const char *const name : {"", "/a", "/a/b", "/.git"}) {
                const QByteArray directory = path(i) + name;
                ::mkdir(directory.constData(), 0700);
            }
            write(i, "/.git/HEAD", "ref: refs/heads/main\n");
        }
    }

    QByteArray path(std::size_t folder) const
    {
        return QFile::encodeName(m_top.path()) + '/' + QByteArray::number(qulonglong(folder));
    }

    void write(std::size_t folder, const QByteArray &name, QByteArrayView content) const
    {
        const QByteArray file = path(folder) + name;
        const int descriptor = ::open(file.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        require(descriptor >= 0, "a temporary file can be written");
        require(::write(descriptor, content.data(), std::size_t(content.size())) == content.size(),
                "a temporary file can be written");
        ::close(descriptor);
    }

private:
    QTemporaryDir m_top{QFile::exists(u"/dev/shm"_s) ? u"/dev/shm/vectray-XXXXXX"_s : QString()};
};

QStringList linesOf(QByteArrayView part)
{
    return QString::fromUtf8(part).split(u'\n', Qt::SkipEmptyParts);
}

/// Relative, without empty and dotted steps: what a walk comes to.
QByteArray walkedPath(const QByteArray &line)
{
    QByteArrayList steps;
    for (const QByteArray &step : line.split('/')) {
        if (!step.isEmpty() && step != "." && step != "..")
            steps.append(step);
    }
    return steps.join('/');
}

void checkVerdict(const IgnoreVerdict &verdict)
{
    require(!verdict.ignored || !verdict.source.isEmpty(), "who is left out can be told by whom");
    require(verdict.line >= 0, "a line is a line");
    require(verdict.rule.isEmpty() || !verdict.source.isEmpty(), "a rule stands somewhere");
}

/// A directory's verdict is that of all that is in it.
void checkParents(const IgnoreRules &rules, const QByteArray &path, bool isIgnored)
{
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        const bool isParentIgnored = rules.verdict(QByteArrayView(path).first(slash), true).ignored;
        require(!isParentIgnored || isIgnored, "what lies in an ignored directory is ignored");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t Most = 4096;
    constexpr qsizetype MostPaths = 4;
    if (size > Most)
        return 0;
    static const Folders folders;
    Input input(data, size);
    std::array<QByteArrayView, 4> files;
    for (QByteArrayView &file : files)
        file = input.part('\0');
    const QStringList include = linesOf(input.part('\0'));
    const QStringList exclude = linesOf(input.part('\0'));
    const QByteArrayList paths = input.part('\0').toByteArray().split('\n').mid(0, MostPaths);

    // 0: git's rules, 1: Docker's too, 2: the folder's own too, 3: with the globs, which come last.
    for (std::size_t i = 0; i < Folders::Count; ++i) {
        folders.write(i, "/.gitignore", files[0]);
        folders.write(i, "/a/.gitignore", files[1]);
        folders.write(i, "/.dockerignore", i >= 1 ? files[2] : QByteArrayView());
        folders.write(i, "/.vectrayignore", i >= 2 ? files[3] : QByteArrayView());
    }
    for (const QByteArray &line : paths) {
        const QByteArray path = walkedPath(line);
        if (path.isEmpty())
            continue;
        const bool isDirectory = line.endsWith('/');
        bool wasIgnored = false;
        for (std::size_t i = 0; i < Folders::Count; ++i) {
            IgnoreRules::Options options{.useDefaults = false};
            if (i == 3)
                options = {.include = include, .exclude = exclude, .useDefaults = false};
            const IgnoreRules rules(QFile::decodeName(folders.path(i)), options);
            const IgnoreVerdict verdict = rules.verdict(path, isDirectory);
            checkVerdict(verdict);
            checkParents(rules, path, verdict.ignored);
            require(verdict.ignored || !wasIgnored, "a later kind of rules only leaves out more");
            wasIgnored = verdict.ignored;
        }
        IgnoreRules::Options withDefaults{.include = include, .exclude = exclude};
        const IgnoreRules all(QFile::decodeName(folders.path(3)), withDefaults);
        require(all.verdict(path, isDirectory).ignored || !wasIgnored, "the defaults only leave out more");
    }
    return 0;
}
