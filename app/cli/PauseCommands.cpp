#include "PauseCommands.h"

#include "Console.h"
#include "SafeText.h"
#include "Views.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Asked
{
    const char *route;
    const char *folderRoute; ///< below the project
    QJsonObject options;
    bool isPause = false;
    QString done; ///< "Paused %1%2.": what, and until when
};

Asked asked(const command::Pause &pause)
{
    Asked asked{.route = "/pause", .folderRoute = "/watch/pause", .options = {}, .isPause = true, .done = u"Paused %1%2.\n"_s};
    if (pause.time)
        asked.options.insert(u"forMs"_s, qint64(pause.time->count()));
    return asked;
}

QString untilWhen(const QJsonValue &until)
{
    const auto end = QDateTime::fromString(until.toString(), Qt::ISODateWithMs).toLocalTime();
    return end.isValid() ? u" until "_s + QLocale::c().toString(end, u"yyyy-MM-dd hh:mm"_s) : QString();
}

Result<Answer> askAboutAll(const Asked &asked, Session &session)
{
    const auto answer = session.ask({.method = "POST", .path = asked.route, .body = asked.options});
    if (!answer)
        return answer.error();
    const QJsonValue until = answer->value("paused"_L1).toObject().value("until"_L1);
    return Answer{*answer, asked.done.arg(u"all folders"_s, untilWhen(until)), {}};
}

Result<Answer> askAboutOne(const Asked &asked, const command::FolderName &folder, Session &session)
{
    QJsonObject body = asked.options;
    body.insert(u"path"_s, folder.path);
    body.insert(u"dataset"_s, folder.dataset);
    const auto answer = session.ask({.method = "POST",
                                     .path = projectPath(folder.project, asked.folderRoute),
                                     .body = body});
    if (!answer)
        return answer.error();
    const QString name =
        u"%1 (%2/%3)"_s.arg(safeLine(folder.path), safeLine(folder.project), safeLine(folder.dataset));
    const bool stays = !asked.isPause && answer->value("status"_L1) == "paused"_L1;
    const QString remark = stays ? u"vectray: it goes on when everything does: vectray resume"_s : QString();
    return Answer{*answer, asked.done.arg(name, untilWhen(answer->value("until"_L1))), remark};
}

Result<Answer> answer(const Asked &asked, const command::FolderName &folder, Session &session)
{
    if (!folder.path.isEmpty()) {
        const auto found = session.find(folder, FolderKind::ConfiguredOrWatched, Match::Containing);
        return found ? askAboutOne(asked, found->name, session) : Result<Answer>(found.error());
    }
    if (folder.project.isEmpty() && folder.dataset.isEmpty())
        return askAboutAll(asked, session);

    const auto folders = session.folders(folder.project, FolderKind::ConfiguredOrWatched);
    if (!folders)
        return folders.error();
    Answer all;
    QJsonArray results;
    for (const KnownFolder &known : *folders) {
        if (!folder.dataset.isEmpty() && known.name.dataset != folder.dataset)
            continue;
        const auto one = askAboutOne(asked, known.name, session);
        if (!one)
            return one.error();
        results << one->json;
        all.text += one->text;
        all.remark = one->remark;
    }
    all.json = {{u"results"_s, results}, {u"total"_s, results.size()}};
    return all;
}

} // namespace

Result<Answer> answerTo(const command::Pause &pause, Session &session)
{
    return answer(asked(pause), pause.folder, session);
}

Result<Answer> answerTo(const command::Resume &resume, Session &session)
{
    return answer({.route = "/resume", .folderRoute = "/watch/resume", .options = {}, .done = u"Resumed %1%2.\n"_s}, resume.folder, session);
}

} // namespace vectray
