// The guard alone: requests one after the other, each as its headers, a line each, after a first line that
// says what the server knows of it. A blank line ends a request.
#include "FuzzTarget.h"

#include <http/Guard.h>

#include <algorithm>
#include <deque>
#include <set>

using namespace vectray;
using namespace vectray::fuzz;

namespace {

const QByteArray Token = "Xk3-right_token";
constexpr int MostWrongTokens = 10; ///< in a minute

/// What the first line of a request says, a letter each.
struct Told
{
    bool sameUser = false;
    bool openToAnyone = false;
    bool ownerOnly = false;
    bool wrongMethod = false;
    int seconds = 0; ///< that passed before

    explicit Told(QByteArrayView line)
        : sameUser(line.contains('s'))
        , openToAnyone(line.contains('o'))
        , ownerOnly(line.contains('w'))
        , wrongMethod(line.contains('m'))
        , seconds(int(std::count(line.begin(), line.end(), '+')) * 7)
    {}
};

RequestHead readHead(QByteArrayView line, Input &input)
{
    RequestHead head{.method = "GET", .target = "/", .minorVersion = line.contains('0') ? 0 : 1};
    while (!input.isEmpty()) {
        const QByteArray header = input.part('\n').toByteArray();
        if (header.isEmpty())
            break;
        const qsizetype colon = header.indexOf(':');
        head.headers.push_back(
            {header.first(std::max<qsizetype>(colon, 0)), header.mid(colon + 1).trimmed()});
    }
    return head;
}

bool isOneOf(const QByteArray &value, const std::set<QByteArray> &good)
{
    return good.contains(value.toLower());
}

/// By the words of docs/security.md and nothing of Guard.cpp.
void checkAdmitted(const RequestHead &head, const Told &told)
{
    static const std::set<QByteArray> hosts{"localhost:3030", "127.0.0.1:3030", "[::1]:3030"};
    static const std::set<QByteArray> origins{"http://localhost:3030", "http://127.0.0.1:3030",
                                              "http://[::1]:3030"};
    const bool hasHost = head.count("Host") > 0;
    require(hasHost ? isOneOf(head.header("Host"), hosts) : head.minorVersion == 0, "the Host is ours");
    require(head.count("Origin") == 0 || isOneOf(head.header("Origin"), origins), "the Origin is ours");
    require(head.count("Sec-Fetch-Site") == 0
                || isOneOf(head.header("Sec-Fetch-Site"), {"same-origin", "none"}),
            "no other site asks");
    if (head.count("Referer") > 0) {
        const QByteArray referer = head.header("Referer").toLower();
        require(std::any_of(origins.begin(), origins.end(),
                            [&](const QByteArray &origin) {
                                const QByteArray after = referer.mid(origin.size(), 1);
                                return referer.startsWith(origin)
                                    && (after.isEmpty() || QByteArrayView("/?#").contains(after.front()));
                            }),
                "the Referer is ours");
    }
    const bool isKnown = told.sameUser || told.openToAnyone;
    require(isKnown || head.header("Authorization").mid(7).trimmed() == Token, "a stranger has the token");
    require(isKnown || !told.ownerOnly, "what is the owner's alone is so");
    require(!told.wrongMethod, "a path answers to its methods only");
    require(!head.announcesBody() || head.header("Content-Type").toLower().startsWith("application/json"),
            "a body is JSON");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::set<int> statuses{401, 403, 405, 415, 421, 429};
    Guard guard({.port = 3030, .token = Token});
    Instant now{std::chrono::hours(1)};
    std::deque<Instant> wrong; // tokens that were looked at and were not right
    Input input(data, size);
    while (!input.isEmpty()) {
        const QByteArray line = input.part('\n').toByteArray();
        const Told told(line);
        now += std::chrono::seconds(told.seconds);
        const RequestHead head = readHead(line, input);
        const RequestFacts facts{.sameUser = told.sameUser,
                                 .openToAnyone = told.openToAnyone,
                                 .ownerOnly = told.ownerOnly,
                                 .allowedMethods =
                                     told.wrongMethod ? QByteArrayList{"PUT"} : QByteArrayList{}};
        const auto problem = guard.check(head, facts, now);
        if (!problem) {
            checkAdmitted(head, told);
            continue;
        }
        require(statuses.contains(problem->status), "a refusal has a status of the guard's");
        require(!problem->detail.isEmpty(), "a refusal says why");
        if (problem->status != 401 || head.count("Authorization") == 0)
            continue;
        wrong.push_back(now);
        while (!wrong.empty() && now - wrong.front() >= std::chrono::minutes(1))
            wrong.pop_front();
        // A burst, and what came back in that minute.
        require(wrong.size() <= 2 * MostWrongTokens, "nobody tries more tokens than a few a minute");
    }
    return 0;
}
