#pragma once

#include <domain/Result.h>

#include <QDate>
#include <QString>

#include <functional>
#include <mutex>

namespace vectray {

/// What a service may cost in a calendar month (UTC). 0: no limit.
struct Budget
{
    std::int64_t tokens = 0;
    double money = 0;
    double pricePerMillion = 0; ///< of tokens, in the currency of money; 0: it is free

    bool operator==(const Budget &) const = default;
};

/// The record of what embedding has cost this month, in a file, so that no restart forgets it. Nothing may be
/// sent that would exceed the budget. Safe to use from many threads.
class SpendLedger
{
    Q_DISABLE_COPY_MOVE(SpendLedger)

public:
    struct Spent
    {
        QString month; ///< "2026-11"
        std::int64_t requests = 0;
        std::int64_t tokens = 0;
        double money = 0;

        bool operator==(const Spent &) const = default;
    };

    /// \a file need not be there; one that cannot be read lets nothing be spent.
    SpendLedger(QString file, Budget budget, std::function<QDate()> today);

    /// To be asked before each call with the tokens it will take, and followed by settle(). Unavailable with
    /// a sentence if the budget does not allow it, or nothing could be written down.
    Done reserve(std::int64_t tokens);

    /// What was reserved took \a used in the end; 0: nothing was sent.
    Done settle(std::int64_t reserved, std::int64_t used);

    Spent spent() const;
    bool isReached() const; ///< the last reserve() was refused for the budget, in this month
    double priceOf(std::int64_t tokens) const { return double(tokens) * m_budget.pricePerMillion / 1e6; }
    const Budget &budget() const { return m_budget; }

private:
    void beginMonth();
    Done write() const;
    void read();

    QString m_file;
    Budget m_budget;
    std::function<QDate()> m_today;
    mutable std::mutex m_mutex;
    Spent m_spent;
    std::int64_t m_reserved = 0;
    QString m_damage; ///< why the file could not be read
    bool m_reached = false;
};

} // namespace vectray
