#include "AgentFile.h"

#include "TextDiff.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MaxBytes = 32 << 20;

Result<std::optional<QByteArray>> contents(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return std::optional<QByteArray>();
    QFile file(path);
    if (!info.isFile() || info.size() > MaxBytes || !file.open(QIODevice::ReadOnly))
        return Error{
            Error::Kind::Denied,
            u"%1 cannot be read: %2"_s.arg(path, info.isFile() ? file.errorString() : u"it is no file"_s)};
    return std::optional(file.readAll());
}

/// Text that comes out again as the same bytes.
Result<QString> textOf(const std::optional<QByteArray> &bytes, const QString &path)
{
    const QString text = QString::fromUtf8(bytes.value_or(QByteArray()));
    if (text.toUtf8() != bytes.value_or(QByteArray()) && !bytes->startsWith("\xef\xbb\xbf"))
        return Error{Error::Kind::Invalid, u"%1 is not UTF-8; nothing was changed"_s.arg(path)};
    return text;
}

Error about(const QString &path, const Error &error)
{
    return {error.kind, u"%1: %2"_s.arg(path, error.message)};
}

Error unchanged(const QString &path, const Error &error)
{
    return {error.kind, about(path, error).message + u". Nothing was changed."_s};
}

QString backupOf(const QString &path)
{
    return path + u".vectray-backup"_s;
}

Done write(const QString &path, const QByteArray &bytes, QFile::Permissions permissions)
{
    QSaveFile file(path); // through a link, to what it points at
    if (!QDir().mkpath(QFileInfo(path).absolutePath()) || !file.open(QIODevice::WriteOnly)
        || !file.setPermissions(permissions) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{Error::Kind::Denied, u"%1 cannot be written: %2"_s.arg(path, file.errorString())};
    return {};
}

/// Whether our entry is all that \a current has and \a content has not.
bool isOnlyOurs(const QByteArray &current, const QByteArray &content, const AgentSpec &agent)
{
    const auto had = hasEntry(QString::fromUtf8(content), agent);
    if (!had || *had)
        return false;
    // Their commands may differ, so both are given the same one.
    const AgentCommand any{.program = u"/any"_s};
    const auto then = withEntry(QString::fromUtf8(content), agent, any);
    const auto now = withEntry(QString::fromUtf8(current), agent, any);
    return then && now && *then == *now;
}

} // namespace

QString AgentChange::diff() const
{
    return unifiedDiff(QString::fromUtf8(before.value_or(QByteArray())),
                       QString::fromUtf8(after.value_or(QByteArray())), file);
}

Result<AgentChange> planInstall(const AgentSpec &agent, const QString &file, const AgentCommand &command)
{
    const auto before = contents(file);
    if (!before)
        return before.error();
    const auto text = textOf(*before, file);
    if (!text)
        return text.error();
    const auto after = withEntry(*text, agent, command);
    if (!after)
        return unchanged(file, after.error());
    AgentChange change{.file = file, .before = *before, .after = after->toUtf8()};
    if (change.before && change.changesAnything())
        change.backup = backupOf(file);
    return change;
}

Result<AgentChange> planUninstall(const AgentSpec &agent, const QString &file)
{
    const auto before = contents(file);
    if (!before)
        return before.error();
    const auto text = textOf(*before, file);
    if (!text)
        return text.error();
    AgentChange change{.file = file, .before = *before, .after = *before};
    const auto had = hasEntry(*text, agent);
    if (!had)
        return unchanged(file, had.error());
    if (!*before || !*had)
        return change;

    const auto backup = contents(backupOf(file));
    const bool hasBackup = backup && *backup;
    if (hasBackup && isOnlyOurs(**before, **backup, agent)) {
        change.after = **backup;
    } else if (!hasBackup && isOnlyOurs(**before, {}, agent)) {
        change.after = std::nullopt;
    } else {
        const auto after = withoutEntry(*text, agent);
        if (!after)
            return unchanged(file, after.error());
        change.after = after->toUtf8();
    }
    change.backup = backupOf(file);
    return change;
}

Result<QString> enteredProgram(const AgentSpec &agent, const QString &file)
{
    const auto bytes = contents(file);
    if (!bytes)
        return bytes.error();
    const auto program = programIn(QString::fromUtf8(bytes->value_or(QByteArray())), agent);
    return program ? program : about(file, program.error());
}

Done carryOut(const AgentChange &change)
{
    const auto now = contents(change.file);
    if (!now)
        return now.error();
    if (*now != change.before)
        return Error{Error::Kind::Conflict,
                     u"%1 has just been changed by another program. Nothing was written: try again."_s.arg(
                         change.file)};
    if (!change.changesAnything())
        return {};
    const QFile::Permissions own = QFile::ReadOwner | QFile::WriteOwner;
    const QFile::Permissions permissions = change.before ? QFile::permissions(change.file) : own;
    if (!change.backup.isEmpty()) {
        if (Done kept = write(change.backup, *change.before, permissions); !kept)
            return kept;
    }
    if (change.after)
        return write(change.file, *change.after, permissions);
    if (!QFile::remove(change.file))
        return Error{Error::Kind::Denied, u"%1 cannot be removed"_s.arg(change.file)};
    return {};
}

} // namespace vectray
