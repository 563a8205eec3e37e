#include "Metrics.h"

#include "Json.h"
#include "ProcessUsage.h"

#include <domain/SyncEvent.h>
#include <embed/EmbeddingCall.h>
#include <engine/EventBus.h>
#include <store/IndexStore.h>

#include <QHash>

#include <http/EventLog.h>
#include <http/HttpServer.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>

namespace vectray {

namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;
using Counters = prometheus::Family<prometheus::Counter>;
using Histograms = prometheus::Family<prometheus::Histogram>;

/// Searches take milliseconds, whole syncs seconds to hours.
const prometheus::Histogram::BucketBoundaries SearchSeconds{.001, .0025, .005, .01, .025, .05,
                                                            .1,   .25,   .5,   1,   2.5};
const prometheus::Histogram::BucketBoundaries RequestSeconds{.0001, .00025, .0005, .001, .0025, .005,
                                                             .01,   .05,    .1,    .5,   1,     5};
const prometheus::Histogram::BucketBoundaries SyncSeconds{.01, .05, .1, .5, 1, 5, 10, 30, 60, 300, 1800};
/// The built-in model takes less than a millisecond, a service up to minutes.
const prometheus::Histogram::BucketBoundaries EmbeddingSeconds{.0001, .0005, .001, .005, .01, .05, .1,
                                                               .25,   .5,    1,    2.5,  5,   10,  30};

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

Counters &counters(prometheus::Registry &registry, const char *name, const char *help)
{
    return BuildCounter().Name(name).Help(help).Register(registry);
}

Histograms &histograms(prometheus::Registry &registry, const char *name, const char *help)
{
    return BuildHistogram().Name(name).Help(help).Register(registry);
}

struct GaugeText
{
    const char *name;
    const char *help;
};

void set(prometheus::Registry &registry, const GaugeText &text, double value,
         const prometheus::Labels &labels = {})
{
    BuildGauge().Name(text.name).Help(text.help).Register(registry).Add(labels).Set(value);
}

void addFolders(prometheus::Registry &registry, const QList<Folder> &folders)
{
    std::array<int, int(Folder::State::Error) + 1> states{};
    for (const Folder &folder : folders) {
        ++states.at(std::size_t(folder.state));
        const prometheus::Labels labels{{"folder", folder.config.datasetId.toString().toStdString()}};
        set(registry, {"vectray_files", "Files in the index."}, double(folder.files), labels);
        set(registry, {"vectray_chunks", "Chunks in the index."}, double(folder.chunks), labels);
        set(registry, {"vectray_pending_files", "Paths touched and not indexed yet."}, double(folder.pending),
            labels);
        set(registry, {"vectray_failed_files", "Files that could not be indexed and are tried again."},
            double(folder.problems), labels);
        if (folder.lastSyncAt.isValid()) {
            set(registry,
                {"vectray_last_sync_timestamp_seconds", "When the folder and its index last agreed."},
                double(folder.lastSyncAt.toMSecsSinceEpoch()) / 1000, labels);
        }
    }
    for (std::size_t state = 0; state < states.size(); ++state) {
        set(registry, {"vectray_folders", "Configured or watched folders by state."}, states.at(state),
            {{"state", stateName(Folder::State(state)).toStdString()}});
    }
}

void addProcess(prometheus::Registry &registry)
{
    const ProcessUsage usage = ProcessUsage::now();
    set(registry, {"vectray_process_resident_memory_bytes", "Resident memory."}, double(usage.residentBytes));
    set(registry, {"vectray_process_open_fds", "Open file descriptors."}, usage.openDescriptors);
    set(registry, {"vectray_process_threads", "Threads."}, usage.threads);
    set(registry, {"vectray_process_start_time_seconds", "When the program started, in Unix time."},
        usage.startTimeSeconds);
    BuildCounter()
        .Name("vectray_process_cpu_seconds_total")
        .Help("Processor time, of the program and of the kernel for it.")
        .Register(registry)
        .Add({})
        .Increment(usage.cpuSeconds);
}

void addProgram(prometheus::Registry &registry, const Metrics::Now &now)
{
    set(registry, {"vectray_build_info", "Always 1; the version is a label."}, 1,
        {{"version", VECTRAY_VERSION}});
    set(registry, {"vectray_http_connections", "Open connections, WebSockets included."}, now.connections);
    set(registry, {"vectray_event_clients", "Clients that follow events."}, now.webSocketClients,
        {{"protocol", "websocket"}});
    set(registry, {"vectray_event_clients", "Clients that follow events."}, now.eventStreams,
        {{"protocol", "sse"}});
    set(registry, {"vectray_store_up", "1 if the store answers."}, now.store ? 1 : 0);
    if (!now.store)
        return;
    set(registry, {"vectray_store_size_bytes", "Size of the store."}, double(now.store->sizeBytes));
    set(registry, {"vectray_store_wal_bytes", "Size of SQLite's write-ahead log; 0 for other stores."},
        double(now.store->walBytes));
}

/// Why a call failed; empty where it did not.
std::string reasonOf(EmbeddingCall::Outcome outcome)
{
    switch (outcome) {
    case EmbeddingCall::Outcome::Embedded:
        return {};
    case EmbeddingCall::Outcome::RateLimited:
        return "rate-limited";
    case EmbeddingCall::Outcome::Refused:
        return "refused";
    case EmbeddingCall::Outcome::Rejected:
        return "rejected";
    case EmbeddingCall::Outcome::Unavailable:
        return "unavailable";
    }
    Q_UNREACHABLE();
}

constexpr std::array Failures{EmbeddingCall::Outcome::RateLimited, EmbeddingCall::Outcome::Refused,
                              EmbeddingCall::Outcome::Rejected, EmbeddingCall::Outcome::Unavailable};

} // namespace

struct Metrics::Series
{
    struct Route
    {
        prometheus::Histogram *durations = nullptr;
        QHash<int, prometheus::Counter *> byStatus;
    };

    prometheus::Registry registry;
    Counters &events = counters(registry, "vectray_events_total", "Events by type, as clients get them.");
    Counters &syncs =
        counters(registry, "vectray_syncs_total", "Comparisons of disk and index that were completed.");
    Counters &files = counters(registry, "vectray_synced_files_total",
                               "Files that syncs dealt with, by what became of them.");
    Counters &chunks = counters(registry, "vectray_synced_chunks_total",
                                "Chunks that syncs dealt with, by what became of them.");
    Counters &requests =
        counters(registry, "vectray_http_requests_total", "Answered requests by route and status.");
    Histograms &durations =
        histograms(registry, "vectray_http_request_duration_seconds", "From a whole request to its answer.");
    QHash<QByteArray, Route> routes; ///< so that a request costs no look into the families
    prometheus::Counter &firstSyncs = syncs.Add({{"kind", "first"}});
    prometheus::Counter &laterSyncs = syncs.Add({{"kind", "update"}});
    prometheus::Histogram &searches =
        histograms(registry, "vectray_search_duration_seconds", "Searches, without waiting for freshness.")
            .Add({}, SearchSeconds);
    prometheus::Histogram &syncDurations =
        histograms(registry, "vectray_sync_duration_seconds", "Comparisons of disk and index.")
            .Add({}, SyncSeconds);
    Counters &embedCalls = counters(registry, "vectray_embedding_requests_total", "Calls to whoever embeds.");
    Counters &embedErrors =
        counters(registry, "vectray_embedding_errors_total", "Those of the calls that failed, by reason.");
    Counters &embedChunks =
        counters(registry, "vectray_embedding_chunks_total", "Chunks that were embedded; queries are none.");
    Counters &embedTokens = counters(registry, "vectray_embedding_tokens_total",
                                     "Tokens that services counted; the built-in model counts none.");
    Histograms &embedDurations = histograms(registry, "vectray_embedding_request_duration_seconds",
                                            "Calls to whoever embeds, failed ones included.");
    prometheus::Counter &cacheHits =
        counters(registry, "vectray_embedding_cache_hits_total",
                 "Chunks that were added without being embedded: equal text had a vector already.")
            .Add({});
    prometheus::Counter &overflows =
        counters(registry, "vectray_inotify_overflows_total",
                 "How often the kernel dropped changes of a folder, which was then compared as a whole.")
            .Add({});

    /// Families and counters have locks of their own.
    void add(const EmbeddingCall &call)
    {
        const prometheus::Labels provider{{"provider", call.provider.toStdString()}};
        embedCalls.Add(provider).Increment();
        embedChunks.Add(provider).Increment(double(call.chunks));
        embedTokens.Add(provider).Increment(double(call.tokens));
        embedDurations.Add(provider, EmbeddingSeconds).Observe(seconds(call.duration));
        // All, so that each series is there from the start.
        for (const EmbeddingCall::Outcome failure : Failures) {
            prometheus::Labels labels = provider;
            labels.emplace("reason", reasonOf(failure));
            embedErrors.Add(labels).Increment(failure == call.outcome ? 1 : 0);
        }
    }

    void add(const AnsweredRequest &request)
    {
        Route &route = routes[request.route];
        const std::string name = route.durations == nullptr || !route.byStatus.contains(request.status)
            ? (request.route.isEmpty() ? std::string("refused") : request.route.toStdString())
            : std::string();
        if (route.durations == nullptr)
            route.durations = &durations.Add({{"route", name}}, RequestSeconds);
        prometheus::Counter *&count = route.byStatus[request.status];
        if (count == nullptr)
            count = &requests.Add({{"route", name}, {"status", std::to_string(request.status)}});
        count->Increment();
        route.durations->Observe(seconds(request.duration));
    }

    void add(const SyncStats &stats)
    {
        const auto count = [](Counters &family, const char *outcome, std::int64_t number) {
            family.Add({{"outcome", outcome}}).Increment(double(number));
        };
        count(files, "created", stats.filesCreated);
        count(files, "modified", stats.filesModified);
        count(files, "deleted", stats.filesDeleted);
        count(files, "renamed", stats.filesRenamed);
        count(files, "skipped", stats.filesSkipped);
        count(files, "failed", stats.filesFailed);
        count(chunks, "added", stats.chunksAdded);
        count(chunks, "removed", stats.chunksRemoved);
        count(chunks, "embedded", stats.chunksEmbedded);
        cacheHits.Increment(double(std::max<std::int64_t>(0, stats.chunksAdded - stats.chunksEmbedded)));
    }
};

Metrics::Metrics() : m_series(std::make_unique<Series>())
{
    m_series->add(SyncStats()); // so that every series is there from the start
}

Metrics::~Metrics() = default;

void Metrics::observe(const EventBus &bus)
{
    connect(&bus, &EventBus::published, this, [this](const SyncEvent &event) {
        if (const auto *finished = std::get_if<SyncFinished>(&event))
            onSynced(finished->stats, finished->first);
    });
}

void Metrics::observe(const EventLog &log)
{
    connect(&log, &EventLog::appended, this, [this, &log] {
        if (const LoggedEvent *event = log.find(log.lastId()))
            m_series->events.Add({{"type", event->type.toStdString()}}).Increment();
    });
}

void Metrics::observe(const HttpServer &server)
{
    connect(&server, &HttpServer::answered, this,
            [this](const AnsweredRequest &request) { m_series->add(request); });
}

void Metrics::embedded(const EmbeddingCall &call)
{
    m_series->add(call);
}

void Metrics::lostChanges()
{
    m_series->overflows.Increment();
}

void Metrics::searched(std::chrono::nanoseconds duration)
{
    m_series->searches.Observe(seconds(duration));
}

void Metrics::onSynced(const SyncStats &stats, bool first)
{
    (first ? m_series->firstSyncs : m_series->laterSyncs).Increment();
    m_series->syncDurations.Observe(seconds(stats.duration));
    m_series->add(stats);
}

QByteArray Metrics::text(const Now &now) const
{
    prometheus::Registry gauges;
    addProgram(gauges, now);
    addFolders(gauges, now.folders);
    addProcess(gauges);
    auto families = m_series->registry.Collect();
    for (auto &family : gauges.Collect())
        families.push_back(std::move(family));
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(families));
}

} // namespace vectray
