#include "FolderResources.h"

#include "CountedFolders.h"
#include "FolderReport.h"

#include <base/Answer.h>
#include <base/WhenDone.h>
#include <engine/AutoWatchManager.h>

#include <QMap>
#include <QUrl>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Scheme = "vectray://index"_L1; ///< and the path, which begins with a slash
constexpr auto MimeType = "application/json"_L1;

QString uriOf(const QString &path)
{
    return Scheme + QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

} // namespace

QJsonArray FolderResources::list() const
{
    QMap<QString, QString> paths; ///< by URI; a folder may be in several datasets
    for (const Folder &folder : m_manager.folders())
        paths.insert(uriOf(folder.config.key.path), folder.config.key.path);
    QJsonArray all;
    for (auto path = paths.cbegin(); path != paths.cend(); ++path)
        all.append(QJsonObject{
            {u"uri"_s, path.key()},
            {u"name"_s, path->section(u'/', -1)},
            {u"title"_s, QString(u"Index of "_s + *path)},
            {u"description"_s, u"How far the index of this folder is, and what is wrong with it"_s},
            {u"mimeType"_s, MimeType}});
    return all;
}

QJsonArray FolderResources::templates() const
{
    return {QJsonObject{{u"uriTemplate"_s, QString(Scheme + u"{+path}"_s)},
                        {u"name"_s, u"index"_s},
                        {u"title"_s, u"Index of a folder"_s},
                        {u"description"_s, u"How far the index of the folder with this absolute path is"_s},
                        {u"mimeType"_s, MimeType}}};
}

QFuture<Result<QJsonObject>> FolderResources::read(const QString &uri)
{
    QList<Folder> found;
    for (const Folder &folder : m_manager.folders()) {
        if (uriOf(folder.config.key.path) == uri)
            found.append(folder);
    }
    if (found.isEmpty())
        return answered(Result<QJsonObject>(
            Error{Error::Kind::NotFound, u"there is no resource '%1': resources/list names all"_s.arg(uri)}));
    const Answer<Result<QJsonObject>> answer;
    whenDone(countedFolders(m_store, found, this), this, [answer](const Result<QList<Folder>> &folders) {
        answer.give(folders ? Result<QJsonObject>(indexReport(*folders)) : folders.error());
    });
    return answer.future();
}

} // namespace vectray
