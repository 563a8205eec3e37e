#include "OpenProvider.h"

#include "CurlTransport.h"
#include "EmbeddingCheck.h"
#include "GeminiCodec.h"
#include "OllamaCodec.h"
#include "OpenAiCodec.h"
#include "VoyageCodec.h"

#include <QElapsedTimer>
#include <QUrl>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of completed settings.
std::unique_ptr<ProviderCodec> codecFor(const ProviderSettings &settings)
{
    const ProviderModel model{.name = settings.model,
                              .dimension = settings.dimension,
                              .endpoint = settings.address,
                              .key = settings.key};
    if (settings.provider == u"ollama")
        return std::make_unique<OllamaCodec>(model);
    if (settings.provider == u"voyage")
        return std::make_unique<VoyageCodec>(model);
    if (settings.provider == u"gemini")
        return std::make_unique<GeminiCodec>(model);
    return std::make_unique<OpenAiCodec>(model);
}

} // namespace

Result<std::unique_ptr<HttpEmbedder>> openProvider(const ProviderSettings &settings, int dimension,
                                                   const std::stop_token &stop)
{
    const auto whole = completed(settings);
    if (!whole)
        return whole.error();
    int size = whole->dimension > 0 ? whole->dimension : dimension;
    // A server of one's own may call anything by a well-known name.
    const auto known = knownModel(whole->provider, whole->model);
    if (size == 0 && known && whole->address.startsWith(u"https:"))
        size = known->dimension;
    return HttpEmbedder::open({.codec = codecFor(*whole),
                               .transport = std::make_unique<CurlTransport>(),
                               .governor = std::make_unique<RateGovernor>(whole->rates, Timing::real()),
                               .ledger = whole->ledger,
                               .pricePerMillion = whole->pricePerMillion,
                               .concurrency = whole->concurrency,
                               .observer = whole->observer},
                              size, stop);
}

Result<Tariff> tariffOf(const ProviderSettings &settings)
{
    const auto whole = completed(settings);
    if (!whole)
        return whole.error();
    Tariff tariff{
        .model = {.provider = whole->provider, .model = whole->model, .dimension = whole->dimension},
        .service = QUrl(whole->address).host(),
        .pricePerMillion = whole->pricePerMillion};
    const auto known = knownModel(whole->provider, whole->model);
    if (tariff.model.dimension == 0 && known)
        tariff.model.dimension = known->dimension;
    return tariff;
}

Result<EmbeddingTrial> tryProvider(const ProviderSettings &settings, const std::stop_token &stop)
{
    const auto whole = completed(settings);
    if (!whole)
        return whole.error();
    const auto codec = codecFor(*whole);
    HttpCall call = codec->call({"hello"}, TextKind::Query);
    call.timeout = HttpEmbedder::QueryTimeout;
    QElapsedTimer timer;
    timer.start();
    const auto answer = CurlTransport().post(call, stop);
    if (!answer)
        return Error{
            answer.error().kind,
            u"%1 cannot be reached at %2: %3"_s.arg(whole->provider, whole->address, answer.error().message)};
    if (answer->status < 200 || answer->status >= 300)
        return Error{Error::Kind::Unavailable, codec->failure(*answer).message};
    const auto read = codec->read(*answer);
    if (!read)
        return Error{Error::Kind::Unavailable, read.error().message};
    if (read->vectors.size() != 1)
        return Error{Error::Kind::Unavailable,
                     u"the service sent %1 vectors for one text"_s.arg(read->vectors.size())};
    const int dimension = whole->dimension > 0 ? whole->dimension : int(read->vectors.constFirst().size());
    if (const QString fault = faultOf(read->vectors.constFirst(), dimension); !fault.isEmpty())
        return Error{Error::Kind::Unavailable, fault};
    return EmbeddingTrial{.model = whole->model,
                          .address = whole->address,
                          .dimension = dimension,
                          .latency = std::chrono::milliseconds(timer.elapsed())};
}

} // namespace vectray
