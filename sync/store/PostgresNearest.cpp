#include "PostgresNearest.h"

#include <base/Logging.h>

#include <algorithm>

namespace vectray {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::hours Patience{1}; ///< without a search
constexpr std::chrono::seconds PauseAfterFailure{30};
constexpr std::chrono::minutes PauseAfterTooMuch{10};
constexpr std::size_t MostLookedUp = 4'096; ///< in one statement

} // namespace

PostgresNearest::PostgresNearest(Options options) : m_options(std::move(options))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(Patience);
    QObject::connect(&m_rest, &QTimer::timeout, &m_rest, [this] { forget(); });
}

Result<PostgresNearest::Found> PostgresNearest::find(Postgres &postgres, const Task &task)
{
    if (!m_options.read)
        return Found();
    m_rest.start();
    if (!isReady(task))
        return Found();
    const CodeQuery query(task.vector);
    QSet<FileId> files;
    if (task.files)
        files = QSet(task.files->begin(), task.files->end());
    const auto filter = task.files ? VectorScan::FileFilter([&](FileId file) { return files.contains(file); })
                                   : VectorScan::FileFilter();

    // Looked for before it is known what is new, because mostly nothing is. A file that is saved all the time
    // leaves many chunks that are gone in the same place, so ever more are looked up until none of them is.
    std::size_t wanted = VectorScan::toRescore(task.wanted);
    for (bool mayHaveNew = true;; mayHaveNew = false) { // what comes later, came after the question
        const std::vector<ChunkId> found = m_codes->nearest(query, task.datasets, wanted, filter);
        QList<ChunkId> nearest(found.begin(), found.end());
        const auto updated = m_codes->update(postgres, nearest);
        if (!updated)
            return updated.error();
        if (updated->isTooMuch) {
            setCodes({});
            ask(task);
            return Found();
        }
        tell();
        if (updated->hasGone)
            wanted = std::max(wanted, std::min(wanted * 2, MostLookedUp));
        else if (!mayHaveNew || !updated->hasNew)
            return Found(std::move(nearest));
    }
}

bool PostgresNearest::isReady(const Task &task)
{
    takeWhatCame();
    const bool isHere = m_codes && m_codes->has(task.model, task.datasets);
    if (!isHere || m_codes->isOverdue())
        ask(task);
    return isHere;
}

void PostgresNearest::takeWhatCame()
{
    if (!m_coming.isValid() || !m_coming.isFinished())
        return;
    auto came = m_coming.takeResult();
    m_coming = {};
    if (!came) {
        m_notBefore = steadyNow() + PauseAfterFailure;
        qCWarning(logStore).nospace() << "codes=not-read error=" << came.error().message;
        return;
    }
    if (!*came) {
        m_tooMuch = {.datasets = m_asked, .until = steadyNow() + PauseAfterTooMuch};
        qCInfo(logStore).nospace() << "codes=too-many most-bytes=" << m_options.mostBytes;
        if (m_codes && !m_codes->isOverdue())
            return; // of fewer datasets
    }
    setCodes(*std::move(came));
}

void PostgresNearest::ask(const Task &task)
{
    const bool isTooMuch = steadyNow() < m_tooMuch.until
        && std::ranges::all_of(m_tooMuch.datasets,
                               [&](const QUuid &one) { return task.datasets.contains(one); });
    if (m_coming.isValid() || steadyNow() < m_notBefore || isTooMuch)
        return;
    m_asked = task.datasets;
    m_coming = m_options.read(
        {.model = task.model,
         .dimension = int(task.vector.size()),
         .datasets = task.datasets,
         .also = m_codes && m_codes->has(task.model, {}) ? m_codes->datasets() : QList<QUuid>(),
         .mostBytes = m_options.mostBytes});
}

void PostgresNearest::setCodes(std::shared_ptr<PostgresCodes> codes)
{
    m_codes = std::move(codes);
    tell();
}

void PostgresNearest::tell() const
{
    if (m_options.chunks != nullptr)
        *m_options.chunks = m_codes ? m_codes->chunks() : 0;
}

void PostgresNearest::forget()
{
    m_coming = {};
    m_notBefore = {};
    m_tooMuch = {};
    setCodes({});
}

} // namespace vectray
