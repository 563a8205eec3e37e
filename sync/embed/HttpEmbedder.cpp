#include "HttpEmbedder.h"

#include "Batching.h"
#include "EmbeddingCheck.h"

#include <base/Logging.h>
#include <domain/Overloaded.h>

#include <QtConcurrentMap>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds LongestPause{120'000}; ///< a service that asks for more is given up for now
constexpr int MaxHalvings = 16; ///< of a batch, and of a text that is too long

std::int64_t tokensOf(const QList<QByteArray> &texts)
{
    std::int64_t tokens = 0;
    for (const QByteArray &text : texts)
        tokens += estimatedTokens(text);
    return tokens;
}

EmbeddingCall::Outcome outcomeOf(ProviderFailure::Kind kind)
{
    switch (kind) {
    case ProviderFailure::Kind::Busy:
        return EmbeddingCall::Outcome::Unavailable;
    case ProviderFailure::Kind::RateLimited:
        return EmbeddingCall::Outcome::RateLimited;
    case ProviderFailure::Kind::Refused:
    case ProviderFailure::Kind::TooLong:
        return EmbeddingCall::Outcome::Refused;
    case ProviderFailure::Kind::Rejected:
        return EmbeddingCall::Outcome::Rejected;
    }
    Q_UNREACHABLE();
}

/// A model on a slow machine may need a minute for what others do in a second.
AdaptiveSize::Limits callSizes(const ProviderLimits &limits)
{
    const auto most = std::size_t(limits.texts);
    return {.first = most, .most = most, .quick = milliseconds(10'000), .slow = milliseconds(40'000)};
}

} // namespace

HttpEmbedder::HttpEmbedder(Parts parts, int dimension)
    : m_parts(std::move(parts))
    , m_model{
          .provider = m_parts.codec->provider(), .model = m_parts.codec->model().name, .dimension = dimension}
    , m_callSize(callSizes(m_parts.codec->limits()))
{
    m_pool.setObjectName(u"embedding"_s);
    m_pool.setMaxThreadCount(m_parts.concurrency);
}

Result<std::unique_ptr<HttpEmbedder>> HttpEmbedder::open(Parts parts, int dimension,
                                                         const std::stop_token &stop)
{
    std::unique_ptr<HttpEmbedder> embedder(new HttpEmbedder(std::move(parts), dimension));
    if (dimension > 0)
        return embedder;
    const Outcome outcome = embedder->deliver({.texts = {"dimension"}, .attempts = 1, .isProbe = true}, stop);
    if (const auto *error = std::get_if<Error>(&outcome))
        return *error;
    if (const auto *refusal = std::get_if<Refusal>(&outcome))
        return Error{Error::Kind::Unavailable, refusal->reason};
    embedder->m_model.dimension = int(std::get<ProviderAnswer>(outcome).vectors.constFirst().size());
    if (embedder->m_model.dimension < 1)
        return Error{Error::Kind::Unavailable, u"the embedding service sent an empty vector"_s};
    return embedder;
}

Result<QList<Embedding>> HttpEmbedder::embedDocuments(const QList<QByteArray> &texts,
                                                      std::stop_token stop) const
{
    QList<Embedding> vectors;
    for (Result<Embedding> &vector : embedEach(texts, std::move(stop))) {
        if (!vector)
            return vector.error();
        vectors.append(*std::move(vector));
    }
    return vectors;
}

QList<Result<Embedding>> HttpEmbedder::embedEach(const QList<QByteArray> &texts, std::stop_token stop) const
{
    // What is white space only says nothing to any model.
    QList<Result<Embedding>> each(texts.size(), Embedding(std::size_t(m_model.dimension)));
    ProviderLimits limits = m_parts.codec->limits();
    limits.texts = qsizetype(m_callSize.size());
    const QList<TextBatch> batches = batchesOf(texts, limits);
    m_pace.begin(steadyNow());
    const auto embedded = QtConcurrent::blockingMapped<QList<QList<Result<Embedding>>>>(
        &m_pool, batches, [&](const TextBatch &batch) {
            Demand demand;
            for (const qsizetype place : batch.places)
                demand.texts.append(texts.at(place));
            return embed(std::move(demand), stop);
        });
    std::int64_t bytes = 0;
    for (qsizetype i = 0; i < batches.size(); ++i) {
        for (qsizetype k = 0; k < batches.at(i).places.size(); ++k) {
            const qsizetype place = batches.at(i).places.at(k);
            each[place] = embedded.at(i).at(k);
            bytes += each.at(place) ? texts.at(place).size() : 0;
        }
    }
    m_pace.end(steadyNow(), bytes);
    return each;
}

Result<Embedding> HttpEmbedder::embedQuery(const QByteArray &text, std::stop_token stop) const
{
    if (text.trimmed().isEmpty())
        return Embedding(std::size_t(m_model.dimension));
    return embed({.texts = {text}, .kind = TextKind::Query, .attempts = 1, .depth = 1}, stop).constFirst();
}

QList<Result<Embedding>> HttpEmbedder::embed(Demand demand, const std::stop_token &stop) const
{
    if (const std::size_t size = m_callSize.size(); std::size_t(demand.texts.size()) > size)
        return inParts(demand, size, stop); // it has become less since the texts were cut into calls
    const Outcome outcome = deliver(demand, stop);
    return std::visit(
        Overloaded{
            [&](const ProviderAnswer &answer) { return checked(demand, answer, stop); },
            [&](const Refusal &refusal) { return afterRefusal(demand, refusal, stop); },
            [&](const Error &error) { return QList<Result<Embedding>>(demand.texts.size(), error); },
        },
        outcome);
}

QList<Result<Embedding>> HttpEmbedder::afterRefusal(const Demand &demand, const Refusal &refusal,
                                                    const std::stop_token &stop) const
{
    if (refusal.tooSlow)
        return inParts(demand, std::max<std::size_t>(std::size_t(demand.texts.size()) / 4, 1), stop);
    if (demand.depth == 0) { // else it was seen before that the service takes other texts
        const Outcome harmless =
            deliver({.texts = {"hello"}, .kind = demand.kind, .attempts = 1, .isProbe = true}, stop);
        if (const auto *error = std::get_if<Error>(&harmless))
            return QList<Result<Embedding>>(demand.texts.size(), *error);
        if (std::holds_alternative<Refusal>(harmless)) {
            const QString reason = u"the embedding service takes no text at all: %1"_s.arg(refusal.reason);
            m_parts.governor->onFailure({ProviderFailure::Kind::Rejected, reason, {}});
            return QList<Result<Embedding>>(demand.texts.size(), Error{Error::Kind::Unavailable, reason});
        }
    }
    if (demand.texts.size() == 1) {
        if (refusal.tooLong && demand.texts.constFirst().size() > 64 && demand.depth < MaxHalvings)
            return {inHalves(demand, stop)};
        qCWarning(logEmbed).nospace()
            << "text=refused bytes=" << demand.texts.constFirst().size() << " reason=" << refusal.reason;
        return {Error{Error::Kind::Invalid, refusal.reason}};
    }
    const qsizetype half = demand.texts.size() / 2;
    QList<Result<Embedding>> each;
    for (const QList<QByteArray> &texts : {demand.texts.first(half), demand.texts.sliced(half)})
        each += embed({.texts = texts, .kind = demand.kind, .attempts = 2, .depth = demand.depth + 1}, stop);
    return each;
}

QList<Result<Embedding>> HttpEmbedder::inParts(const Demand &demand, std::size_t size, const std::stop_token &stop) const
{
    QList<Result<Embedding>> each;
    for (qsizetype start = 0; start < demand.texts.size(); start += qsizetype(size)) {
        Demand part = demand;
        part.texts = demand.texts.mid(start, qsizetype(size));
        each += embed(std::move(part), stop);
    }
    return each;
}

Result<Embedding> HttpEmbedder::inHalves(const Demand &demand, const std::stop_token &stop) const
{
    const auto [first, second] = halvesOf(demand.texts.constFirst());
    Embedding sum(std::size_t(m_model.dimension));
    for (const QByteArray &half : {first, second}) {
        if (half.trimmed().isEmpty())
            continue;
        const auto part =
            embed({.texts = {half}, .kind = demand.kind, .attempts = 2, .depth = demand.depth + 1}, stop)
                .constFirst();
        if (!part)
            return part.error();
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += part->at(i) * float(half.size());
    }
    const QString fault = faultOf(sum, m_model.dimension);
    return fault.isEmpty() ? Result(normalised(std::move(sum))) : Error{Error::Kind::Invalid, fault};
}

QList<Result<Embedding>> HttpEmbedder::checked(const Demand &demand, const ProviderAnswer &answer,
                                               const std::stop_token &stop) const
{
    QList<Result<Embedding>> each;
    for (qsizetype i = 0; i < demand.texts.size(); ++i) {
        const Embedding &vector = answer.vectors.at(i);
        const QString fault = faultOf(vector, m_model.dimension);
        if (fault.isEmpty()) {
            each.append(normalised(vector));
        } else if (vector.size() != std::size_t(m_model.dimension)) {
            const QString reason = fault + u": another model answers than the one that is set"_s;
            m_parts.governor->onFailure({ProviderFailure::Kind::Rejected, reason, {}});
            return QList<Result<Embedding>>(demand.texts.size(), Error{Error::Kind::Unavailable, reason});
        } else if (demand.depth < MaxHalvings) { // once more, alone
            each += embed(
                {.texts = {demand.texts.at(i)}, .kind = demand.kind, .attempts = 1, .depth = MaxHalvings},
                stop);
        } else {
            each.append(Error{Error::Kind::Invalid, fault});
        }
    }
    return each;
}

HttpEmbedder::Outcome HttpEmbedder::deliver(const Demand &demand, const std::stop_token &stop) const
{
    ProviderFailure last;
    bool answered = false; // by a failure of its own making, not by silence
    for (int attempt = 0; attempt < demand.attempts; ++attempt) {
        if (attempt > 0) {
            const milliseconds pause = m_parts.governor->backOff(attempt - 1, last);
            if (pause > LongestPause)
                break;
            m_parts.governor->timing().pause(pause, stop);
        }
        auto outcome = callOnce(demand, stop);
        if (auto *answer = std::get_if<ProviderAnswer>(&outcome))
            return std::move(*answer);
        if (auto *error = std::get_if<Error>(&outcome))
            return std::move(*error);
        last = std::get<ProviderFailure>(outcome);
        if (last.tooSlow && demand.texts.size() > 1)
            return Refusal{.reason = last.message, .tooSlow = true};
        m_parts.governor->onFailure(last);
        switch (last.kind) {
        case ProviderFailure::Kind::Refused:
        case ProviderFailure::Kind::TooLong:
            return Refusal{.reason = last.message, .tooLong = last.kind == ProviderFailure::Kind::TooLong};
        case ProviderFailure::Kind::Rejected:
            return Error{Error::Kind::Unavailable, last.message};
        case ProviderFailure::Kind::Busy:
            answered = last.inAnswer;
            break;
        case ProviderFailure::Kind::RateLimited:
            answered = false;
            break;
        }
    }
    // A service may choke on a single text, again and again; whether it does is seen when it gets another
    // one.
    if (answered && demand.kind == TextKind::Document)
        return Refusal{.reason = last.message};
    return Error{Error::Kind::Unavailable, last.message};
}

std::variant<ProviderAnswer, ProviderFailure, Error> HttpEmbedder::callOnce(const Demand &demand,
                                                                            const std::stop_token &stop) const
{
    const std::int64_t tokens = tokensOf(demand.texts);
    const Order order{tokens, m_parts.pricePerMillion.value_or(0)};
    const bool isQuery = demand.kind == TextKind::Query;
    if (Done admitted = m_parts.governor->admit(tokens, isQuery ? QueryPatience : DocumentPatience, stop);
        !admitted)
        return admitted.error();
    if (Done reserved = m_parts.ledger->reserve(order); !reserved)
        return reserved.error();
    HttpCall call = m_parts.codec->call(demand.texts, demand.kind);
    if (isQuery)
        call.timeout = std::min(call.timeout, QueryTimeout);
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = m_parts.transport->post(call, stop);
    auto outcome = judge(demand, answer);
    const auto duration = std::chrono::steady_clock::now() - begin;
    const auto *failure = std::get_if<ProviderFailure>(&outcome);
    if (failure ? failure->tooSlow : !isQuery)
        m_callSize.took(std::size_t(demand.texts.size()),
                        failure ? call.timeout : std::chrono::duration_cast<milliseconds>(duration));
    // Whoever sends nothing back may still have worked, and sent a bill; an error is free.
    const auto *read = std::get_if<ProviderAnswer>(&outcome);
    const bool free = !answer || answer->status >= 400;
    const std::int64_t used = read != nullptr && read->tokens > 0 ? read->tokens : free ? 0 : tokens;
    tell(demand, outcome, {.provider = m_model.provider, .tokens = used, .duration = duration});
    if (Done settled = m_parts.ledger->settle(order, used); !settled)
        return settled.error();
    return outcome;
}

void HttpEmbedder::tell(const Demand &demand,
                        const std::variant<ProviderAnswer, ProviderFailure, Error> &outcome,
                        EmbeddingCall call) const
{
    if (!m_parts.observer || std::holds_alternative<Error>(outcome))
        return;
    if (const auto *failure = std::get_if<ProviderFailure>(&outcome))
        call.outcome = outcomeOf(failure->kind);
    else if (demand.kind == TextKind::Document && !demand.isProbe)
        call.chunks = demand.texts.size();
    m_parts.observer(call);
}

std::variant<ProviderAnswer, ProviderFailure, Error>
HttpEmbedder::judge(const Demand &demand, const Result<HttpAnswer> &answer) const
{
    using Kind = ProviderFailure::Kind;
    if (!answer) {
        if (answer.error().kind == Error::Kind::Cancelled)
            return answer.error();
        const QString reason =
            u"the embedding service cannot be reached at %1 (%2): start it, or check its address"_s.arg(
                m_parts.codec->model().endpoint, answer.error().message);
        return ProviderFailure{
            answer.error().kind == Error::Kind::Denied ? Kind::Rejected : Kind::Busy, reason, {}};
    }
    if (answer->status == 0)
        return ProviderFailure{.kind = Kind::Busy,
                               .message = u"the embedding service at %1 takes too long to answer: it may be too slow for "
                                          "what it is given, or have much else to do"_s.arg(m_parts.codec->model().endpoint),
                               .retryAfter = {},
                               .tooSlow = true};
    if (answer->status < 200 || answer->status >= 300) {
        m_parts.governor->learn(*answer);
        ProviderFailure failure = m_parts.codec->failure(*answer);
        failure.inAnswer = answer->status == 500;
        failure.tooSlow = answer->status == 504 && failure.kind == Kind::Busy; // somebody in between gave up
        return failure;
    }
    auto read = m_parts.codec->read(*answer);
    if (read && read->vectors.size() != demand.texts.size())
        read = Error{
            Error::Kind::Invalid,
            u"the service sent %1 vectors for %2 texts"_s.arg(read->vectors.size()).arg(demand.texts.size())};
    if (!read)
        return ProviderFailure{
            .kind = Kind::Busy, .message = read.error().message, .retryAfter = {}, .inAnswer = true};
    m_parts.governor->onAnswer(*answer);
    return *std::move(read);
}

std::optional<double> HttpEmbedder::priceOf(std::int64_t tokens) const
{
    if (!m_parts.pricePerMillion)
        return std::nullopt;
    return Order{tokens, *m_parts.pricePerMillion}.price();
}

EmbeddingServiceState HttpEmbedder::serviceState() const
{
    const SpendLedger::Spent spent = m_parts.ledger->spent();
    const RateGovernor::State state = m_parts.governor->state();
    EmbeddingServiceState service{.kind = state.kind,
                                  .model = m_model,
                                  .reason = state.reason,
                                  .until = {},
                                  .requestsThisMonth = spent.requests,
                                  .tokensThisMonth = spent.tokens,
                                  .spentThisMonth = spent.money};
    if (state.left > milliseconds(0))
        service.until = QDateTime::currentDateTimeUtc().addMSecs(state.left.count());
    if (service.kind == EmbeddingServiceState::Kind::Ready && m_parts.ledger->isReached()) {
        service.kind = EmbeddingServiceState::Kind::BudgetReached;
        service.reason = u"the month's budget for embedding is reached: raise it in the settings, wait for "
                         u"the next month, "
                         "or use the built-in model"_s;
    }
    return service;
}

} // namespace vectray
