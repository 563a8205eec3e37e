#pragma once

#include <QHashFunctions>
#include <QString>
#include <QUuid>

#include <compare>
#include <cstdint>

namespace vectray {

/// A row number inside one store that cannot be mistaken for another table's. Never reused.
template<typename Tag>
struct Id
{
    std::int64_t value = 0;

    auto operator<=>(const Id &) const = default;
    friend std::size_t qHash(Id id, std::size_t seed = 0) { return ::qHash(id.value, seed); }
};

using FileId = Id<struct FileTag>;
using ChunkId = Id<struct ChunkTag>;

/// A name for a thing that is the same in every store and on every machine.
template<typename Tag>
struct Uid
{
    QUuid value;

    static Uid make() { return {QUuid::createUuid()}; }
    bool isNull() const { return value.isNull(); }
    QString toString() const { return value.toString(QUuid::WithoutBraces); }
    bool operator==(const Uid &) const = default;
    friend std::size_t qHash(const Uid &id, std::size_t seed = 0) { return ::qHash(id.value, seed); }
};

using ProjectId = Uid<struct ProjectTag>;
using DatasetId = Uid<struct DatasetTag>;
using ConfigId = Uid<struct ConfigTag>;

} // namespace vectray
