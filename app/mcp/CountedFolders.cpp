#include "CountedFolders.h"

#include <base/Answer.h>
#include <base/WhenDone.h>
#include <store/IndexStore.h>

#include <QHash>

namespace vectray {

QFuture<Result<QList<Folder>>> countedFolders(IndexStore &store, const QList<Folder> &folders,
                                              QObject *context)
{
    const Answer<Result<QList<Folder>>> answer;
    whenDone(store.summaries(), context, [answer, folders](const Result<QList<ProjectSummary>> &projects) {
        if (!projects)
            return answer.give(projects.error());
        QHash<DatasetId, DatasetSummary> counts;
        for (const ProjectSummary &project : *projects) {
            for (const DatasetSummary &dataset : project.datasets)
                counts.insert(dataset.id, dataset);
        }
        QList<Folder> fresh = folders;
        for (Folder &folder : fresh) {
            const DatasetSummary count = counts.value(folder.config.datasetId);
            folder.files = count.files;
            folder.chunks = count.chunks;
            folder.problems = count.failed;
        }
        answer.give(fresh);
    });
    return answer.future();
}

} // namespace vectray
