#pragma once

#include "Problem.h"

#include <memory>

namespace vectray {

/// Parses one HTTP/1.x request from bytes that somebody else reads. Makes no input or output itself.
class RequestParser
{
    Q_DISABLE_COPY_MOVE(RequestParser)

public:
    explicit RequestParser(qsizetype bodyLimit);
    ~RequestParser();

    /// Head is whole, as HeadScanner found it.
    Checked<RequestHead> parseHead(QByteArrayView head);

    /// Takes from the body's bytes what it can and says how many it took; the rest is to be given again
    /// with more behind it.
    Checked<qsizetype> addBody(QByteArrayView bytes);

    bool isDone() const;

    /// Without its chunks' frames. Once, after isDone().
    QByteArray takeBody();

private:
    struct Beast;
    std::unique_ptr<Beast> m_beast;
    qsizetype m_bodyLimit;
    qsizetype m_taken = 0;
};

} // namespace vectray
