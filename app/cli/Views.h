#pragma once

#include "Console.h"

#include <QJsonArray>
#include <QJsonObject>

namespace vectray {

// The daemon's answers as text for people. Whatever comes from files, names or the daemon is made
// harmless for a terminal (SafeText.h). A field that is missing is left out or shown as "-".

/// Configurations of autowatch/list.
QString foldersView(const QJsonArray &configurations);

/// GET /status and each project's status.
QString statusView(const QJsonObject &daemon, const QJsonArray &projects, const Style &style);

/// A query's answer; files below \a here are named relative to it.
QString searchView(const QJsonObject &answer, const Style &style, const QString &here);

QString explainView(const QString &path, const QJsonObject &answer, const Style &style);
QString previewView(const QString &path, const QJsonObject &answer);

/// One line, without a newline.
QString eventLine(const QJsonObject &envelope, const Style &style);

/// "12 created, 1 failed; 40 chunks embedded, in 0.31 s"; from SyncStats.
QString statsLine(const QJsonObject &stats);

} // namespace vectray
