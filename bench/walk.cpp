// Looking at a whole folder: the walk, and the comparison of what it finds with an index of the same.
#include <detect/ChangeDetector.h>
#include <watch/IgnoreRules.h>
#include <watch/TreeWalk.h>

#include <benchmark/benchmark.h>

#include <QDir>
#include <QThreadPool>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <limits>

using namespace vectray;

namespace {

/// VECTRAY_BENCH_TREE, or this project.
QString tree()
{
    return QDir(qEnvironmentVariable("VECTRAY_BENCH_TREE", QStringLiteral(VECTRAY_SOURCE_DIR))).canonicalPath();
}

/// As the store remembers the files, read long after they were written.
FileTable indexOf(const Walk &walk)
{
    FileTable table;
    for (std::size_t i = 0; i < walk.files.size(); ++i)
        table.add(walk.files.path(i),
                  {.stat = walk.files.row(i).stat, .readAtNs = std::numeric_limits<std::int64_t>::max()});
    return table;
}

/// With as many helping threads as the argument says.
void walkAndCompare(benchmark::State &state)
{
    const IgnoreRules rules(tree());
    QThreadPool helpers;
    helpers.setMaxThreadCount(int(std::max<std::int64_t>(state.range(0), 1)));
    const WalkOptions options{.root = tree(),
                              .rules = &rules,
                              .expected = {},
                              .helpers = state.range(0) > 0 ? &helpers : nullptr};
    const auto index = walkTree(options, {});
    if (!index) {
        state.SkipWithError(qPrintable(index.error().message));
        return;
    }
    const FileTable known = indexOf(*index);
    std::size_t unchanged = 0;
    for ([[maybe_unused]] const auto &turn : state) {
        const auto walk = walkTree(options, {});
        unchanged = compare(walk->files, known).unchanged;
    }
    if (unchanged != known.size())
        state.SkipWithError("files changed meanwhile");
    state.counters["files"] = double(known.size());
}

/// What no walk can do without: listing each directory, and one stat an entry.
std::size_t statEverything(int directory)
{
    DIR *listing = ::fdopendir(directory);
    std::size_t count = 0;
    while (const dirent *entry = ::readdir(listing)) {
        struct stat found = {};
        if (entry->d_name[0] == '.' || ::fstatat(::dirfd(listing), entry->d_name, &found, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        ++count;
        if (S_ISDIR(found.st_mode))
            count += statEverything(::openat(::dirfd(listing), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    }
    ::closedir(listing);
    return count;
}

void plainStat(benchmark::State &state)
{
    for ([[maybe_unused]] const auto &turn : state)
        benchmark::DoNotOptimize(statEverything(::open(qPrintable(tree()), O_RDONLY | O_DIRECTORY)));
}

} // namespace

BENCHMARK(walkAndCompare)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(plainStat)->Unit(benchmark::kMillisecond)->UseRealTime();
