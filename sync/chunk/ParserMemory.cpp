#include "ParserMemory.h"

#include "GrammarMemory.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace vectray {

namespace {

thread_local ParserMemory *currentMemory = nullptr;

constexpr std::size_t SlabSize = 64 * 1024;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool UsesSlabs = false; // the sanitizer is to see every block
#else
constexpr bool UsesSlabs = true;
#endif

} // namespace

// Before each block. Small ones only have the size, in the last word.
struct ParserMemory::Header
{
    Header *previous;
    Header *next;
    std::size_t padding;
    std::size_t size;
};

static_assert(alignof(std::max_align_t) == 16 && sizeof(void *) == 8,
              "blocks are laid out for 64 bit machines");

ParserMemory::ParserMemory(qsizetype limit) : m_left(std::size_t(limit))
{
    Q_ASSERT(!currentMemory);
    currentMemory = this;
}

ParserMemory::~ParserMemory()
{
    currentMemory = nullptr;
    while (m_large)
        std::free(std::exchange(m_large, m_large->next));
}

ParserMemory *ParserMemory::current()
{
    return currentMemory;
}

void *ParserMemory::allocate(std::size_t size)
{
    const std::size_t grains = (size + Grain - 1) / Grain;
    return UsesSlabs && grains <= Classes ? allocateSmall(std::max<std::size_t>(grains, 1))
                                          : allocateLarge(size);
}

void ParserMemory::take(std::size_t bytes)
{
    if (bytes > m_left)
        throw Exhausted();
    m_left -= bytes;
}

void *ParserMemory::allocateSmall(std::size_t grains)
{
    if (Small *block = m_free[grains]) {
        m_free[grains] = block->next;
        return block;
    }
    const std::size_t size = (grains + 1) * Grain; // with its size in front
    if (std::size_t(m_slabEnd - m_slabNext) < size) {
        take(SlabSize);
        m_slabs.push_back(std::make_unique_for_overwrite<std::byte[]>(SlabSize));
        m_slabNext = m_slabs.back().get();
        m_slabEnd = m_slabNext + SlabSize;
    }
    std::byte *block = m_slabNext + Grain;
    m_slabNext += size;
    const std::size_t usable = grains * Grain;
    std::memcpy(block - sizeof usable, &usable, sizeof usable);
    return block;
}

void *ParserMemory::allocateLarge(std::size_t size)
{
    take(size);
    auto *header = size < SIZE_MAX / 2 ? static_cast<Header *>(std::malloc(sizeof(Header) + size)) : nullptr;
    if (!header)
        throw Exhausted();
    *header = {.previous = nullptr, .next = m_large, .padding = 0, .size = size};
    if (m_large)
        m_large->previous = header;
    m_large = header;
    return header + 1;
}

void ParserMemory::release(void *block)
{
    const std::size_t size = sizeOf(block);
    if (UsesSlabs && size <= Classes * Grain) {
        auto *small = static_cast<Small *>(block);
        small->next = m_free[size / Grain];
        m_free[size / Grain] = small;
        return;
    }
    Header *header = static_cast<Header *>(block) - 1;
    (header->previous ? header->previous->next : m_large) = header->next;
    if (header->next)
        header->next->previous = header->previous;
    m_left += size;
    std::free(header);
}

std::size_t ParserMemory::sizeOf(const void *block)
{
    std::size_t size = 0;
    std::memcpy(&size, static_cast<const std::byte *>(block) - sizeof size, sizeof size);
    return size;
}

} // namespace vectray

using vectray::ParserMemory;

void *vectray_parser_malloc(size_t size)
{
    return ParserMemory::current()->allocate(size);
}

void *vectray_parser_calloc(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        throw ParserMemory::Exhausted();
    void *block = vectray_parser_malloc(count * size);
    std::memset(block, 0, count * size);
    return block;
}

void *vectray_parser_realloc(void *block, size_t size)
{
    if (!block)
        return vectray_parser_malloc(size);
    const std::size_t old = ParserMemory::sizeOf(block);
    if (size <= old && size > old / 2)
        return block;
    void *moved = vectray_parser_malloc(size);
    std::memcpy(moved, block, std::min(old, size));
    vectray_parser_free(block);
    return moved;
}

void vectray_parser_free(void *block)
{
    if (block)
        ParserMemory::current()->release(block);
}
