#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace vectray {

/// What went wrong, for code (kind) and for people (message).
struct Error
{
    enum class Kind { NotFound, Denied, Invalid, Conflict, Unavailable, Cancelled, Internal };

    Kind kind = Kind::Internal;
    QString message;

    bool operator==(const Error &) const = default;
};

/// The value of an operation, or the reason there is none.
///
/// The names are those of std::expected, so that on a C++23 toolchain this class becomes an alias.
/// Unlike std::expected it may not be dropped: an ignored Result is a compile error.
template<typename T = std::monostate>
class [[nodiscard]] Result
{
public:
    Result() = default; ///< only where T has a default value
    // NOLINTBEGIN(google-explicit-constructor): a function returns either, without ceremony
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    // NOLINTEND(google-explicit-constructor)

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T &operator*() const & { return *std::get_if<0>(&m_state); }
    T &operator*() & { return *std::get_if<0>(&m_state); }
    /// By value, so that `for (x : *all())` does not outlive what it goes through.
    T operator*() && { return std::move(*std::get_if<0>(&m_state)); }
    const T *operator->() const { return std::get_if<0>(&m_state); }
    T *operator->() { return std::get_if<0>(&m_state); }
    const Error &error() const & { return *std::get_if<1>(&m_state); }

    template<typename F>
    auto and_then(F &&f) && -> std::invoke_result_t<F, T>
    {
        if (!has_value())
            return error();
        return std::forward<F>(f)(*std::move(*this));
    }

private:
    std::variant<T, Error> m_state;
};

using Done = Result<>;

} // namespace vectray
