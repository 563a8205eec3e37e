#pragma once

#include <domain/Folder.h>

#include <QCoreApplication>

#include <chrono>
#include <optional>

namespace vectray {

/// What one button can do about a folder's condition.
enum class Cure { None, TurnOn, Resume, CheckAgain, ShowProblems, SyncNow };

/// A folder's condition in words for people. Whatever comes from the file system is made harmless
/// (PlainText.h), but is still plain text: a view must not take it for rich text.
class FolderWords
{
    Q_DECLARE_TR_FUNCTIONS(FolderWords)

public:
    /// The last part of the path.
    static QString name(const WatchConfig::Key &key);
    /// The path with the home directory as "~".
    static QString shortPath(const QString &path);
    /// While the index is copied: why nothing is indexed, and nothing can be resumed.
    static QString resting();
    /// "Up to date", "Paused", …
    static QString state(const Folder &folder);
    /// The state with its reason or its progress, in one line.
    static QString sentence(const Folder &folder, std::optional<std::chrono::seconds> left = {});
    /// "about 2 minutes left"
    static QString timeLeft(std::chrono::seconds left);
    /// "just now", "5 minutes ago", or the date; "never" for an invalid time.
    static QString ago(const QDateTime &time, const QDateTime &now);
    static QString files(std::int64_t count);
    static QString chunks(std::int64_t count);
    /// What became of a deletion of many files at once, or is going to.
    static QString deletion(const DeletionHeld &event);
    static Cure cure(const Folder &folder);
    static QString cureLabel(Cure cure);

private:
    static QString progress(const Folder &folder, std::optional<std::chrono::seconds> left);
};

} // namespace vectray
