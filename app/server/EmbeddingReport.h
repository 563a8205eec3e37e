#pragma once

#include <QJsonObject>

namespace vectray {

class Embedder;
class ModelSwitch;

/// "builtin vectray-256-…"
QString embedderName(const Embedder &embedder);

/// What turns texts into vectors, how it stands with it, and how far the index is on the way to another
/// model.
QJsonObject embeddingJson(const Embedder &embedder, const ModelSwitch &modelSwitch);

} // namespace vectray
