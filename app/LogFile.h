#pragma once

#include <domain/Result.h>

#include <QFile>
#include <QMutex>
#include <QString>

namespace vectray {

/// Where log messages go: standard error, and a file that is replaced at 10 MiB, with three older ones kept.
/// One message is one line, whatever names a hostile tree puts into it.
class LogFile
{
    Q_DISABLE_COPY_MOVE(LogFile)

public:
    explicit LogFile(const QString &folder);
    ~LogFile(); ///< messages go where they went before

    /// Takes over qDebug() and its kin for the life of this object; there is one at a time.
    Done install();

    void write(QtMsgType type, const QMessageLogContext &context, const QString &message);

private:
    void rotate();

    QMutex m_mutex; ///< messages come from all threads
    QFile m_file;
};

/// A message as one line: control characters and the like as \xNN, at most 4 KiB.
QString oneLine(const QString &message);

} // namespace vectray
