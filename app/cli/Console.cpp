#include "Console.h"

#include "SafeText.h"

#include <QFile>

#include <stdio.h> // NOLINT(modernize-deprecated-headers): fileno() is POSIX
#include <sys/ioctl.h>
#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

std::unique_ptr<QIODevice> opened(int descriptor)
{
    auto file = std::make_unique<QFile>();
    // Unbuffered: what was printed is out, also when the process is killed.
    if (!file->open(descriptor, QIODevice::WriteOnly | QIODevice::Unbuffered))
        qWarning("descriptor %d cannot be written to", descriptor);
    return file;
}

Style styleOf(int descriptor)
{
    Style style;
    if (::isatty(descriptor) == 0)
        return style;
    struct winsize size = {};
    const int columns = qEnvironmentVariableIntValue("COLUMNS");
    if (columns > 0)
        style.width = columns;
    else if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0) // NOLINT(cppcoreguidelines-pro-type-vararg)
        style.width = size.ws_col;
    style.colour = qEnvironmentVariableIsEmpty("NO_COLOR") && qEnvironmentVariable("TERM") != "dumb"_L1;
    return style;
}

} // namespace

QString Style::painted(const char *code, const QString &text) const
{
    if (!colour || text.isEmpty())
        return text;
    return u"\x1b["_s + QLatin1StringView(code) + u'm' + text + u"\x1b[0m"_s;
}

Console::Console() : Console(opened(STDOUT_FILENO), opened(STDERR_FILENO), styleOf(STDOUT_FILENO))
{
    m_style.live = ::isatty(STDERR_FILENO) != 0 && qEnvironmentVariable("TERM") != "dumb"_L1;
}

Console::Console(std::unique_ptr<QIODevice> results, std::unique_ptr<QIODevice> remarks, Style style)
    : m_results(std::move(results))
    , m_remarks(std::move(remarks))
    , m_style(style)
{}

Done Console::print(const QString &text)
{
    return print(text.toUtf8());
}

Done Console::print(const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const qint64 part = m_results->write(bytes.constData() + written, bytes.size() - written);
        if (part <= 0)
            return Error{Error::Kind::Internal,
                         u"cannot write the result: %1"_s.arg(m_results->errorString())};
        written += part;
    }
    return {};
}

void Console::progress(const QString &line)
{
    if (m_style.live)
        m_remarks->write("\r\x1b[K" + safeLine(line).toUtf8());
}

void Console::remark(const QString &sentence)
{
    m_remarks->write(safeLine(sentence).toUtf8() + '\n');
}

} // namespace vectray
