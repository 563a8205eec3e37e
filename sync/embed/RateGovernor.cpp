#include "RateGovernor.h"

#include <base/Logging.h>

#include <QRandomGenerator>

#include <condition_variable>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds FirstBackOff{500};
constexpr milliseconds LastBackOff{30'000};

milliseconds until(Instant then, Instant now)
{
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(then - now));
}

/// A header that is a positive number; servers that have no limit say nothing, 0 or -1.
double positive(const HttpAnswer &answer, const char *header)
{
    bool ok = false;
    const double value = answer.headers.value(header).toDouble(&ok);
    return ok && value > 0 ? value : 0;
}

} // namespace

Timing Timing::real()
{
    const auto pause = [](milliseconds time, std::stop_token stop) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        wake.wait_for(lock, std::move(stop), time, [] { return false; });
    };
    return {.now = steadyNow, .pause = pause, .random = [] {
                return QRandomGenerator::global()->generateDouble();
            }};
}

std::optional<milliseconds> durationOf(QByteArrayView text)
{
    double total = 0;
    while (!text.isEmpty()) {
        qsizetype digits = 0;
        while (digits < text.size() && (text[digits] == '.' || (text[digits] >= '0' && text[digits] <= '9')))
            ++digits;
        bool ok = false;
        const double number = text.first(digits).toByteArray().toDouble(&ok);
        if (!ok)
            return std::nullopt;
        text = text.sliced(digits);
        double unit = 1'000;
        if (text.startsWith("ms")) {
            unit = 1;
            text = text.sliced(2);
        } else if (!text.isEmpty()) {
            if (text[0] != 's' && text[0] != 'm' && text[0] != 'h')
                return std::nullopt;
            unit = text[0] == 's' ? 1'000 : text[0] == 'm' ? 60'000 : 3'600'000;
            text = text.sliced(1);
        }
        total += number * unit;
    }
    return total < 1e12 ? std::optional(milliseconds(std::int64_t(total))) : std::nullopt;
}

RateGovernor::RateGovernor(RateLimits limits, Timing timing)
    : m_timing(std::move(timing))
    , m_requests(limits.requestsPerMinute, m_timing.now())
    , m_tokens(limits.tokensPerMinute, m_timing.now())
    , m_blockedUntil(m_timing.now())
{}

Done RateGovernor::admit(std::int64_t tokens, milliseconds patience, const std::stop_token &stop)
{
    const Instant giveUp = m_timing.now() + patience;
    while (true) {
        milliseconds wait{0};
        {
            const std::scoped_lock lock(m_mutex);
            const Instant now = m_timing.now();
            const milliseconds blocked = until(m_blockedUntil, now);
            const bool worthWaiting = m_trouble.kind == EmbeddingServiceState::Kind::Paused
                || m_trouble.kind == EmbeddingServiceState::Kind::Ready;
            if (blocked > milliseconds(0) && (!worthWaiting || now + blocked > giveUp))
                return Error{Error::Kind::Unavailable, m_trouble.reason};
            wait = std::max(blocked, waitLocked(double(tokens), now));
            if (wait == milliseconds(0)) {
                m_requests.take(1);
                m_tokens.take(double(tokens));
                // Of several that waited for a service that was away, one asks first.
                if (!worthWaiting) {
                    m_isProbing = true;
                    m_blockedUntil = now + FirstOpen;
                }
                return {};
            }
            if (now + wait > giveUp)
                return Error{Error::Kind::Unavailable,
                             u"the rate that the embedding service allows is used up for now"_s};
        }
        if (stop.stop_requested())
            return Error{Error::Kind::Cancelled, u"embedding was stopped"_s};
        m_timing.pause(wait, stop);
    }
}

milliseconds RateGovernor::waitLocked(double tokens, Instant now)
{
    return std::max(m_requests.waitFor(1, now), m_tokens.waitFor(tokens, now));
}

void RateGovernor::onAnswer(const HttpAnswer &answer)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_failures = 0;
        m_openings = 0;
        // An answer to what was asked before the trouble began says nothing about it, except that somebody is
        // there.
        const bool isOver = std::exchange(m_isProbing, false) || m_blockedUntil <= m_timing.now()
            || m_trouble.kind == EmbeddingServiceState::Kind::Away;
        if (isOver) {
            if (m_trouble.kind != EmbeddingServiceState::Kind::Ready)
                qCInfo(logEmbed) << "service=ready";
            m_trouble = {};
            m_blockedUntil = m_timing.now();
        }
    }
    learn(answer);
}

void RateGovernor::learn(const HttpAnswer &answer)
{
    const std::scoped_lock lock(m_mutex);
    const Instant now = m_timing.now();
    if (const double limit = positive(answer, "x-ratelimit-limit-requests");
        limit > 0 && limit != m_requests.limit())
        m_requests.setLimit(limit, now);
    if (const double limit = positive(answer, "x-ratelimit-limit-tokens");
        limit > 0 && limit != m_tokens.limit())
        m_tokens.setLimit(limit, now);
    for (const char *what : {"requests", "tokens"}) {
        if (answer.headers.value(QByteArray("x-ratelimit-remaining-") + what) != "0")
            continue;
        if (const auto reset = durationOf(answer.headers.value(QByteArray("x-ratelimit-reset-") + what)))
            m_blockedUntil = std::max(m_blockedUntil, now + *reset);
    }
    if (m_trouble.kind == EmbeddingServiceState::Kind::Ready && m_blockedUntil > now)
        m_trouble.reason = u"the rate that the embedding service allows is used up for now"_s;
}

void RateGovernor::onFailure(const ProviderFailure &failure)
{
    using Kind = EmbeddingServiceState::Kind;
    const std::scoped_lock lock(m_mutex);
    const Instant now = m_timing.now();
    switch (failure.kind) {
    case ProviderFailure::Kind::Refused:
    case ProviderFailure::Kind::TooLong:
        m_failures = 0; // it is there, and does what it should
        return;
    case ProviderFailure::Kind::Rejected:
        m_trouble = {.kind = Kind::Rejected, .reason = failure.message};
        m_blockedUntil = now + RejectedFor;
        break;
    case ProviderFailure::Kind::RateLimited:
        m_trouble = {.kind = Kind::Paused, .reason = failure.message};
        if (failure.retryAfter)
            m_blockedUntil = std::max(m_blockedUntil, now + *failure.retryAfter);
        break;
    case ProviderFailure::Kind::Busy:
        if (failure.inAnswer) // it is there; what it chokes on is to be found
            return;
        if (++m_failures < FailuresUntilOpen)
            return;
        m_trouble = {.kind = Kind::Away, .reason = failure.message};
        m_blockedUntil =
            now + std::min<milliseconds>(FirstOpen * (std::int64_t(1) << std::min(m_openings, 10)), LastOpen);
        ++m_openings;
        break;
    }
    qCWarning(logEmbed).nospace() << "service=trouble for=" << until(m_blockedUntil, now).count()
                                  << "ms reason=" << failure.message;
}

milliseconds RateGovernor::backOff(int attempt, const ProviderFailure &failure) const
{
    if (failure.retryAfter)
        return *failure.retryAfter;
    const milliseconds full =
        std::min<milliseconds>(FirstBackOff * (std::int64_t(1) << std::min(attempt, 10)), LastBackOff);
    return milliseconds(std::int64_t(double(full.count()) * (1 - 0.25 * m_timing.random())));
}

RateGovernor::State RateGovernor::state() const
{
    const std::scoped_lock lock(m_mutex);
    State state = m_trouble;
    state.left = until(m_blockedUntil, m_timing.now());
    if (state.kind == EmbeddingServiceState::Kind::Paused && state.left == milliseconds(0))
        return {};
    if (state.kind == EmbeddingServiceState::Kind::Ready)
        state.reason.clear();
    return state;
}

} // namespace vectray
