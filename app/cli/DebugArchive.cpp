#include "DebugArchive.h"

#include "AgentFindings.h"
#include "Console.h"
#include "Redaction.h"
#include "SafeText.h"
#include "StatusFindings.h"
#include "TarFile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QSysInfo>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MaxLogBytes = 2 << 20; ///< the newest
constexpr auto ReadMe = "What is in here helps to find out why Vectray does not work. Passwords, keys and "
                        "tokens were taken out. Names of\n"
                        "folders and files are disguised (~1a2b3c4d), unless the archive was made with "
                        "--include-paths. Please look\n"
                        "through it before you give it to anybody.\n";

/// A member of the archive.
struct Part
{
    QByteArray name;
    QByteArray content;
};

QByteArray contents(const QString &path, qint64 last)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (file.size() > last)
        file.seek(file.size() - last);
    return file.readAll();
}

bool isOurs(const QString &variable)
{
    for (const char *prefix : {"VECTRAY_", "WATCH_CONFIG", "AUTO_RECOVER", "POLL_INTERVAL", "EMBEDDING_",
                               "OPENAI_", "VOYAGEAI_", "GEMINI_", "OLLAMA_", "XDG_", "LC_", "LANG", "QT_"}) {
        if (variable.startsWith(QLatin1StringView(prefix)))
            return true;
    }
    return false;
}

QJsonObject environment()
{
    QJsonObject json;
    const QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString &name : all.keys()) {
        if (isOurs(name))
            json.insert(name, all.value(name));
    }
    return json;
}

QJsonObject about()
{
    return {{u"version"_s, QStringLiteral(VECTRAY_VERSION)},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"kernel"_s, u"%1 %2"_s.arg(QSysInfo::kernelType(), QSysInfo::kernelVersion())},
            {u"architecture"_s, QSysInfo::currentCpuArchitecture()},
            {u"locale"_s, QLocale::system().name()},
            {u"time"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
}

/// What must not be in there wherever it stands.
QStringList knownSecrets(const Paths &paths)
{
    QStringList secrets;
    if (const auto endpoint = readEndpointFile(paths.endpointFile()); endpoint && *endpoint)
        secrets << QString::fromLatin1((*endpoint)->token);
    const QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString &name : all.keys()) {
        if (name.endsWith("_KEY"_L1) || name.endsWith("TOKEN"_L1) || name.contains("PASSW"_L1))
            secrets << all.value(name);
    }
    return secrets;
}

QByteArray printed(const Redaction &redaction, const QJsonObject &json)
{
    return QJsonDocument(redaction.json(json).toObject()).toJson();
}

QList<Finding> allFindings(Session &session)
{
    QList<Finding> findings;
    if (Done connected = session.connect(); connected)
        findings << examineDaemon(session.client());
    return findings << examineLimits(u"/proc/sys/fs/inotify"_s) << examineSpace(session.paths().data)
                    << examineFiles(session.paths()) << examineSettings(session.paths())
                    << examineAgents(AgentPlaces::fromEnvironment());
}

QList<Part> parts(Session &session, const Redaction &redaction)
{
    const Paths &paths = session.paths();
    QList<Part> all{{"README.txt", ReadMe},
                    {"about.json", printed(redaction, about())},
                    {"environment.json", printed(redaction, environment())},
                    {"doctor.json", printed(redaction, toJson(allFindings(session)))}};
    const QByteArray settings = contents(paths.settingsFile(), MaxLogBytes);
    if (const QJsonDocument json = QJsonDocument::fromJson(settings); json.isObject())
        all << Part{"settings.json", printed(redaction, json.object())};
    for (const auto &[name, path] :
         {std::pair("status.json", "/status"), std::pair("projects.json", "/projects")}) {
        if (const auto answer = session.ask({.path = path}); answer)
            all << Part{name, printed(redaction, *answer)};
    }
    const QByteArray log = contents(paths.state + u"/logs/vectray.log"_s, MaxLogBytes);
    return all << Part{"log.txt", redaction.text(QString::fromUtf8(log)).toUtf8()};
}

/// A new file, for its user only. Conflict if there is one of that name.
Done writeNew(const QString &path, const QByteArray &bytes)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(),
                                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return Error{errno == EEXIST ? Error::Kind::Conflict : Error::Kind::Denied,
                     u"%1 cannot be written: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(errno)))};
    QFile file;
    const bool written = file.open(descriptor, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle)
        && file.write(bytes) == bytes.size() && file.flush();
    if (!written)
        return Error{Error::Kind::Unavailable, u"%1 cannot be written: %2"_s.arg(path, file.errorString())};
    return {};
}

} // namespace

Result<Answer> answerTo(const command::DebugArchive &archive, Session &session)
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const Redaction redaction(
        {.secrets = knownSecrets(session.paths()),
         .keepPaths = archive.includePaths,
         .salt = QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random)});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    TarFile tar(now);
    Answer answer;
    QJsonArray names;
    for (const Part &part : parts(session, redaction)) {
        tar.add("vectray-debug/" + part.name, part.content);
        names << QString::fromLatin1(part.name);
        answer.text += u"  %1 %2\n"_s.arg(QString::fromLatin1(part.name), -18)
                           .arg(QLocale::c().formattedDataSize(part.content.size(), 1));
    }
    const QString path = archive.output.isEmpty()
        ? QDir::currentPath() + u"/vectray-debug-%1.tar"_s.arg(now.toString(u"yyyyMMdd-HHmmss"_s))
        : archive.output;
    if (Done written = writeNew(path, tar.bytes()); !written)
        return written.error();
    answer.text = u"Wrote %1, for your eyes only:\n"_s.arg(safeLine(path)) + answer.text
        + u"Secrets were taken out%1. Please look through it before you give it to anybody.\n"_s.arg(
            archive.includePaths ? QString() : u", names of files and folders disguised"_s);
    answer.json = {{u"file"_s, path}, {u"parts"_s, names}, {u"pathsIncluded"_s, archive.includePaths}};
    return answer;
}

} // namespace vectray
