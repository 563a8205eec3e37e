#include "VectorScan.h"

#include <QtConcurrentMap>

#include <algorithm>
#include <limits>
#include <memory>

namespace vectray {

namespace {

/// How many of the nearest by signs are looked at closely: of 39,400 chunks of real sources 2,000 hold 98 % of the ten
/// nearest, 200 hold 86 %.
constexpr std::size_t LeastShortlist = 2'000;
constexpr std::size_t ShortlistShare = 25; ///< or one of so many

constexpr std::size_t SliceSlots = 1U << 16U; ///< what one thread looks at: 2 MB of signs at 256 dimensions
constexpr std::size_t Ahead = 16; ///< places that are fetched from memory before it is their turn

constexpr std::uint16_t Left = std::numeric_limits<std::uint16_t>::max(); ///< out of the running

} // namespace

void VectorScan::apply(const CodeDelta &delta)
{
    if (delta.dropped) {
        m_columns.removeIf([&](const auto &column) { return column.key().dataset == delta.dataset; });
        return;
    }
    for (auto column = m_columns.begin(); column != m_columns.end(); ++column) {
        if (column.key().dataset != delta.dataset)
            continue;
        for (const ChunkId chunk : delta.removed)
            column->remove(chunk);
    }
    for (const CodeDelta::Added &added : delta.added)
        column({delta.dataset, delta.model}, added.code.size() / 2).add(added.chunk, added.file, added.code);
}

CodeColumn &VectorScan::column(Key key, std::size_t words)
{
    const auto known = m_columns.find(key);
    return known != m_columns.end() ? *known : *m_columns.insert(key, CodeColumn(words));
}

std::size_t VectorScan::size(const QList<Key> &keys) const
{
    std::size_t chunks = 0;
    for (const Key &key : keys) {
        if (const auto known = m_columns.constFind(key); known != m_columns.constEnd())
            chunks += known->size();
    }
    return chunks;
}

/// A part of a column that one thread looks at.
struct VectorScan::Slice
{
    const CodeColumn *column = nullptr;
    std::size_t first = 0; ///< slot
    std::size_t slots = 0;
    std::span<std::uint16_t> distances{}; ///< of its slots
    std::vector<std::uint32_t> histogram{}; ///< how many slots have each distance
};

/// What is looked for in all of them.
struct VectorScan::Task
{
    const CodeQuery &query;
    const FileFilter &filter;
};

std::vector<ChunkId> VectorScan::nearest(const CodeQuery &query, const QList<Key> &keys, std::size_t wanted,
                                         const FileFilter &filter) const
{
    std::vector<Slice> slices = slicesOf(keys, query.words());
    std::size_t slots = 0;
    for (const Slice &slice : slices)
        slots += slice.slots;
    const auto distances = std::make_unique_for_overwrite<std::uint16_t[]>(slots);
    std::size_t start = 0;
    for (Slice &slice : slices) {
        slice.distances = {distances.get() + start, slice.slots};
        start += slice.slots;
    }
    measureAll({.query = query, .filter = filter}, slices);

    std::vector<Place> places = nearestBySigns(slices, std::max({wanted, LeastShortlist, slots / ShortlistShare}));
    if (places.size() > wanted) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (i + Ahead < places.size()) { // they lie far apart in memory
                const Place &next = places[i + Ahead];
                __builtin_prefetch(next.column->signs(next.slot).data());
                __builtin_prefetch(next.column->sizes(next.slot).data());
            }
            Place &place = places[i];
            place.distance = query.distance(place.column->signs(place.slot), place.column->sizes(place.slot));
        }
        std::ranges::nth_element(places, places.begin() + std::ptrdiff_t(wanted), {}, &Place::distance);
        places.resize(wanted);
    }
    std::vector<ChunkId> chunks;
    chunks.reserve(places.size());
    for (const Place &place : places)
        chunks.push_back(place.column->chunk(place.slot));
    return chunks;
}

std::vector<VectorScan::Slice> VectorScan::slicesOf(const QList<Key> &keys, std::size_t words) const
{
    std::vector<Slice> slices;
    for (const Key &key : keys) {
        const auto column = m_columns.constFind(key);
        if (column == m_columns.constEnd() || column->words() != words)
            continue;
        for (std::size_t first = 0; first < column->slots(); first += SliceSlots)
            slices.push_back({.column = &*column, .first = first, .slots = std::min(SliceSlots, column->slots() - first)});
    }
    return slices;
}

void VectorScan::measureAll(const Task &task, std::vector<Slice> &slices) const
{
    if (m_pool != nullptr && slices.size() > 1)
        QtConcurrent::blockingMap(m_pool, slices, [&task](Slice &slice) { measure(task, slice); }); // and this thread
    else
        std::ranges::for_each(slices, [&task](Slice &slice) { measure(task, slice); });
}

void VectorScan::measure(const Task &task, Slice &slice)
{
    slice.column->distances(task.query.signs(), slice.first, slice.distances);
    slice.histogram.assign(task.query.words() * 64 + 1, 0);
    if (!task.filter && !slice.column->hasHoles()) {
        for (const std::uint16_t distance : slice.distances)
            ++slice.histogram[distance];
        return;
    }
    FileId last; // the chunks of a file lie side by side
    bool counts = false;
    for (std::size_t i = 0; i < slice.distances.size(); ++i) {
        const FileId file = slice.column->file(slice.first + i);
        if (file != last) {
            last = file;
            counts = !slice.column->isHole(slice.first + i) && (!task.filter || task.filter(file));
        }
        if (counts)
            ++slice.histogram[slice.distances[i]];
        else
            slice.distances[i] = Left;
    }
}

/// How many of all have each distance.
std::vector<std::size_t> VectorScan::histogramOf(const std::vector<Slice> &slices)
{
    std::vector<std::size_t> histogram;
    for (const Slice &slice : slices) {
        histogram.resize(std::max(histogram.size(), slice.histogram.size()));
        for (std::size_t distance = 0; distance < slice.histogram.size(); ++distance)
            histogram[distance] += slice.histogram[distance];
    }
    return histogram;
}

/// All nearer than some limit, and as many of those at the limit as are still wanted.
std::vector<VectorScan::Place> VectorScan::nearestBySigns(const std::vector<Slice> &slices, std::size_t wanted)
{
    const std::vector<std::size_t> histogram = histogramOf(slices);
    std::size_t nearer = 0;
    std::size_t limit = 0;
    while (limit < histogram.size() && nearer + histogram[limit] <= wanted)
        nearer += histogram[limit++];
    std::size_t atLimit = limit < histogram.size() ? wanted - nearer : 0;

    std::vector<Place> places;
    places.reserve(nearer + atLimit);
    for (const Slice &slice : slices) {
        for (std::size_t i = 0; i < slice.distances.size(); ++i) {
            const std::uint16_t distance = slice.distances[i];
            if (distance > limit || distance == Left || (distance == limit && atLimit == 0))
                continue;
            if (distance == limit)
                --atLimit;
            places.push_back({.column = slice.column, .slot = slice.first + i});
        }
    }
    return places;
}

} // namespace vectray
