#include "LogFile.h"

#include <QDateTime>
#include <QDir>

#include <unistd.h>

#include <cstdio>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MaxBytes = 10 << 20;
constexpr int OldFiles = 3;
constexpr qsizetype MaxLine = 4096;

LogFile *installed = nullptr; // qInstallMessageHandler() takes a plain function
QtMessageHandler before = nullptr;

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (installed != nullptr)
        installed->write(type, context, message);
}

const char *nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

bool isHarmless(QChar c)
{
    // Category Other: control, format (bidi, zero width), private use. Surrogates are parts of good characters.
    return c.isSurrogate() || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format
                               && c != QChar::LineSeparator && c != QChar::ParagraphSeparator);
}

} // namespace

QString oneLine(const QString &message)
{
    QString line;
    line.reserve(message.size());
    for (const QChar c : message.left(MaxLine)) {
        if (isHarmless(c))
            line += c;
        else
            line += u"\\x%1"_s.arg(int(c.unicode()), 2, 16, QChar(u'0'));
    }
    return line;
}

LogFile::LogFile(const QString &folder) : m_file(folder + u"/vectray.log"_s) {}

LogFile::~LogFile()
{
    if (installed == this) {
        qInstallMessageHandler(before);
        installed = nullptr;
    }
}

Done LogFile::install()
{
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        return Error{Error::Kind::Unavailable, u"cannot write %1: %2"_s.arg(m_file.fileName(), m_file.errorString())};
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    installed = this;
    before = qInstallMessageHandler(handle);
    return {};
}

void LogFile::write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString line = u"%1 %2 %3: %4\n"_s.arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
                                                 QLatin1String(nameOf(type)), QLatin1String(context.category),
                                                 oneLine(message));
    const QByteArray utf8 = line.toUtf8();
    const QMutexLocker lock(&m_mutex);
    std::fwrite(utf8.constData(), 1, std::size_t(utf8.size()), stderr);
    if (m_file.size() + utf8.size() > MaxBytes)
        rotate();
    m_file.write(utf8); // on a full disk a line is lost, and nothing else
    m_file.flush();
}

void LogFile::rotate()
{
    const QString name = m_file.fileName();
    m_file.close();
    QFile::remove(name + u'.' + QString::number(OldFiles));
    for (int old = OldFiles - 1; old >= 1; --old)
        QFile::rename(name + u'.' + QString::number(old), name + u'.' + QString::number(old + 1));
    QFile::rename(name, name + u".1"_s);
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace vectray
