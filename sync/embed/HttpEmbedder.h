#pragma once

#include "Embedder.h"
#include "EmbeddingCall.h"
#include "EmbeddingPace.h"
#include "ProviderCodec.h"
#include "RateGovernor.h"
#include "SpendLedger.h"

#include <base/AdaptiveSize.h>

#include <QThreadPool>

#include <memory>
#include <variant>

namespace vectray {

struct TextBatch;

/// A model that a service on the network has: cuts texts into calls, keeps to the service's limits and to the
/// budget, tries again what may pass, halves what is refused until the text that is to blame is alone, and
/// believes no vector unseen.
class HttpEmbedder final : public Embedder
{
public:
    /// Longer than a query waits nobody who looks at a screen; then search goes by word.
    static constexpr std::chrono::milliseconds QueryPatience{1'000};
    static constexpr std::chrono::milliseconds QueryTimeout{10'000};
    static constexpr std::chrono::milliseconds DocumentPatience{
        150'000}; ///< 120 s is what services ask for at most
    static constexpr int Attempts = 4;

    struct Parts
    {
        std::unique_ptr<ProviderCodec> codec;
        std::unique_ptr<HttpTransport> transport;
        std::unique_ptr<RateGovernor> governor;
        std::shared_ptr<SpendLedger> ledger;
        std::optional<double> pricePerMillion = 0; ///< of tokens; absent: not known, and counted as nothing
        int concurrency = 4; ///< calls at a time
        EmbeddingObserver observer = {}; ///< of each call to the service; empty: nobody counts
    };

    /// \a dimension 0: the service is asked for it, which costs a few tokens. Blocks; Unavailable with a
    /// sentence.
    static Result<std::unique_ptr<HttpEmbedder>> open(Parts parts, int dimension,
                                                      const std::stop_token &stop);

    EmbeddingModel model() const override { return m_model; }
    Result<QList<Embedding>> embedDocuments(const QList<QByteArray> &texts,
                                            std::stop_token stop) const override;
    QList<Result<Embedding>> embedEach(const QList<QByteArray> &texts, std::stop_token stop) const override;
    Result<Embedding> embedQuery(const QByteArray &text, std::stop_token stop) const override;
    qsizetype sliceSize() const override { return 2'048; }
    std::optional<double> priceOf(std::int64_t tokens) const override;
    std::optional<std::chrono::milliseconds> timeFor(std::int64_t bytes) const override
    {
        return m_pace.timeFor(bytes);
    }
    EmbeddingServiceState serviceState() const override;

private:
    /// The service refuses the texts, and trying again would not help. It may be one of them.
    struct Refusal
    {
        QString reason;
        bool tooLong = false;
        bool tooSlow = false; ///< nothing is wrong with them but their number
    };
    using Outcome = std::variant<ProviderAnswer, Refusal, Error>;

    /// What is asked for, and how hard to try.
    struct Demand
    {
        QList<QByteArray> texts;
        TextKind kind = TextKind::Document;
        int attempts = Attempts;
        int depth = 0; ///< how often it was halved
        bool isProbe = false; ///< the text is nobody's: only the answer counts
    };

    HttpEmbedder(Parts parts, int dimension);
    Outcome deliver(const Demand &demand, const std::stop_token &stop) const;
    std::variant<ProviderAnswer, ProviderFailure, Error> callOnce(const Demand &demand,
                                                                  const std::stop_token &stop) const;
    void tell(const Demand &demand, const std::variant<ProviderAnswer, ProviderFailure, Error> &outcome,
              EmbeddingCall call) const;
    std::variant<ProviderAnswer, ProviderFailure, Error> judge(const Demand &demand,
                                                               const Result<HttpAnswer> &answer) const;
    QList<Result<Embedding>> embed(Demand demand, const std::stop_token &stop) const;
    QList<Result<Embedding>> afterRefusal(const Demand &demand, const Refusal &refusal,
                                          const std::stop_token &stop) const;
    QList<Result<Embedding>> inParts(const Demand &demand, std::size_t size, const std::stop_token &stop) const;
    QList<Result<Embedding>> checked(const Demand &demand, const ProviderAnswer &answer,
                                     const std::stop_token &stop) const;
    Result<Embedding> inHalves(const Demand &demand, const std::stop_token &stop) const;

    Parts m_parts;
    EmbeddingModel m_model;
    mutable QThreadPool m_pool;
    mutable AdaptiveSize m_callSize; ///< texts
    mutable EmbeddingPace m_pace; ///< of documents, since the program was started
};

} // namespace vectray
