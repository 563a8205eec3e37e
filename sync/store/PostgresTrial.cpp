#include "PostgresTrial.h"

#include "PostgresLink.h"
#include "PostgresSchema.h"

namespace vectray {

Result<PostgresTrial> tryPostgres(const PostgresAddress &address)
{
    PostgresAddress named = address;
    named.parameters["application_name"] = "vectray trial";
    const auto opened = Postgres::open(named, PostgresLink::ConnectLimit);
    if (!opened)
        return opened.error();
    Postgres &postgres = **opened;
    PostgresTrial trial{.location = address.location()};
    const auto read = [&](const PostgresRow &row) {
        trial.server = row.text(0);
        trial.extension = row.isNull(1) ? QString() : row.text(1);
    };
    if (Done asked = postgres.each("SELECT current_setting('server_version'), "
                                   "(SELECT extversion FROM pg_extension WHERE extname = 'vector')",
                                   read);
        !asked)
        return asked.error();
    const auto version = tryMigration(postgres);
    if (!version)
        return version.error();
    trial.schemaVersion = *version;
    const auto start = std::chrono::steady_clock::now();
    if (Done answered = postgres.exec("SELECT 1"); !answered)
        return answered.error();
    trial.latency =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    return trial;
}

} // namespace vectray
