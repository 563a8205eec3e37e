#include "ModelSwitch.h"

#include <base/Logging.h>
#include <embed/AbsentEmbedder.h>
#include <embed/EmbedderSeat.h>
#include <store/IndexStore.h>

#include <condition_variable>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ChunksAtATime = 1'024;

} // namespace

ModelSwitch::ModelSwitch(Parts parts) : m_parts(std::move(parts)) {}

ModelSwitch::~ModelSwitch() = default;

Done ModelSwitch::start()
{
    const EmbeddingModel seated = m_parts.seat.current()->model();
    const auto set = m_parts.store.vectorSet(seated).result();
    const bool isAway = !set && set.error().kind == Error::Kind::Unavailable; // goOver() waits for it
    if (!set && !isAway)
        return set.error();
    std::optional<EmbeddingModel> former;
    if (set && set->searched && *set->searched != seated) {
        former = set->searched;
        m_parts.seat.replace(std::make_shared<AbsentEmbedder>(
            EmbeddingServiceState{.kind = EmbeddingServiceState::Kind::Starting,
                                  .model = *former,
                                  .reason = u"the model is being opened"_s}));
    }
    m_thread = std::jthread([this, former](const std::stop_token &stop) { run(former, stop); });
    return {};
}

void ModelSwitch::run(const std::optional<EmbeddingModel> &former, const std::stop_token &stop)
{
    if (former)
        m_parts.seat.replace(m_parts.openFormer(*former));
    const EmbedderPtr wanted = waitForWanted(former, stop);
    if (!wanted)
        return;
    while (!stop.stop_requested() && !goOver(wanted, stop)) {}
}

ModelSwitch::EmbedderPtr ModelSwitch::waitForWanted(const std::optional<EmbeddingModel> &former,
                                                    const std::stop_token &stop)
{
    for (int attempt = 0; !stop.stop_requested(); ++attempt) {
        auto wanted = m_parts.openWanted(former, stop);
        if (wanted)
            return *std::move(wanted);
        // Whoever searches or syncs meanwhile is told, unless an older set serves.
        const std::shared_ptr<const Embedder> seated = m_parts.seat.current();
        EmbeddingServiceState absent = seated->serviceState();
        if (absent.kind != EmbeddingServiceState::Kind::Ready) {
            absent.kind = wanted.error().kind == Error::Kind::Invalid ? EmbeddingServiceState::Kind::Rejected
                                                                      : EmbeddingServiceState::Kind::Away;
            absent.reason = wanted.error().message;
            m_parts.seat.replace(std::make_shared<AbsentEmbedder>(absent));
        }
        if (!pause(attempt, wanted.error(), stop))
            break;
    }
    return {};
}

/// False: to be tried again.
bool ModelSwitch::goOver(const EmbedderPtr &wanted, const std::stop_token &stop)
{
    const EmbeddingModel model = wanted->model();
    const auto set = m_parts.store.vectorSet(model).result();
    if (!set) {
        pause(0, set.error(), stop);
        return false;
    }
    if ((!set->searched || *set->searched == model) && set->missing == 0) {
        m_parts.seat.replace(wanted);
        setState([](ModelSwitchState &state) { state = {}; });
        return true;
    }
    qCInfo(logEngine).noquote().nospace() << "switch=building model=" << model.provider << '/' << model.model
                                          << " missing=" << set->missing << " chunks=" << set->chunks;
    setState([&](ModelSwitchState &state) {
        state = {.isBuilding = true,
                 .from = set->searched.value_or(EmbeddingModel()),
                 .to = model,
                 .done = set->chunks - set->missing,
                 .total = set->chunks};
    });
    if (Done built = build(*wanted, stop); !built) {
        pause(0, built.error(), stop);
        return false;
    }
    const Done switched = m_parts.store.switchTo(model).result();
    if (!switched) {
        if (switched.error().kind != Error::Kind::Conflict) // then files came in meanwhile: on with those
            pause(0, switched.error(), stop);
        return false;
    }
    m_parts.seat.replace(wanted);
    qCInfo(logEngine).noquote().nospace() << "switch=done model=" << model.provider << '/' << model.model;
    setState([](ModelSwitchState &state) { state = {}; });
    return true;
}

Done ModelSwitch::build(const Embedder &wanted, const std::stop_token &stop)
{
    ChunkId after;
    int failures = 0;
    while (!stop.stop_requested()) {
        const auto page = m_parts.store.missingVectors(wanted.model(), after, ChunksAtATime).result();
        if (!page)
            return page.error();
        if (page->last == ChunkId{})
            return {};
        const QList<ContentHash> hashes = page->texts.keys();
        const auto each = wanted.embedEach(page->texts.values(), stop);
        QHash<ContentHash, Embedding> vectors;
        std::optional<Error> trouble;
        for (qsizetype i = 0; i < each.size(); ++i) {
            if (each.at(i))
                vectors.insert(hashes.at(i), *each.at(i));
            else if (each.at(i).error().kind == Error::Kind::Invalid) // refused for good: found by word
                vectors.insert(hashes.at(i), Embedding(std::size_t(wanted.model().dimension)));
            else
                trouble = each.at(i).error();
        }
        if (Done added = m_parts.store.addVectors(wanted.model(), vectors).result(); !added)
            return added;
        setState([&](ModelSwitchState &state) {
            state.done = std::min(state.total, state.done + std::int64_t(vectors.size()));
            state.trouble = trouble ? trouble->message : QString();
        });
        if (!trouble) {
            after = page->last;
            failures = 0;
        } else if (!pause(failures++, *trouble, stop)) {
            break;
        }
    }
    return Error{Error::Kind::Cancelled, u"stopped"_s};
}

/// Waits longer each time; false: stopped.
bool ModelSwitch::pause(int attempt, const Error &error, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return false;
    setState([&](ModelSwitchState &state) { state.trouble = error.message; });
    qCWarning(logEngine).noquote().nospace() << "switch=waiting reason=" << error.message;
    const auto time =
        std::min(m_parts.firstRetry * (std::int64_t(1) << std::min(attempt, 10)), m_parts.lastRetry);
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

ModelSwitchState ModelSwitch::state() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

void ModelSwitch::setState(const std::function<void(ModelSwitchState &)> &change)
{
    const std::scoped_lock lock(m_mutex);
    change(m_state);
}

} // namespace vectray
