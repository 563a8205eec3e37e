#include "ProcessUsage.h"

#include <QByteArrayList>
#include <QDir>
#include <QFile>

#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Seconds since 1970 at which the machine was started.
double bootTime()
{
    const QByteArray stat = contentOf(u"/proc/stat"_s);
    const qsizetype at = stat.indexOf("\nbtime ");
    return at < 0 ? 0 : stat.mid(at + 7, stat.indexOf('\n', at + 1) - at - 7).toDouble();
}

} // namespace

ProcessUsage ProcessUsage::now()
{
    // proc_pid_stat(5), counted behind the name, which may contain anything but ends at the last parenthesis
    constexpr int UserTime = 11;
    constexpr int SystemTime = 12;
    constexpr int Threads = 17;
    constexpr int StartTime = 19;
    constexpr int ResidentPages = 21;
    const QByteArray stat = contentOf(u"/proc/self/stat"_s);
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.size() <= ResidentPages)
        return {};
    const auto ticks = double(::sysconf(_SC_CLK_TCK));
    static const double boot = bootTime();
    return {.residentBytes = fields[ResidentPages].toLongLong() * ::sysconf(_SC_PAGESIZE),
            .cpuSeconds = (fields[UserTime].toDouble() + fields[SystemTime].toDouble()) / ticks,
            .startTimeSeconds = boot + fields[StartTime].toDouble() / ticks,
            .openDescriptors = int(QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size()),
            .threads = fields[Threads].toInt()};
}

} // namespace vectray
