#include "PortOwner.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <pwd.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString userName(quint32 uid)
{
    const struct passwd *entry = ::getpwuid(uid);
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(uid);
}

/// Whether one of the process's open files is the socket.
bool holds(const QString &process, quint64 inode)
{
    const QString socket = u"socket:[%1]"_s.arg(inode);
    const QDir descriptors(process + u"/fd"_s);
    const QStringList names = descriptors.entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot);
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        return QFile(descriptors.filePath(name)).symLinkTarget().endsWith(socket);
    });
}

} // namespace

QString PortOwner::toString() const
{
    if (pid == 0)
        return u"a process of user %1"_s.arg(userName(uid));
    return u"%1 (process %2, user %3)"_s.arg(program, QString::number(pid), userName(uid));
}

std::optional<PortOwner> listenerIn(const QByteArray &table, quint16 port)
{
    constexpr int Address = 1;
    constexpr int State = 3;
    constexpr int User = 7;
    constexpr int Inode = 9;
    const QByteArray hexPort = QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    std::optional<PortOwner> onAnyAddress;
    for (const QByteArray &line : table.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() <= Inode || fields.at(State) != "0A") // LISTEN
            continue;
        PortOwner owner;
        owner.uid = fields.at(User).toUInt();
        owner.inode = fields.at(Inode).toULongLong();
        if (fields.at(Address) == "0100007F:" + hexPort)
            return owner;
        if (fields.at(Address) == "00000000:" + hexPort)
            onAnyAddress = owner;
    }
    return onAnyAddress;
}

std::optional<PortOwner> portOwner(quint16 port)
{
    return listenerIn(contentsOf(u"/proc/net/tcp"_s), port);
}

PortOwner withProcess(PortOwner owner)
{
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isPid = false;
        const qint64 pid = entry.toLongLong(&isPid);
        if (isPid && holds(u"/proc/"_s + entry, owner.inode)) {
            owner.pid = pid;
            owner.program = QString::fromLocal8Bit(contentsOf(u"/proc/%1/comm"_s.arg(entry)).trimmed());
            break;
        }
    }
    return owner;
}

} // namespace vectray
