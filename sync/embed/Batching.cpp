#include "Batching.h"

#include "EmbeddingCheck.h"

namespace vectray {

QList<TextBatch> batchesOf(const QList<QByteArray> &texts, const ProviderLimits &limits)
{
    QList<TextBatch> batches;
    std::int64_t bytes = 0;
    for (qsizetype place = 0; place < texts.size(); ++place) {
        const QByteArray &text = texts.at(place);
        if (text.trimmed().isEmpty())
            continue;
        const std::int64_t tokens = estimatedTokens(text);
        const bool fits = !batches.isEmpty() && batches.constLast().places.size() < limits.texts
            && batches.constLast().tokens + tokens <= limits.tokens && bytes + text.size() <= limits.bytes;
        if (!fits) {
            batches.append(TextBatch{});
            bytes = 0;
        }
        batches.last().places.append(place);
        batches.last().tokens += tokens;
        bytes += text.size();
    }
    return batches;
}

std::pair<QByteArray, QByteArray> halvesOf(const QByteArray &text)
{
    const auto isInside = [&](qsizetype at) {
        return (static_cast<unsigned char>(text.at(at)) & 0xc0U) == 0x80U;
    };
    qsizetype middle = text.size() / 2;
    const qsizetype line = text.lastIndexOf('\n', middle);
    if (line > text.size() / 4 && line + 1 < text.size())
        middle = line + 1;
    while (middle > 1 && isInside(middle))
        --middle;
    return {text.first(middle), text.sliced(middle)};
}

} // namespace vectray
