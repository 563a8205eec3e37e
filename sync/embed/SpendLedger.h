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

    bool operator==(const Budget &) const = default;
};

/// What a call takes.
struct Order
{
    std::int64_t tokens = 0;
    double pricePerMillion = 0; ///< of tokens, in the budget's currency; 0: it is free

    double price() const { return double(tokens) * pricePerMillion / 1e6; }
    bool operator==(const Order &) const = default;
};

/// The record of what embedding has cost this month, in a file, so that no restart forgets it. One for all
/// services. Nothing may be sent that would exceed the budget. Safe to use from many threads.
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

    /// To be asked before each call, and followed by settle(). Unavailable with a sentence if the budget does
    /// not allow it, or nothing could be written down.
    Done reserve(const Order &order);

    /// What was reserved took \a used tokens in the end; 0: nothing was sent.
    Done settle(const Order &reserved, std::int64_t used);

    Spent spent() const;
    bool isReached() const; ///< the last reserve() was refused for the budget, in this month

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
    std::int64_t m_reservedTokens = 0;
    double m_reservedMoney = 0;
    QString m_damage; ///< why the file could not be read
    bool m_reached = false;
};

} // namespace vectray
