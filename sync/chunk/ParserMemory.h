#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace vectray {

/// What a parser and its tree allocate, in this thread and while this lives; all of it is released in the
/// end, so neither needs to be deleted. One at a time in a thread.
///
/// There is a limit because there are texts of half a megabyte for which the parser wants more memory than
/// there is, within one step and without asking; and then it ends the program.
class ParserMemory
{
    Q_DISABLE_COPY_MOVE(ParserMemory)

public:
    /// Thrown out of the parser where it wants more than the limit.
    struct Exhausted
    {};

    /// \a limit in bytes.
    explicit ParserMemory(qsizetype limit);
    ~ParserMemory();

    void *allocate(std::size_t size);
    void release(void *block);
    static std::size_t sizeOf(const void *block);

    /// Of this thread; null: none.
    static ParserMemory *current();

private:
    struct Header;
    struct Small
    {
        Small *next;
    };

    static constexpr std::size_t Grain = 16;
    static constexpr std::size_t Classes = 64; // blocks of up to 1 KiB come from slabs

    void take(std::size_t bytes);
    void *allocateSmall(std::size_t grains);
    void *allocateLarge(std::size_t size);

    std::size_t m_left; // bytes
    std::array<Small *, Classes + 1> m_free{}; // by grains
    std::vector<std::unique_ptr<std::byte[]>> m_slabs;
    std::byte *m_slabNext = nullptr;
    std::byte *m_slabEnd = nullptr;
    Header *m_large = nullptr;
};

} // namespace vectray
