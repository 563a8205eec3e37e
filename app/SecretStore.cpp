#include "SecretStore.h"

#include <base/Answer.h>

#include <QDeadlineTimer>
#include <QFileInfo>
#include <qt6keychain/keychain.h>
#include <QThread>

#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString Service = u"vectray"_s;

Error failureOf(const QKeychain::Job &job, const QString &name)
{
    if (job.error() == QKeychain::EntryNotFound)
        return {Error::Kind::NotFound,
                u"%1 is set neither in the environment nor in the keyring"_s.arg(name)};
    return {Error::Kind::Unavailable,
            u"the keyring does not give or take %1 (%2): unlock it, or set %1 in the environment"_s.arg(
                name, job.errorString())};
}

Error noKeyring(const QString &name)
{
    return {Error::Kind::Unavailable, u"there is no keyring here: set %1 in the environment"_s.arg(name)};
}

} // namespace

bool SecretStore::isInEnvironment(const QString &name)
{
    return !qEnvironmentVariableIsEmpty(name.toLatin1().constData());
}

bool SecretStore::hasKeyring()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(u"/run/user/%1/bus"_s.arg(::getuid()));
}

QFuture<Result<QByteArray>> SecretStore::read(const QString &name)
{
    using Outcome = Result<QByteArray>;
    if (isInEnvironment(name))
        return answered<Outcome>(qgetenv(name.toLatin1().constData()));
    if (!hasKeyring())
        return answered<Outcome>(Error{Error::Kind::NotFound, u"%1 is not set"_s.arg(name)});
    const Answer<Outcome> owed;
    QMetaObject::invokeMethod(this, [this, owed, name] {
        auto job = std::make_unique<QKeychain::ReadPasswordJob>(Service);
        job->setKey(name);
        connect(job.get(), &QKeychain::Job::finished, this, [owed, name](const QKeychain::Job *done) {
            const auto *read = static_cast<const QKeychain::ReadPasswordJob *>(done);
            owed.give(done->error() == QKeychain::NoError ? Outcome(read->textData().toUtf8())
                                                          : failureOf(*done, name));
        });
        job.release()->start(); // deletes itself
    });
    return owed.future();
}

QFuture<Done> SecretStore::write(const QString &name, const QByteArray &value)
{
    if (!hasKeyring())
        return answered<Done>(noKeyring(name));
    const Answer<Done> owed;
    QMetaObject::invokeMethod(this, [this, owed, name, value] {
        std::unique_ptr<QKeychain::Job> job;
        if (value.isEmpty()) {
            job = std::make_unique<QKeychain::DeletePasswordJob>(Service);
        } else {
            auto write = std::make_unique<QKeychain::WritePasswordJob>(Service);
            write->setTextData(QString::fromUtf8(value));
            job = std::move(write);
        }
        job->setKey(name);
        connect(job.get(), &QKeychain::Job::finished, this, [owed, name](const QKeychain::Job *done) {
            const bool fine =
                done->error() == QKeychain::NoError || done->error() == QKeychain::EntryNotFound;
            owed.give(fine ? Done() : failureOf(*done, name));
        });
        job.release()->start(); // deletes itself
    });
    return owed.future();
}

Result<QByteArray> waitForSecret(const QFuture<Result<QByteArray>> &answer, const QString &name,
                                 std::chrono::milliseconds patience)
{
    constexpr unsigned long StepMs = 20;
    for (const QDeadlineTimer deadline(patience); !answer.isFinished();) {
        if (deadline.hasExpired())
            return Error{Error::Kind::Unavailable,
                         u"the keyring does not answer: unlock it, or set %1 in the environment"_s.arg(name)};
        QThread::msleep(StepMs);
    }
    if (answer.resultCount() == 0)
        return Error{Error::Kind::Cancelled, u"nobody carries the keyring's answer any more"_s};
    return answer.result();
}

} // namespace vectray
