#include "IndexStore.h"

#include <base/Answer.h>

namespace vectray {

IndexStore::~IndexStore() = default;

QFuture<Done> IndexStore::release(FolderScope /*folder*/)
{
    return answered<Done>({});
}

} // namespace vectray
