#pragma once

#include <domain/Result.h>
#include <domain/StoreHealth.h>

#include <QMutex>

#include <array>
#include <functional>
#include <optional>

namespace vectray {

/// What the parts of a team store say of the server, as one answer. Any thread.
class PostgresHealth
{
    Q_DISABLE_COPY_MOVE(PostgresHealth)

public:
    /// Listening tells whether the server answers and lets us at the index at all.
    enum class Part { Listening, Writing, Storing, Reading };

    /// \a onChange is told, in the thread that reports, when Listening has got into trouble or out of it, whatever
    /// the others say: what is told of may make somebody try again.
    explicit PostgresHealth(std::function<void(const StoreHealth &)> onChange) : m_onChange(std::move(onChange)) {}

    /// How the last attempt of a part went.
    void report(Part part, const Done &outcome);

    StoreHealth now() const; ///< unreachable while any part is in trouble
    bool isInTrouble(Part part) const;
    bool isAway() const { return isInTrouble(Part::Listening); } ///< there is no use in waiting long

private:
    mutable QMutex m_mutex; ///< of the rest but the hook
    std::array<std::optional<QString>, 4> m_troubles; ///< by part; the reason
    QDateTime m_since; ///< of the first of them
    std::function<void(const StoreHealth &)> m_onChange;
};

} // namespace vectray
