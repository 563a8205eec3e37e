#pragma once

#include <domain/Chunk.h>

#include <QList>

namespace vectray {

/// Cuts a text into chunks. Immutable; safe to use from many threads at once.
class Chunker
{
    Q_DISABLE_COPY_MOVE(Chunker)

public:
    Chunker() = default;
    virtual ~Chunker();

    /// \a text is UTF-8. The chunks' texts put together are \a text; an empty text has none. Never fails:
    /// what a parser cannot take is cut by lines.
    virtual QList<Chunk> chunk(const QByteArray &text, const QString &language) const = 0;
};

} // namespace vectray
