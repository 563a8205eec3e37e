#include "TextChunker.h"

#include "Assembly.h"
#include "Grouping.h"
#include "LineCuts.h"

#include <algorithm>
#include <iterator>

namespace vectray {

namespace {

// The cuts of 50 MB of short lines would take a gigabyte, so long texts are taken piece by piece.
constexpr qsizetype WindowSize = 128 * 1024;

// The cut in a window's second half that comes before all others there; -1: there is none.
qsizetype firstCut(const std::vector<CutPoint> &cuts)
{
    const CutPoint *best = nullptr;
    for (const CutPoint &cut : cuts) {
        if (cut.offset >= WindowSize / 2
            && (!best || cut.level < best->level || (cut.level == best->level && cut.key > best->key)))
            best = &cut;
    }
    return best ? best->offset : -1;
}

} // namespace

QList<Chunk> TextChunker::chunk(const QByteArray &text, const QString &) const
{
    std::vector<qsizetype> ends;
    for (qsizetype begin = 0; begin < text.size();) {
        const QByteArrayView rest = QByteArrayView(text).sliced(begin);
        const bool last = rest.size() <= WindowSize;
        QByteArrayView window = last ? rest : rest.first(WindowSize);
        std::vector<CutPoint> cuts = lineCuts(window);
        const qsizetype cut = last ? -1 : firstCut(cuts);
        if (cut > 0) {
            window.truncate(cut);
            std::erase_if(cuts, [cut](const CutPoint &point) { return point.offset >= cut; });
        }
        std::vector<qsizetype> windowEnds = chooseEnds(window, cuts, m_limits);
        if (!last && cut < 0)
            windowEnds.resize(windowEnds.size()
                              - 2); // the window ends anywhere within a line: cut that again
        std::transform(windowEnds.begin(), windowEnds.end(), std::back_inserter(ends),
                       [begin](qsizetype end) { return begin + end; });
        begin = ends.back();
    }
    return assembleChunks(text, ends, {});
}

} // namespace vectray
