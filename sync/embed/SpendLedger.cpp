#include "SpendLedger.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

SpendLedger::SpendLedger(QString file, Budget budget, std::function<QDate()> today)
    : m_file(std::move(file))
    , m_budget(budget)
    , m_today(std::move(today))
{
    read();
    beginMonth();
}

void SpendLedger::read()
{
    QFile file(m_file);
    if (!file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        m_damage = file.errorString();
        return;
    }
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError || !object[u"month"].isString()) {
        m_damage = u"it is damaged"_s;
        return;
    }
    m_spent = {.month = object[u"month"].toString(),
               .requests = object[u"requests"].toInteger(),
               .tokens = object[u"tokens"].toInteger(),
               .money = object[u"money"].toDouble()};
}

void SpendLedger::beginMonth()
{
    const QString month = m_today().toString(u"yyyy-MM");
    if (m_spent.month == month)
        return;
    m_spent = {.month = month};
    m_reached = false;
}

Done SpendLedger::reserve(const Order &order)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_damage.isEmpty() && order.pricePerMillion > 0)
        return Error{
            Error::Kind::Unavailable,
            u"nothing is sent to the embedding service, because the record of what was spent cannot be read "
            "(%1: %2): repair or remove it"_s.arg(m_file, m_damage)};
    beginMonth();
    const std::int64_t total = m_spent.tokens + m_reservedTokens + order.tokens;
    const double money = m_spent.money + m_reservedMoney + order.price();
    m_reached = (m_budget.tokens > 0 && total > m_budget.tokens)
        || (m_budget.money > 0 && order.price() > 0 && money > m_budget.money);
    if (m_reached)
        return Error{Error::Kind::Unavailable,
                     u"the month's budget for embedding is reached (%1 tokens, %2 spent): raise it in the "
                     u"settings, wait "
                     "for the next month, or use the built-in model"_s.arg(m_spent.tokens)
                         .arg(m_spent.money, 0, 'f', 2)};
    m_reservedTokens += order.tokens;
    m_reservedMoney += order.price();
    return {};
}

Done SpendLedger::settle(const Order &reserved, std::int64_t used)
{
    const std::scoped_lock lock(m_mutex);
    m_reservedTokens -= reserved.tokens;
    m_reservedMoney -= reserved.price();
    if (used <= 0)
        return {};
    beginMonth();
    ++m_spent.requests;
    m_spent.tokens += used;
    m_spent.money += Order{used, reserved.pricePerMillion}.price();
    return write();
}

SpendLedger::Spent SpendLedger::spent() const
{
    const std::scoped_lock lock(m_mutex);
    return m_spent;
}

bool SpendLedger::isReached() const
{
    const std::scoped_lock lock(m_mutex);
    return m_reached && m_spent.month == m_today().toString(u"yyyy-MM");
}

Done SpendLedger::write() const
{
    QSaveFile file(m_file);
    const QJsonObject object{{u"month"_s, m_spent.month},
                             {u"requests"_s, qint64(m_spent.requests)},
                             {u"tokens"_s, qint64(m_spent.tokens)},
                             {u"money"_s, m_spent.money}};
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(QJsonDocument(object).toJson()) < 0 || !file.commit())
        return Error{
            Error::Kind::Unavailable,
            u"nothing more is sent to the embedding service, because what was spent cannot be written down "
            "(%1: %2)"_s.arg(m_file, file.errorString())};
    return {};
}

} // namespace vectray
