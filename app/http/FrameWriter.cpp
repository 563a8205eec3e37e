#include "FrameWriter.h"

#include "DirectWrite.h"

#include <QVarLengthArray>

namespace vectray {

namespace {

using FrameHead = QVarLengthArray<char, 10>;

FrameHead textHead(quint64 size)
{
    constexpr char FinalText = '\x81';
    constexpr quint64 MostInSevenBits = 125;
    const int wide = size <= MostInSevenBits ? 0 : size <= 0xffff ? 2 : 8;
    FrameHead head{FinalText, wide == 0 ? char(size) : wide == 2 ? char(126) : char(127)};
    for (int i = wide - 1; i >= 0; --i)
        head.append(char(size >> (8 * i)));
    return head;
}

} // namespace

void FrameWriter::writeText(QByteArrayView text) const
{
    const FrameHead head = textHead(quint64(text.size()));
    if (m_socket)
        writeDirectly(*m_socket, {QByteArrayView(head.constData(), head.size()), text});
}

} // namespace vectray
