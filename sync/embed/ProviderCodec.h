#pragma once

#include "HttpTransport.h"

#include <domain/Embedding.h>

#include <QString>

#include <optional>

class QJsonValue;

namespace vectray {

/// Whose text is embedded: models may put a query elsewhere than the document that answers it.
enum class TextKind { Document, Query };

/// What a service takes in one call, by its documentation or, where that is silent, by good manners.
struct ProviderLimits
{
    qsizetype texts = 64;
    std::int64_t tokens = 8'000; ///< in all
    std::int64_t bytes = 4 << 20; ///< of all texts
    std::int64_t tokensPerText = 8'000;

    bool operator==(const ProviderLimits &) const = default;
};

struct ProviderAnswer
{
    QList<Embedding> vectors; ///< one for each text, in order; as they came
    std::int64_t tokens = 0; ///< as counted by the service; 0: it did not say
};

/// Why a service did not answer with vectors.
struct ProviderFailure
{
    enum class Kind {
        Busy, ///< passes by itself: overload, time-out, an answer that makes no sense
        RateLimited, ///< passes by itself, at a time that may be known
        Refused, ///< something is wrong with the texts; others may be taken
        TooLong, ///< the same, and shorter ones may be
        Rejected, ///< will not pass until somebody changes the settings or the account
    };

    Kind kind = Kind::Busy;
    QString message; ///< a sentence, with a cure where it is Rejected
    std::optional<std::chrono::milliseconds> retryAfter; ///< as the service asks
    bool inAnswer = false; ///< Busy: it did answer, if with nonsense or a fault of its own
    bool tooSlow = false; ///< Busy: with what was sent; less may be done in time

    bool operator==(const ProviderFailure &) const = default;
};

/// What is the same for all services.
struct ProviderModel
{
    QString name; ///< as the service calls it
    int dimension = 0; ///< to ask for; 0: the model's own
    QString endpoint; ///< checked by checkedEndpoint(), without the part that the codec adds
    QByteArray key; ///< a secret; may be empty

    bool operator==(const ProviderModel &) const = default;
};

/// How one kind of service is spoken to: functions of values. Safe to use from many threads.
class ProviderCodec
{
    Q_DISABLE_COPY_MOVE(ProviderCodec)

public:
    explicit ProviderCodec(ProviderModel model) : m_model(std::move(model)) {}
    virtual ~ProviderCodec();

    virtual QString provider() const = 0; ///< "openai", …
    virtual ProviderLimits limits() const = 0;
    virtual HttpCall call(const QList<QByteArray> &texts, TextKind kind) const = 0;

    /// Of an answer with a status of success. Invalid: it is not of the form that the service promises.
    virtual Result<ProviderAnswer> read(const HttpAnswer &answer) const = 0;

    /// Of any other answer.
    virtual ProviderFailure failure(const HttpAnswer &answer) const = 0;

    const ProviderModel &model() const { return m_model; }

private:
    ProviderModel m_model;
};

// What several codecs share.

/// By the status and Retry-After alone; \a message is what the service said.
ProviderFailure failureByStatus(const HttpAnswer &answer, const QString &service, const QString &message);

/// "retry-after-ms", then "retry-after" as seconds or as a date.
std::optional<std::chrono::milliseconds> retryAfter(const HttpAnswer &answer);

/// {"data": [{"index", "embedding"}], "usage": {"total_tokens"}}, embeddings as numbers or as base64 of
/// floats.
Result<ProviderAnswer> readDataList(const QByteArray &body);

/// A list of numbers, or base64 of little-endian floats.
Result<Embedding> embeddingOf(const QJsonValue &value);

/// At most a line of what a service said, without control characters.
QString quoted(const QString &message);

} // namespace vectray
