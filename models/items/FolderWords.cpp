#include "FolderWords.h"

#include "PlainText.h"

#include <QDir>
#include <QLocale>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Plural forms are chosen by an int; what is beyond one is "many" in every language.
int plural(std::int64_t count)
{
    return int(std::min<std::int64_t>(count, 1'000'000'000));
}

QString reasonOr(const QString &reason, const QString &otherwise)
{
    return reason.isEmpty() ? otherwise : oneLine(reason);
}

} // namespace

QString FolderWords::name(const WatchConfig::Key &key)
{
    const QString last = key.path.section(u'/', -1, -1, QString::SectionSkipEmpty);
    return oneLine(last.isEmpty() ? key.path : last);
}

QString FolderWords::shortPath(const QString &path)
{
    const QString home = QDir::homePath();
    if (home.size() > 1 && (path == home || path.startsWith(home + u'/')))
        return u'~' + oneLine(QStringView(path).mid(home.size()));
    return oneLine(path);
}

QString FolderWords::state(const Folder &folder)
{
    switch (folder.state) {
    case Folder::State::Stopped:
        return folder.config.enabled ? tr("Starting…") : tr("Turned off");
    case Folder::State::Idle:
        return tr("Up to date");
    case Folder::State::Scanning:
        return tr("Looking for changes");
    case Folder::State::Syncing:
        return tr("Indexing");
    case Folder::State::Paused:
        return tr("Paused");
    case Folder::State::Degraded:
        return tr("Changes are seen late");
    case Folder::State::Unavailable:
        return tr("Folder not available");
    case Folder::State::Error:
        return tr("Error");
    }
    return {};
}

QString FolderWords::sentence(const Folder &folder, std::optional<std::chrono::seconds> left)
{
    switch (folder.state) {
    case Folder::State::Stopped:
        return folder.config.enabled ? tr("Starting…") : tr("Turned off. Its index stays searchable.");
    case Folder::State::Paused:
        return tr("Paused. Changes are indexed when it goes on.");
    case Folder::State::Scanning:
    case Folder::State::Syncing:
        return progress(folder, left);
    case Folder::State::Degraded:
        return reasonOr(folder.health.reason, tr("Changes are found, but only every now and then."));
    case Folder::State::Unavailable:
        return reasonOr(folder.health.reason, tr("The folder is missing. Its index is kept."));
    case Folder::State::Error:
        return reasonOr(folder.lastError,
                        reasonOr(folder.health.reason, tr("The folder cannot be watched.")));
    case Folder::State::Idle:
        if (folder.problems > 0)
            return tr("Up to date, but %Ln file(s) could not be indexed", nullptr, plural(folder.problems));
        if (folder.pending > 0)
            return tr("%Ln change(s) waiting", nullptr, plural(folder.pending));
        return tr("Up to date");
    }
    return {};
}

QString FolderWords::progress(const Folder &folder, std::optional<std::chrono::seconds> left)
{
    const QString word = state(folder);
    if (folder.progressTotal <= 0) {
        if (folder.progress <= 0)
            return word + u"…"_s;
        return tr("%1: %2").arg(word, files(folder.progress));
    }

    const QLocale locale;
    //: "Indexing 41 of 230 files"
    const QString counts = tr("%1 %2 of %Ln file(s)", nullptr, plural(folder.progressTotal))
                               .arg(word, locale.toString(qlonglong(folder.progress)));
    return left ? tr("%1, %2").arg(counts, timeLeft(*left)) : counts;
}

QString FolderWords::timeLeft(std::chrono::seconds left)
{
    if (left < 1min)
        return tr("less than a minute left");
    const auto minutes = std::chrono::round<std::chrono::minutes>(left).count();
    if (minutes < 90)
        return tr("about %Ln minute(s) left", nullptr, int(minutes));
    return tr("about %Ln hour(s) left", nullptr, int((minutes + 30) / 60));
}

QString FolderWords::ago(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return tr("never");

    const qint64 minutes = time.secsTo(now) / 60;
    if (minutes < 1)
        return tr("just now");
    if (minutes < 60)
        return tr("%Ln minute(s) ago", nullptr, int(minutes));
    const QDateTime local = time.toLocalTime();
    const QLocale locale;
    if (local.date() == now.toLocalTime().date())
        return tr("today, %1").arg(locale.toString(local.time(), QLocale::ShortFormat));
    return locale.toString(local, QLocale::ShortFormat);
}

QString FolderWords::resting()
{
    return tr("Indexing rests while the index is copied");
}

QString FolderWords::chunks(std::int64_t count)
{
    return tr("%Ln chunk(s)", nullptr, plural(count));
}

QString FolderWords::files(std::int64_t count)
{
    return tr("%Ln file(s)", nullptr, plural(count));
}

Cure FolderWords::cure(const Folder &folder)
{
    switch (folder.state) {
    case Folder::State::Stopped:
        return folder.config.enabled ? Cure::None : Cure::TurnOn;
    case Folder::State::Paused:
        return Cure::Resume;
    case Folder::State::Degraded:
    case Folder::State::Unavailable:
    case Folder::State::Error:
        return Cure::CheckAgain;
    case Folder::State::Idle:
        return folder.problems > 0 ? Cure::ShowProblems : Cure::SyncNow;
    case Folder::State::Scanning:
    case Folder::State::Syncing:
        return Cure::None;
    }
    return Cure::None;
}

QString FolderWords::deletion(const DeletionHeld &event)
{
    switch (event.outcome) {
    case DeletionHeld::Outcome::Waiting:
        return tr("%Ln of %1 indexed file(s) are gone at once. The index keeps them until a second look.",
                  nullptr, plural(event.files))
            .arg(QLocale().toString(qlonglong(event.indexed)));
    case DeletionHeld::Outcome::Confirmed:
        return tr("%Ln file(s) are still gone, and are taken out of the index.", nullptr,
                  plural(event.files));
    case DeletionHeld::Outcome::Kept:
        return tr("Nothing was taken out of the index: the files are back, or the whole folder is away.");
    }
    return {};
}

QString FolderWords::cureLabel(Cure cure)
{
    switch (cure) {
    case Cure::None:
        return {};
    case Cure::TurnOn:
        return tr("Turn &on");
    case Cure::Resume:
        return tr("R&esume");
    case Cure::CheckAgain:
        return tr("Check a&gain");
    case Cure::ShowProblems:
        return tr("Show pro&blems");
    case Cure::SyncNow:
        return tr("S&ync now");
    }
    return {};
}

} // namespace vectray
