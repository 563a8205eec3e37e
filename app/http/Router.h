#pragma once

#include "HttpRequest.h"

#include <QByteArrayList>

#include <functional>

namespace vectray {

class Reply;
class Upgrader;

/// Answers a request, at once or later, through the reply. Called in the main thread; the request is
/// gone when it returns.
using Handler = std::function<void(const HttpRequest &, const Reply &)>;

struct Route
{
    enum class Access {
        User, ///< programs of our own user, and those with the token
        Owner, ///< programs of our own user, on this machine
        Anyone, ///< every user of this machine; says nothing about anybody's files
    };

    QByteArray method = {}; ///< GET answers HEAD as well
    QByteArray path = {}; ///< "/projects/{project}/query": a {name} stands for one segment that is not empty
    Handler handler = {};
    Access access = Access::User;
    Upgrader *upgrader = nullptr; ///< set instead of a handler: the path is for WebSockets
};

/// Which route a request is for. Of several that match, the first that was added.
class Router
{
public:
    struct Match
    {
        const Route *route = nullptr; ///< valid until the next add()
        std::vector<std::pair<QByteArray, QString>> params = {};
        QByteArrayList allowed =
            {}; ///< without a route: the methods of the path; empty if there is no such path
    };

    void add(Route route);
    void add(const QByteArray &method, const QByteArray &path, Handler handler)
    {
        add(Route{method, path, std::move(handler)});
    }

    /// Path is still percent-encoded; a segment that does not decode to UTF-8 text matches nothing.
    Match find(const QByteArray &method, QByteArrayView path) const;

private:
    struct Entry
    {
        Route route = {};
        QByteArrayList segments = {};
    };
    std::vector<Entry> m_entries;
};

} // namespace vectray
