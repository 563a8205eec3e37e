#include "TokenFile.h"

#include "PrivateFile.h"

#include <sys/random.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype TokenBytes = 32;
constexpr qsizetype TokenLength = 43; ///< of so many bytes in base64 without padding

} // namespace

Result<QByteArray> TokenFile::load() const
{
    const auto found = readPrivateFile(m_path);
    if (!found && found.error().kind == Error::Kind::NotFound)
        return replace();
    if (!found)
        return found.error();
    const QByteArray token = found->trimmed();
    return token.size() < TokenLength ? replace() : token; // cut off, or made by hand and too short
}

Result<QByteArray> TokenFile::replace() const
{
    QByteArray bytes(TokenBytes, '\0');
    if (::getrandom(bytes.data(), std::size_t(bytes.size()), 0) != bytes.size())
        return Error{Error::Kind::Unavailable, u"there are no random numbers for a token"_s};
    const QByteArray token = bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    if (Done written = writePrivateFile(m_path, token + '\n'); !written)
        return written.error();
    return token;
}

} // namespace vectray
