#include "ContentHash.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

Result<ContentHash> ContentHash::fromHex(QByteArrayView hex)
{
    const QByteArray raw = QByteArray::fromHex(hex.toByteArray()); // skips what is no hex digit
    if (raw.size() != qsizetype(Size) || raw.toHex() != hex.toByteArray().toLower())
        return Error{Error::Kind::Invalid, u"not a SHA-256 in hex: %1"_s.arg(QString::fromLatin1(hex))};
    return fromBytes(raw);
}

Result<ContentHash> ContentHash::fromBytes(QByteArrayView raw)
{
    if (raw.size() != qsizetype(Size))
        return Error{Error::Kind::Invalid, u"a SHA-256 has 32 bytes, not %1"_s.arg(raw.size())};

    Bytes bytes;
    std::memcpy(bytes.data(), raw.constData(), bytes.size());
    return ContentHash(bytes);
}

QString ContentHash::toHex() const
{
    return QString::fromLatin1(toByteArray().toHex());
}

} // namespace vectray
