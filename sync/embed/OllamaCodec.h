#pragma once

#include "ProviderCodec.h"

namespace vectray {

/// POST /api/embed of Ollama (docs.ollama.com/api/embed). Queries and documents are alike.
class OllamaCodec final : public ProviderCodec
{
public:
    using ProviderCodec::ProviderCodec;

    QString provider() const override { return QStringLiteral("ollama"); }
    ProviderLimits limits() const override;
    HttpCall call(const QList<QByteArray> &texts, TextKind kind) const override;
    Result<ProviderAnswer> read(const HttpAnswer &answer) const override;
    ProviderFailure failure(const HttpAnswer &answer) const override;
};

} // namespace vectray
