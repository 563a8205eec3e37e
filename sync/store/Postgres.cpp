#include "Postgres.h"

#include "PostgresErrors.h"

#include <base/Logging.h>

#include <libpq-fe.h>
#include <poll.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype CopyPiece = 256 << 10;

/// Milliseconds for poll(), rounded up; -1: for ever.
int left(std::chrono::steady_clock::time_point deadline)
{
    if (deadline == std::chrono::steady_clock::time_point::max())
        return -1;
    const auto time =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return int(std::clamp<std::int64_t>(time.count(), 0, 3'600'000));
}

/// True if the handle is ready before the time is over, and nothing interrupts.
bool awaitSocket(const PGconn *handle, short events, const PostgresInterrupts &interrupts,
                 std::chrono::steady_clock::time_point deadline)
{
    pollfd waiting[] = {{.fd = PQsocket(handle), .events = events},
                        {.fd = interrupts.closing, .events = POLLIN},
                        {.fd = interrupts.givenUp, .events = POLLIN}};
    return ::poll(waiting, 3, left(deadline)) > 0 && waiting[1].revents == 0 && waiting[2].revents == 0;
}

/// Gets the connection through its phases. True when it is open.
bool connectUntil(PGconn *handle, int closing, std::chrono::steady_clock::time_point deadline)
{
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
        if (!awaitSocket(handle, short(status == PGRES_POLLING_READING ? POLLIN : POLLOUT),
                         {.closing = closing}, deadline))
            return false;
        status = PQconnectPoll(handle);
    }
    return status == PGRES_POLLING_OK;
}

} // namespace

void Postgres::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

Result<std::unique_ptr<Postgres>> Postgres::open(const PostgresAddress &address,
                                                 std::chrono::milliseconds limit, PostgresInterrupts interrupts)
{
    std::vector<const char *> keys;
    std::vector<const char *> values;
    for (auto parameter = address.parameters.begin(); parameter != address.parameters.end(); ++parameter) {
        keys.push_back(parameter.key().constData());
        values.push_back(parameter.value().constData());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);

    PGconn *handle = PQconnectStartParams(keys.data(), values.data(), 0);
    std::unique_ptr<Postgres> postgres(new Postgres(handle, interrupts));
    if (handle == nullptr)
        return Error{Error::Kind::Internal, u"there is no memory for a connection"_s};
    PQsetErrorVerbosity(handle, PQERRORS_VERBOSE);
    if (PQstatus(handle) == CONNECTION_BAD
        || !connectUntil(handle, interrupts.closing, std::chrono::steady_clock::now() + limit)) {
        const bool late = PQstatus(handle) != CONNECTION_BAD;
        return connectionError(address,
                               late ? u"no answer in time"_s : QString::fromUtf8(PQerrorMessage(handle)),
                               PQconnectionNeedsPassword(handle) != 0);
    }
    PQsetErrorVerbosity(handle, PQERRORS_DEFAULT);
    PQsetnonblocking(handle, 1); // so that a server that does not read cannot hold us either
    PQsetNoticeReceiver(
        handle, [](void *, const PGresult *) {}, nullptr);
    constexpr int OldestServer = 150'000;
    if (PQserverVersion(handle) < OldestServer)
        return Error{Error::Kind::Invalid,
                     u"the PostgreSQL server %1 is version %2; the team store needs 15 or newer"_s
                         .arg(address.server())
                         .arg(PQserverVersion(handle) / 10'000)};
    return postgres;
}

Postgres::~Postgres()
{
    PQfinish(m_handle);
}

bool Postgres::isAlive() const
{
    return !m_lost && PQstatus(m_handle) == CONNECTION_OK;
}

Postgres::Deadline Postgres::deadline() const
{
    return m_limit == 0ms ? Deadline::max() : std::chrono::steady_clock::now() + m_limit;
}

Error Postgres::lost(const QString &why)
{
    m_lost = true;
    return statementError({}, why);
}

Error Postgres::failure(const pg_result *result, const QByteArray &sql)
{
    const QByteArray code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const QString message = result == nullptr
        ? QString::fromUtf8(PQerrorMessage(m_handle))
        : QString::fromUtf8(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    m_hindrances += code.startsWith("53") || code == "25006" || code == "55P03" ? 1 : 0; // see PostgresErrors
    m_lost |= code.isEmpty() || code.startsWith("57P") || code.startsWith("08"); // the server is hanging up
    qCDebug(logStore).nospace() << "postgres=" << code << " detail=" << message << " sql=" << sql.left(120);
    return statementError(code, message);
}

bool Postgres::waitFor(short events, Deadline deadline)
{
    return awaitSocket(m_handle, events, m_interrupts, deadline);
}

Result<Postgres::Answer> Postgres::answer()
{
    // All results of what was sent; the last one counts, or the first that is an error.
    const Deadline until = deadline();
    Answer kept;
    while (true) {
        const int unsent = PQflush(m_handle);
        if (unsent < 0)
            return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
        if (unsent > 0 || PQisBusy(m_handle) != 0) {
            if (!waitFor(short(unsent > 0 ? POLLIN | POLLOUT : POLLIN), until))
                return lost(u"no answer in time"_s);
            if (PQconsumeInput(m_handle) == 0)
                return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
            continue;
        }
        Answer next(PQgetResult(m_handle));
        if (!next)
            break;
        const bool failed = kept && PQresultStatus(kept.get()) == PGRES_FATAL_ERROR;
        if (!failed)
            kept = std::move(next);
        const auto status = PQresultStatus(kept.get());
        if (status == PGRES_COPY_IN)
            break;
    }
    if (!kept)
        return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
    return kept;
}

Done Postgres::exec(const QByteArray &sql)
{
    if (PQsendQuery(m_handle, sql.constData()) == 0)
        return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
    const auto result = answer();
    if (!result)
        return result.error();
    if (PQresultStatus(result->get()) == PGRES_FATAL_ERROR)
        return failure(result->get(), sql);
    return {};
}

Result<QByteArray> Postgres::prepared(const QByteArray &sql, const QList<PostgresValue> &values)
{
    if (const auto known = m_statements.constFind(sql); known != m_statements.constEnd())
        return *known;
    QList<Oid> types;
    for (const PostgresValue &value : values)
        types.append(value.type());
    const QByteArray name = "s" + QByteArray::number(m_statements.size());
    if (PQsendPrepare(m_handle, name.constData(), sql.constData(), int(types.size()), types.constData()) == 0)
        return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
    const auto result = answer();
    if (!result)
        return result.error();
    if (PQresultStatus(result->get()) != PGRES_COMMAND_OK)
        return failure(result->get(), sql);
    m_statements.insert(sql, name);
    return name;
}

Done Postgres::ask(const QByteArray &sql, const QList<PostgresValue> &values,
                   const std::function<void(const PostgresRow &)> &row)
{
    const auto name = prepared(sql, values);
    if (!name)
        return name.error();
    std::vector<const char *> data;
    std::vector<int> lengths;
    for (const PostgresValue &value : values) {
        data.push_back(value.isNull() ? nullptr : value.binary().constData());
        lengths.push_back(int(value.binary().size()));
    }
    const std::vector<int> formats(data.size(), 1);
    if (PQsendQueryPrepared(m_handle, name->constData(), int(data.size()), data.data(), lengths.data(),
                            formats.data(), 1)
        == 0)
        return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
    const auto result = answer();
    if (!result)
        return result.error();
    const auto status = PQresultStatus(result->get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return failure(result->get(), sql);
    m_changes = QByteArray(PQcmdTuples(result->get())).toLongLong();
    for (int i = 0; i < PQntuples(result->get()); ++i)
        row(PostgresRow(result->get(), i));
    return {};
}

Done Postgres::sendCopy(QByteArrayView data, Deadline deadline)
{
    while (true) {
        const int sent = PQputCopyData(m_handle, data.data(), int(data.size()));
        if (sent > 0)
            return {};
        if (sent < 0)
            return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
        if (!waitFor(POLLOUT, deadline))
            return lost(u"no answer in time"_s);
    }
}

Done Postgres::copyIn(const QByteArray &sql, QByteArrayView rows)
{
    if (PQsendQuery(m_handle, sql.constData()) == 0)
        return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
    const auto begun = answer();
    if (!begun)
        return begun.error();
    if (PQresultStatus(begun->get()) != PGRES_COPY_IN)
        return failure(begun->get(), sql);

    const Deadline until = deadline();
    for (qsizetype at = 0; at < rows.size(); at += CopyPiece) {
        if (Done sent = sendCopy(rows.sliced(at, std::min(CopyPiece, rows.size() - at)), until); !sent)
            return sent;
    }
    int ended = 0;
    while ((ended = PQputCopyEnd(m_handle, nullptr)) == 0) {
        if (!waitFor(POLLOUT, until))
            return lost(u"no answer in time"_s);
    }
    const auto result =
        ended > 0 ? answer() : Result<Answer>(lost(QString::fromUtf8(PQerrorMessage(m_handle))));
    if (!result)
        return result.error();
    if (PQresultStatus(result->get()) != PGRES_COMMAND_OK)
        return failure(result->get(), sql);
    m_changes = QByteArray(PQcmdTuples(result->get())).toLongLong();
    return {};
}

Done Postgres::waitForNotifications(std::chrono::milliseconds time, int wakeDescriptor, const Told &told)
{
    pollfd waiting[] = {{.fd = PQsocket(m_handle), .events = POLLIN},
                        {.fd = wakeDescriptor, .events = POLLIN}};
    if (::poll(waiting, 2, int(time.count())) > 0 && (waiting[0].revents & (POLLIN | POLLERR | POLLHUP)) != 0
        && PQconsumeInput(m_handle) == 0)
        return lost(QString::fromUtf8(PQerrorMessage(m_handle)));
    while (PGnotify *note = PQnotifies(m_handle)) {
        told(note->relname, note->extra);
        PQfreemem(note);
    }
    return {};
}

PostgresTransaction::~PostgresTransaction()
{
    if (m_open && m_postgres.isAlive())
        std::ignore = m_postgres.exec("ROLLBACK");
}

Done PostgresTransaction::begin()
{
    const Done begun = m_postgres.exec("BEGIN");
    m_open = begun.has_value();
    return begun;
}

Done PostgresTransaction::commit()
{
    const Done committed = m_postgres.exec("COMMIT");
    if (committed)
        m_open = false;
    return committed;
}

} // namespace vectray
