#pragma once

#include "ProviderCodec.h"

namespace vectray {

/// POST /v1/embeddings of Voyage AI (docs.voyageai.com/reference/embeddings-api).
class VoyageCodec final : public ProviderCodec
{
public:
    using ProviderCodec::ProviderCodec;

    QString provider() const override { return QStringLiteral("voyage"); }
    ProviderLimits limits() const override;
    HttpCall call(const QList<QByteArray> &texts, TextKind kind) const override;
    Result<ProviderAnswer> read(const HttpAnswer &answer) const override;
    ProviderFailure failure(const HttpAnswer &answer) const override;
};

} // namespace vectray
