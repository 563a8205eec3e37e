#pragma once

#include <chunk/Language.h>

#include <QDir>
#include <QFile>
#include <QTest>

namespace vectray {

/// A small file of every language, written for the tests.
struct Fixture
{
    QString file;
    QString language;
    QByteArray text;
};

inline QList<Fixture> fixtures()
{
    QList<Fixture> list;
    const QDir dir(QStringLiteral(VECTRAY_SOURCE_DIR "/tests/chunk/fixtures"));
    for (const QString &name : dir.entryList(QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(name));
        const QByteArray text = file.readAll();
        list.push_back({name, languageOf(name, text), text});
    }
    return list;
}

inline Fixture fixture(const QString &language)
{
    const QList<Fixture> all = fixtures();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Fixture &f) { return f.language == language; });
    if (found == all.end())
        qFatal("there is no fixture in %s", qPrintable(language));
    return *found;
}

} // namespace vectray
