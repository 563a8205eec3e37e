#pragma once

#include <domain/ContentHash.h>
#include <domain/Result.h>

#include <QByteArrayView>
#include <QFile>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace vectray {

/// A built-in model's file, checked and mapped read-only: the processes that use it share its pages.
/// Immutable, safe to read from many threads.
///
/// While it is mapped the file may be replaced by renaming another over it, but must not be shortened
/// in place: the kernel would answer the next read with SIGBUS.
class ModelFile
{
    Q_DISABLE_COPY_MOVE(ModelFile)

public:
    /// The longest line of the piece list, in bytes.
    static constexpr qsizetype MaxPieceSize = 64;

    /// NotFound, Denied, or Invalid with what is wrong: nothing in a file that passed can lead a reader
    /// outside of it.
    static Result<std::unique_ptr<const ModelFile>> map(const QString &path);

    int vocabulary() const { return m_vocabulary; } ///< 1 … 65,535
    int dimension() const { return m_dimension; } ///< a multiple of 64, at most 1,024

    /// dimension() numbers. \a token is 0 … vocabulary() - 1, here and below.
    const std::int8_t *row(int token) const { return m_rows + std::ptrdiff_t(token) * m_dimension; }
    /// What row() is to be multiplied with; finite, so that no sum overflows.
    float scale(int token) const { return m_scales[token]; }
    /// "_x" begins a word, "x" continues one. Not empty, all different.
    QByteArrayView piece(int token) const;

    /// SHA-256 of the file.
    const ContentHash &hash() const { return m_hash; }

private:
    explicit ModelFile(const QString &path) : m_file(path) {}
    Done open();
    Done readHeader();
    Done readPieces();
    Done checkScales() const;
    Done readHash();
    Error invalid(const QString &reason) const;

    QFile m_file; // unmaps when it goes
    int m_vocabulary = 0;
    int m_dimension = 0;
    const float *m_scales = nullptr;
    const std::int8_t *m_rows = nullptr;
    QByteArrayView m_pieces; // the lines, with their ends
    std::vector<std::uint32_t> m_pieceStarts; // in m_pieces; one more than there are pieces
    ContentHash m_hash;
};

} // namespace vectray
