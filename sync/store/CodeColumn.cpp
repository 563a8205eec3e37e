#include "CodeColumn.h"

#include <algorithm>
#include <bit>

namespace vectray {

namespace {

// Four words are the built-in model's 256 dimensions; the fixed count lets the compiler unroll.
[[gnu::always_inline]] inline void distancesOf4(const std::uint64_t *codes, const std::uint64_t *query,
                                                std::span<std::uint16_t> out)
{
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint64_t *code = codes + i * 4;
        out[i] = std::uint16_t(__builtin_popcountll(code[0] ^ query[0]) + __builtin_popcountll(code[1] ^ query[1])
                               + __builtin_popcountll(code[2] ^ query[2]) + __builtin_popcountll(code[3] ^ query[3]));
    }
}

// The same loop for two generations of processors.
__attribute__((target("avx512vpopcntdq,avx512vl,avx512bw"), optimize("O3"))) void
distances4Vector(const std::uint64_t *codes, const std::uint64_t *query, std::span<std::uint16_t> out)
{
    distancesOf4(codes, query, out);
}

__attribute__((target_clones("popcnt", "default"), optimize("O3"))) void
distances4Word(const std::uint64_t *codes, const std::uint64_t *query, std::span<std::uint16_t> out)
{
    distancesOf4(codes, query, out);
}

__attribute__((target_clones("popcnt", "default"), optimize("O3"))) void
distancesAny(const std::uint64_t *codes, std::span<const std::uint64_t> query, std::span<std::uint16_t> out)
{
    for (std::size_t i = 0; i < out.size(); ++i) {
        int distance = 0;
        for (std::size_t word = 0; word < query.size(); ++word)
            distance += __builtin_popcountll(codes[i * query.size() + word] ^ query[word]);
        out[i] = std::uint16_t(distance);
    }
}

const auto distances4 = __builtin_cpu_supports("avx512vpopcntdq") != 0 && __builtin_cpu_supports("avx512vl") != 0
        && __builtin_cpu_supports("avx512bw") != 0
    ? distances4Vector
    : distances4Word;

} // namespace

void CodeColumn::reserve(std::size_t chunks)
{
    m_signs.reserve(chunks * m_words);
    m_sizes.reserve(chunks * m_words);
    m_chunks.reserve(chunks);
    m_files.reserve(chunks);
}

void CodeColumn::add(ChunkId chunk, FileId file, std::span<const std::uint64_t> code)
{
    const bool isLast = m_chunks.empty() || m_chunks.back() < chunk;
    const auto slot =
        isLast ? std::ssize(m_chunks) : std::ranges::lower_bound(m_chunks, chunk) - m_chunks.begin();
    if (!isLast && m_chunks[std::size_t(slot)] == chunk)
        return;
    if (m_chunks.size() == m_chunks.capacity())
        reserve(m_chunks.size() + m_chunks.size() / 8 + 1'024); // doubling would leave up to half of the memory unused
    const auto half = code.begin() + std::ptrdiff_t(m_words);
    m_signs.insert(m_signs.begin() + slot * std::ptrdiff_t(m_words), code.begin(), half);
    m_sizes.insert(m_sizes.begin() + slot * std::ptrdiff_t(m_words), half, code.end());
    m_chunks.insert(m_chunks.begin() + slot, chunk);
    m_files.insert(m_files.begin() + slot, file);
}

void CodeColumn::remove(ChunkId chunk)
{
    const auto found = std::ranges::lower_bound(m_chunks, chunk);
    if (found == m_chunks.end() || *found != chunk)
        return;
    FileId &file = m_files[std::size_t(found - m_chunks.begin())];
    if (file == FileId{})
        return;
    file = {};
    ++m_holes;
    if (m_holes > 1024 && m_holes > m_chunks.size() / 4)
        closeHoles();
}

void CodeColumn::closeHoles()
{
    std::size_t to = 0;
    for (std::size_t from = 0; from < m_chunks.size(); ++from) {
        if (isHole(from))
            continue;
        for (std::vector<std::uint64_t> *plane : {&m_signs, &m_sizes})
            std::copy_n(plane->begin() + std::ptrdiff_t(from * m_words), m_words,
                        plane->begin() + std::ptrdiff_t(to * m_words));
        m_chunks[to] = m_chunks[from];
        m_files[to] = m_files[from];
        ++to;
    }
    m_signs.resize(to * m_words);
    m_sizes.resize(to * m_words);
    m_chunks.resize(to);
    m_files.resize(to);
    m_holes = 0;
}

void CodeColumn::distances(std::span<const std::uint64_t> query, std::size_t first,
                           std::span<std::uint16_t> distances) const
{
    const std::uint64_t *signs = m_signs.data() + first * m_words;
    if (m_words == 4)
        distances4(signs, query.data(), distances);
    else
        distancesAny(signs, query, distances);
}

} // namespace vectray
