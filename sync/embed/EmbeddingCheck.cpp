#include "EmbeddingCheck.h"

#include <algorithm>
#include <cmath>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QString faultOf(const Embedding &vector, int dimension)
{
    if (vector.size() != std::size_t(dimension))
        return u"the service sent a vector of %1 numbers where the model has %2"_s.arg(vector.size())
            .arg(dimension);
    if (!std::ranges::all_of(vector, [](float value) { return std::isfinite(value); }))
        return u"the service sent a vector with something in it that is no number"_s;
    if (std::ranges::all_of(vector, [](float value) { return value == 0; }))
        return u"the service sent a vector that is all zero"_s;
    return {};
}

Embedding normalised(Embedding vector)
{
    double squares = 0;
    for (const float value : vector)
        squares += double(value) * double(value);
    const double factor = 1 / std::sqrt(squares);
    for (float &value : vector)
        value = float(double(value) * factor);
    return vector;
}

std::int64_t estimatedTokens(QByteArrayView text)
{
    return text.size() / 3 + 1; // code has shorter tokens than prose
}

} // namespace vectray
