#pragma once

#include "ProviderCodec.h"

namespace vectray {

/// POST /v1beta/models/…:batchEmbedContents of Gemini (ai.google.dev/api/embeddings). The key is sent as a
/// header, so that it is in no address.
class GeminiCodec final : public ProviderCodec
{
public:
    using ProviderCodec::ProviderCodec;

    QString provider() const override { return QStringLiteral("gemini"); }
    ProviderLimits limits() const override;
    HttpCall call(const QList<QByteArray> &texts, TextKind kind) const override;
    Result<ProviderAnswer> read(const HttpAnswer &answer) const override;
    ProviderFailure failure(const HttpAnswer &answer) const override;
};

} // namespace vectray
