#include "TarFile.h"

namespace vectray {

namespace {

constexpr qsizetype BlockSize = 512;

/// A number as tar has it: octal, with zeros in front and a NUL behind.
QByteArray octal(qint64 number, qsizetype size)
{
    return QByteArray::number(number, 8).rightJustified(size - 1, '0') + '\0';
}

void padToBlock(QByteArray &bytes)
{
    bytes.append((BlockSize - bytes.size() % BlockSize) % BlockSize, '\0');
}

} // namespace

void TarFile::add(const QByteArray &name, const QByteArray &content)
{
    constexpr qsizetype ChecksumAt = 148;
    QByteArray head = name.leftJustified(100, '\0') + octal(0600, 8) + octal(0, 8) + octal(0, 8)
        + octal(content.size(), 12) + octal(m_time.toSecsSinceEpoch(), 12) + QByteArray(8, ' ') + '0'
        + QByteArray(100, '\0')
        + QByteArray("ustar\0"
                     "00",
                     8);
    padToBlock(head);
    qint64 sum = 0;
    for (const char byte : head)
        sum += static_cast<unsigned char>(byte);
    head.replace(ChecksumAt, 8, QByteArray(octal(sum, 7) + ' '));
    m_entries += head + content;
    padToBlock(m_entries);
}

QByteArray TarFile::bytes() const
{
    return m_entries + QByteArray(2 * BlockSize, '\0');
}

} // namespace vectray
