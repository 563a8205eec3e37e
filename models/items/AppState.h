#pragma once

#include "ProgramState.h"

#include <domain/Folder.h>

#include <QCoreApplication>
#include <QList>

#include <chrono>
#include <optional>

namespace vectray {

/// How all of it is, in one picture and two lines.
struct AppState
{
    /// From the best to the worst; the worst of all folders is shown.
    enum class Condition { Idle, Paused, Scanning, Syncing, Offline, Attention, Error };

    Condition condition = Condition::Idle;
    QString headline; ///< "Up to date", "Indexing 41 of 230 files"
    QString detail; ///< what stands behind it: counts, the folder it is about

    static AppState of(const QList<Folder> &folders, const ProgramState &program,
                       std::optional<std::chrono::seconds> left = {});
    static Condition conditionOf(const Folder &folder);

    bool operator==(const AppState &) const = default;

private:
    Q_DECLARE_TR_FUNCTIONS(AppState)

    static QString inventory(const QList<Folder> &folders);
};

} // namespace vectray
