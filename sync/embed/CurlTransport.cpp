#include "CurlTransport.h"

#include "EndpointRules.h"

#include <QScopeGuard>

#include <curl/curl.h>
#include <sys/socket.h>

#include <mutex>
#include <vector>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr long ConnectTimeoutMs = 10'000;

struct FreeHandle
{
    void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
};
struct FreeList
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;

/// What the callbacks of one call work on.
struct Progress
{
    HttpAnswer answer;
    std::stop_token stop;
    bool tooLong = false;
    bool forbidden = false;
};

std::size_t takeBody(char *data, std::size_t size, std::size_t count, void *user)
{
    auto &progress = *static_cast<Progress *>(user);
    const auto bytes = qsizetype(size * count);
    if (progress.answer.body.size() + bytes > CurlTransport::MaxAnswer) {
        progress.tooLong = true;
        return 0;
    }
    progress.answer.body.append(data, bytes);
    return std::size_t(bytes);
}

std::size_t takeHeader(char *data, std::size_t size, std::size_t count, void *user)
{
    auto &answer = static_cast<Progress *>(user)->answer;
    const QByteArrayView line(data, qsizetype(size * count));
    if (line.startsWith("HTTP/"))
        answer.headers.clear(); // of a 100 Continue before it
    if (const qsizetype colon = line.indexOf(':'); colon > 0 && answer.headers.size() < 200)
        answer.headers.insert(line.first(colon).toByteArray().toLower(),
                              line.sliced(colon + 1).trimmed().toByteArray());
    return size * count;
}

int checkStop(void *user, curl_off_t /*total*/, curl_off_t /*now*/, curl_off_t /*upTotal*/,
              curl_off_t /*upNow*/)
{
    return static_cast<Progress *>(user)->stop.stop_requested() ? 1 : 0;
}

curl_socket_t openSocket(void *user, curlsocktype /*purpose*/, curl_sockaddr *address)
{
    if (isForbidden(address->addr)) {
        static_cast<Progress *>(user)->forbidden = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void setUp(CURL *handle, const HttpCall &call, curl_slist *headers, Progress &progress)
{
    curl_easy_reset(handle); // keeps the connections
    curl_easy_setopt(handle, CURLOPT_URL, call.url.constData());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                     std::min<long>(ConnectTimeoutMs, long(call.timeout.count())));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, long(call.timeout.count()));
    curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call.body.constData());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(call.body.size()));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &progress);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &progress);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, checkStop);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &progress);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, openSocket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &progress);
    if (isLoopback(QString::fromUtf8(call.url)))
        curl_easy_setopt(handle, CURLOPT_NOPROXY,
                         "*"); // what is on this machine is not asked through another one
}

Error failureOf(CURLcode code, const Progress &progress)
{
    if (progress.forbidden)
        return {Error::Kind::Denied,
                u"the service's name leads to an address that no embedding service can have"_s};
    if (progress.tooLong)
        return {Error::Kind::Unavailable,
                u"the service's answer is longer than %1 MiB"_s.arg(CurlTransport::MaxAnswer >> 20)};
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return {Error::Kind::Cancelled, u"embedding was stopped"_s};
    return {Error::Kind::Unavailable, QString::fromUtf8(curl_easy_strerror(code))};
}

} // namespace

/// Handles that are not in use; each has its connections with it.
struct CurlTransport::Handles
{
    Handle take()
    {
        const std::scoped_lock lock(mutex);
        if (idle.empty())
            return Handle(curl_easy_init());
        Handle handle = std::move(idle.back());
        idle.pop_back();
        return handle;
    }
    void giveBack(Handle handle)
    {
        const std::scoped_lock lock(mutex);
        idle.push_back(std::move(handle));
    }

    std::mutex mutex;
    std::vector<Handle> idle;
};

CurlTransport::CurlTransport() : m_handles(std::make_unique<Handles>())
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT); // once, and thread-safe by this
    Q_UNUSED(ready)
}

CurlTransport::~CurlTransport() = default;

Result<HttpAnswer> CurlTransport::post(const HttpCall &call, std::stop_token stop) const
{
    Handle handle = m_handles->take();
    if (!handle)
        return Error{Error::Kind::Unavailable, u"there is no memory left for a connection"_s};
    std::unique_ptr<curl_slist, FreeList> headers(
        curl_slist_append(nullptr, "Content-Type: application/json"));
    for (const CallHeader &header : call.headers)
        curl_slist_append(headers.get(), QByteArray(header.name + ": " + header.value).constData());
    // Servers that do not know it make curl wait a second.
    curl_slist_append(headers.get(), "Expect:");

    Progress progress{.answer = {}, .stop = std::move(stop)};
    setUp(handle.get(), call, headers.get(), progress);
    const CURLcode code = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_off_t sentAt = 0; // 0: it was not even connected
    curl_easy_getinfo(handle.get(), CURLINFO_PRETRANSFER_TIME_T, &sentAt);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, nullptr); // they end with this call
    m_handles->giveBack(std::move(handle));
    if (code == CURLE_OPERATION_TIMEDOUT && sentAt > 0)
        return HttpAnswer{};
    if (code != CURLE_OK)
        return failureOf(code, progress);
    progress.answer.status = int(status);
    return std::move(progress.answer);
}

} // namespace vectray
