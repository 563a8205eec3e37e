#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace vectray::fuzz {

/// A WebSocket frame as RFC 6455, 5.2 has it, unmasked.
struct Frame
{
    enum Opcode { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    bool isFinal = false;
    int reserved = 0;
    int opcode = 0;
    bool isMasked = false;
    bool isShortest = false; ///< its length is written in as few bytes as can be
    QByteArray payload = {};
};

/// The next frame, taken from the bytes; nothing if it is not whole.
inline std::optional<Frame> takeFrame(QByteArray &bytes)
{
    const auto at = [&bytes](qsizetype i) { return static_cast<unsigned char>(bytes[i]); };
    if (bytes.size() < 2)
        return std::nullopt;
    Frame frame{.isFinal = (at(0) & 0x80) != 0,
                .reserved = (at(0) >> 4) & 7,
                .opcode = at(0) & 15,
                .isMasked = (at(1) & 0x80) != 0};
    quint64 size = at(1) & 0x7f;
    const int wide = size == 127 ? 8 : size == 126 ? 2 : 0;
    const qsizetype head = 2 + wide + (frame.isMasked ? 4 : 0);
    if (bytes.size() < head)
        return std::nullopt;
    if (wide > 0) {
        size = 0;
        for (int i = 0; i < wide; ++i)
            size = size << 8 | at(2 + i);
    }
    frame.isShortest = wide == 0 || (wide == 2 ? size > 125 : size > 0xffff);
    if (size > quint64(bytes.size() - head))
        return std::nullopt;
    frame.payload = bytes.mid(head, qsizetype(size));
    for (qsizetype i = 0; frame.isMasked && i < frame.payload.size(); ++i)
        frame.payload[i] = char(frame.payload[i] ^ bytes[head - 4 + i % 4]);
    bytes = bytes.sliced(head + qsizetype(size));
    return frame;
}

} // namespace vectray::fuzz
