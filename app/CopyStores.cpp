#include "CopyStores.h"

#include "LockedStore.h"
#include "SingleInstance.h"

#include <base/Paths.h>
#include <cli/Command.h>
#include <cli/ExitCode.h>
#include <store/IndexStore.h>
#include <store/StoreCopy.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThreadPool>

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

volatile std::sig_atomic_t interrupted = 0;

void showProgress(const StoreCopy::Progress &progress)
{
    if (::isatty(STDERR_FILENO) != 0)
        std::fprintf(stderr, "\r%s %lld of %lld files\x1b[K", qUtf8Printable(progress.phase),
                     static_cast<long long>(progress.files), static_cast<long long>(progress.total));
}

Result<StoreCopy::Report> copyBetween(const CopyStore &copy, const Paths &paths)
{
    if (copy.from == copy.to)
        return Error{Error::Kind::Invalid, u"--from and --to name the same store"_s};
    if (Done made = paths.create(); !made)
        return made.error();
    QThreadPool pool;
    auto from = openLocked(copy.from, paths, pool);
    if (!from)
        return from.error();
    auto to = openLocked(copy.to, paths, pool);
    if (!to)
        return to.error();
    std::signal(SIGINT, [](int) { interrupted = 1; });
    std::stop_source stop;
    StoreCopy between(*from->store, *to->store, [&](const StoreCopy::Progress &progress) {
        showProgress(progress);
        if (interrupted != 0)
            stop.request_stop();
    });
    auto report = between.run(stop.get_token());
    if (::isatty(STDERR_FILENO) != 0)
        std::fputc('\n', stderr);
    return report;
}

} // namespace

int copyStores(const CopyStore &copy, const Paths &paths)
{
    const auto report = copyBetween(copy, paths);
    if (!report) {
        std::fprintf(stderr, "vectray: %s\n", qUtf8Printable(report.error().message));
        return int(report.error().kind == Error::Kind::Conflict ? ExitCode::Conflict : ExitCode::Failure);
    }
    const QJsonObject figures{{u"configurations"_s, qint64(report->configurations)},
                              {u"files"_s, qint64(report->files)},
                              {u"chunks"_s, qint64(report->chunks)},
                              {u"copied"_s, qint64(report->copied)},
                              {u"verified"_s, true}};
    const QByteArray text = copy.json
        ? QJsonDocument(figures).toJson(QJsonDocument::Compact)
        : u"%1 files with %2 chunks are in both stores, equal; %3 of them were copied now."_s.arg(report->files)
              .arg(report->chunks)
              .arg(report->copied)
              .toUtf8();
    std::printf("%s\n", text.constData());
    return int(ExitCode::Ok);
}

} // namespace vectray
