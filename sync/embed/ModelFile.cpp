#include "ModelFile.h"

#include <base/Sha256.h>

#include <QFileInfo>
#include <QtEndian>

#include <cmath>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN, "the file is little endian and used in place");

namespace {

constexpr qsizetype HeaderSize = 16;
constexpr std::uint32_t MaxVocabulary = 65'535; // a token fits 16 bits
constexpr std::uint32_t MaxDimension = 1'024;
constexpr float MaxScale = 1e6F; // no sum of 1,024 rows overflows

std::uint32_t numberAt(const uchar *bytes, qsizetype offset)
{
    return qFromLittleEndian<std::uint32_t>(bytes + offset);
}

} // namespace

Result<std::unique_ptr<const ModelFile>> ModelFile::map(const QString &path)
{
    auto file = std::unique_ptr<ModelFile>(new ModelFile(path)); // the constructor is private to make_unique
    for (const auto step :
         {&ModelFile::open, &ModelFile::readHeader, &ModelFile::readPieces, &ModelFile::readHash}) {
        if (Done done = (file.get()->*step)(); !done)
            return done.error();
    }
    if (Done done = file->checkScales(); !done)
        return done.error();
    return std::unique_ptr<const ModelFile>(std::move(file));
}

QByteArrayView ModelFile::piece(int token) const
{
    const qsizetype start = m_pieceStarts[std::size_t(token)];
    const qsizetype next = m_pieceStarts[std::size_t(token) + 1];
    return m_pieces.sliced(start, next - start - 1);
}

Done ModelFile::open()
{
    const QFileInfo info(m_file.fileName());
    if (!info.exists())
        return Error{Error::Kind::NotFound, u"there is no embedding model at %1"_s.arg(m_file.fileName())};
    if (!info.isFile()) // opening a pipe would block for ever
        return invalid(u"it is not a regular file"_s);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return Error{
            Error::Kind::Denied,
            u"cannot read the embedding model %1: %2"_s.arg(m_file.fileName(), m_file.errorString())};
    }
    return {};
}

Done ModelFile::readHeader()
{
    const qsizetype size = m_file.size();
    if (size < HeaderSize)
        return invalid(u"it is too short to have a header"_s);
    const uchar *const bytes = m_file.map(0, size);
    if (bytes == nullptr) {
        return Error{Error::Kind::Unavailable,
                     u"cannot map the embedding model %1: %2"_s.arg(m_file.fileName(), m_file.errorString())};
    }
    if (std::memcmp(bytes, "TSE1", 4) != 0)
        return invalid(u"it does not begin with TSE1"_s);

    const std::uint32_t vocabulary = numberAt(bytes, 4);
    const std::uint32_t dimension = numberAt(bytes, 8);
    const std::uint32_t flags = numberAt(bytes, 12);
    if (vocabulary == 0 || vocabulary > MaxVocabulary)
        return invalid(u"%1 is not a possible number of tokens"_s.arg(vocabulary));
    if (dimension == 0 || dimension > MaxDimension || dimension % 64 != 0)
        return invalid(u"%1 is not a possible number of dimensions"_s.arg(dimension));
    if (flags != 0)
        return invalid(u"it needs a newer version of this program (flags %1)"_s.arg(flags));

    m_vocabulary = int(vocabulary);
    m_dimension = int(dimension);
    const qsizetype rowsAt = HeaderSize + m_vocabulary * qsizetype(sizeof(float));
    const qsizetype piecesAt = rowsAt + qsizetype(m_vocabulary) * m_dimension;
    if (size < piecesAt + qsizetype(2) * m_vocabulary)
        return invalid(u"it is cut off"_s);
    if (size > piecesAt + m_vocabulary * (MaxPieceSize + 1))
        return invalid(u"it is longer than its header says"_s);
    m_scales = reinterpret_cast<const float *>(bytes + HeaderSize);
    m_rows = reinterpret_cast<const std::int8_t *>(bytes + rowsAt);
    m_pieces = QByteArrayView(bytes + piecesAt, size - piecesAt);
    return {};
}

Done ModelFile::readPieces()
{
    m_pieceStarts.reserve(std::size_t(m_vocabulary) + 1);
    m_pieceStarts.push_back(0);
    qsizetype start = 0;
    for (int token = 0; token < m_vocabulary; ++token) {
        const qsizetype end = m_pieces.indexOf('\n', start);
        if (end < 0)
            return invalid(u"it ends in piece %1 of %2"_s.arg(token).arg(m_vocabulary));
        const QByteArrayView line = m_pieces.sliced(start, end - start);
        if (line.isEmpty() || line == QByteArrayView("_") || line.size() > MaxPieceSize)
            return invalid(u"piece %1 is empty or too long"_s.arg(token));
        start = end + 1;
        m_pieceStarts.push_back(std::uint32_t(start));
    }
    if (start != m_pieces.size())
        return invalid(u"something follows its last piece"_s);
    return {};
}

Done ModelFile::checkScales() const
{
    for (int token = 0; token < m_vocabulary; ++token) {
        if (!(std::abs(scale(token)) <= MaxScale)) // false for NaN
            return invalid(u"the scale of token %1 is not a sensible number"_s.arg(token));
    }
    return {};
}

Done ModelFile::readHash()
{
    // Read instead of walked through the mapping: the rows that nobody asks for stay out of memory.
    Sha256 digest;
    QByteArray block(qsizetype(1) << 16, Qt::Uninitialized);
    qint64 got = 0;
    while ((got = m_file.read(block.data(), block.size())) > 0)
        digest.add(QByteArrayView(block.constData(), qsizetype(got)));
    if (got < 0) {
        return Error{
            Error::Kind::Unavailable,
            u"cannot read the embedding model %1: %2"_s.arg(m_file.fileName(), m_file.errorString())};
    }
    m_hash = digest.take();
    return {};
}

Error ModelFile::invalid(const QString &reason) const
{
    return {Error::Kind::Invalid, u"%1 is not a usable embedding model: %2"_s.arg(m_file.fileName(), reason)};
}

} // namespace vectray
