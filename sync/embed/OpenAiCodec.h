#pragma once

#include "ProviderCodec.h"

namespace vectray {

/// POST /v1/embeddings as OpenAI defined it (platform.openai.com/docs/api-reference/embeddings); llama.cpp,
/// vLLM, LM Studio and others answer it too. Queries and documents are alike.
class OpenAiCodec final : public ProviderCodec
{
public:
    using ProviderCodec::ProviderCodec;

    QString provider() const override { return QStringLiteral("openai"); }
    ProviderLimits limits() const override;
    HttpCall call(const QList<QByteArray> &texts, TextKind kind) const override;
    Result<ProviderAnswer> read(const HttpAnswer &answer) const override;
    ProviderFailure failure(const HttpAnswer &answer) const override;
};

} // namespace vectray
