#include "CredentialRules.h"

#include "CredentialText.h"

#include <array>

namespace vectray {

namespace {

using Alphabet = CredentialRule::Alphabet;

bool belongs(Alphabet alphabet, char c)
{
    switch (alphabet) {
    case Alphabet::Upper:
        return isCapital(c) || isDigit(c);
    case Alphabet::Alphanumeric:
        return isAlphanumeric(c);
    case Alphabet::Word:
        return isWord(c);
    case Alphabet::Hex:
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    case Alphabet::Base64:
        return isBase64(c);
    }
    return false;
}

/// Random letters carry more than this; "AAAAAAAA…" and words that are repeated do not.
constexpr double LeastBits = 2.8;

bool looksRandom(QByteArrayView text)
{
    return bitsPerByte(text) >= LeastBits && !isPlaceholder(text);
}

/// "-----BEGIN … PRIVATE KEY…-----" and then a key, not only its name: code that reads keys names them, too.
bool isPrivateKey(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype MostTitle = 40;
    constexpr qsizetype MostHeaders = 400; // "Proc-Type: …" and the like
    constexpr qsizetype LeastLine = 40;
    if (at < 5 || text.sliced(at - 5, 5) != "-----")
        return false;
    const QByteArrayView title = text.sliced(at, std::min(MostTitle, text.size() - at));
    const qsizetype key = title.indexOf("PRIVATE KEY");
    if (key < 0)
        return false;
    const qsizetype end = std::min(text.size(), at + key + MostHeaders);
    for (qsizetype i = at + key + 11; i < end; ++i) {
        const qsizetype run = runLength(text, i, LeastLine, isBase64);
        if (run >= LeastLine && looksRandom(text.sliced(i, run)))
            return true;
        i += run;
    }
    return false;
}

bool isPuttyKey(QByteArrayView text, qsizetype at)
{
    return text.sliced(at).startsWith("PuTTY-User-Key-File-")
        && text.sliced(at, std::min<qsizetype>(2000, text.size() - at)).contains("Private-Lines:");
}

/// Three parts of base64url, of which the second is JSON, too.
bool isJsonWebToken(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype MostPart = 8192;
    constexpr qsizetype LeastSignature = 20;
    const qsizetype payload = at + runLength(text, at, MostPart, isWord);
    if (payload + 4 >= text.size() || !text.sliced(payload).startsWith(".eyJ"))
        return false;
    const qsizetype signature = payload + 1 + runLength(text, payload + 1, MostPart, isWord);
    if (signature >= text.size() || text[signature] != '.')
        return false;
    return runLength(text, signature + 1, MostPart, isWord) >= LeastSignature;
}

/// "scheme://user:password@host". At is the last letter of the scheme.
bool isUrlWithPassword(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype MostUser = 80;
    constexpr qsizetype MostPassword = 200;
    constexpr qsizetype LeastPassword = 8;
    const auto isUser = [](char c) {
        return c > ' ' && c != ':' && c != '/' && c != '@' && c != '"' && c != '\'';
    };
    const auto isPassword = [](char c) {
        return c > ' ' && c != '/' && c != '@' && c != '"' && c != '\'' && c != '`' && c != '<';
    };
    const qsizetype user = at + 4;
    const qsizetype colon = user + runLength(text, user, MostUser, isUser);
    if (colon >= text.size() || text[colon] != ':')
        return false;
    const qsizetype size = runLength(text, colon + 1, MostPassword, isPassword);
    const qsizetype end = colon + 1 + size;
    if (size < LeastPassword || end + 1 >= text.size() || text[end] != '@' || !isAlphanumeric(text[end + 1]))
        return false;
    const QByteArrayView password = text.sliced(colon + 1, size);
    const QByteArrayView host = text.sliced(end + 1, std::min<qsizetype>(40, text.size() - end - 1));
    constexpr double LeastPasswordBits = 2.5;
    return kindsOf(password).kinds() >= 2 && bitsPerByte(password) >= LeastPasswordBits
        && !isPlaceholder(password) && !host.contains("example.");
}

/// "Bearer …" of a request that somebody kept.
bool isBearer(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype Least = 24;
    if (text.size() - at < 7 + Least || text[at + 6] != ' ')
        return false;
    const QByteArrayView token = text.sliced(
        at + 7, runLength(text, at + 7, 512, [](char c) { return isBase64(c) || c == '.' || c == '~'; }));
    return token.size() >= Least && kindsOf(token).digits > 0 && kindChanges(token) >= token.size() / 5
        && bitsPerByte(token) > 3.2 && !isPlaceholder(token);
}

bool isSlackWebhook(QByteArrayView text, qsizetype at)
{
    constexpr QByteArrayView Start = "hooks.slack.com/services/T";
    constexpr qsizetype Least = 30;
    if (!text.sliced(at).startsWith(Start))
        return false;
    const auto isPart = [](char c) { return isAlphanumeric(c) || c == '/'; };
    const QByteArrayView rest =
        text.sliced(at + Start.size(), runLength(text, at + Start.size(), 80, isPart));
    return rest.size() >= Least && looksRandom(rest);
}

/// The marker in the middle of the older kind of key.
bool isOldOpenAiKey(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype Half = 20;
    return at >= Half + 3 && text.sliced(at).startsWith("T3BlbkFJ")
        && runLength(text, at - Half, Half, isAlphanumeric) == Half
        && runLength(text, at + 8, Half, isAlphanumeric) == Half && looksRandom(text.sliced(at - Half, Half));
}

constexpr CredentialRule shape(QByteArrayView anchor, const char *name, Alphabet alphabet, int least,
                               int most = 4096)
{
    return {.anchor = anchor, .name = name, .alphabet = alphabet, .least = least, .most = most};
}

constexpr CredentialRule checked(QByteArrayView anchor, const char *name,
                                 bool (*check)(QByteArrayView, qsizetype))
{
    return {.anchor = anchor, .name = name, .check = check};
}

// The shapes are as their issuers document them.
constexpr std::array Rules{
    shape("AKIA", "aws-access-key", Alphabet::Upper, 16, 16),
    shape("ASIA", "aws-access-key", Alphabet::Upper, 16, 16),
    shape("ABIA", "aws-access-key", Alphabet::Upper, 16, 16),
    shape("ghp_", "github-token", Alphabet::Alphanumeric, 36, 255),
    shape("gho_", "github-token", Alphabet::Alphanumeric, 36, 255),
    shape("ghu_", "github-token", Alphabet::Alphanumeric, 36, 255),
    shape("ghs_", "github-token", Alphabet::Alphanumeric, 36, 255),
    shape("ghr_", "github-token", Alphabet::Alphanumeric, 36, 255),
    shape("github_pat_", "github-token", Alphabet::Word, 60, 255),
    shape("glpat-", "gitlab-token", Alphabet::Word, 20, 300),
    shape("glptt-", "gitlab-token", Alphabet::Word, 20, 300),
    shape("gldt-", "gitlab-token", Alphabet::Word, 20, 300),
    shape("xoxb-", "slack-token", Alphabet::Word, 24, 300),
    shape("xoxp-", "slack-token", Alphabet::Word, 24, 300),
    shape("xoxa-", "slack-token", Alphabet::Word, 24, 300),
    shape("xoxr-", "slack-token", Alphabet::Word, 24, 300),
    shape("xoxs-", "slack-token", Alphabet::Word, 24, 300),
    shape("xapp-", "slack-token", Alphabet::Word, 40, 300),
    shape("AIza", "google-api-key", Alphabet::Word, 35, 35),
    shape("GOCSPX-", "google-oauth-secret", Alphabet::Word, 28, 28),
    shape("ya29.", "google-oauth-token", Alphabet::Word, 40),
    shape("sk_live_", "stripe-key", Alphabet::Alphanumeric, 20, 255),
    shape("sk_test_", "stripe-key", Alphabet::Alphanumeric, 20, 255),
    shape("rk_live_", "stripe-key", Alphabet::Alphanumeric, 20, 255),
    shape("rk_test_", "stripe-key", Alphabet::Alphanumeric, 20, 255),
    shape("whsec_", "stripe-webhook-secret", Alphabet::Base64, 24, 255),
    shape("sk-proj-", "openai-key", Alphabet::Word, 40, 300),
    shape("sk-svcacct-", "openai-key", Alphabet::Word, 40, 300),
    shape("sk-admin-", "openai-key", Alphabet::Word, 40, 300),
    shape("sk-ant-", "anthropic-key", Alphabet::Word, 40, 300),
    shape("npm_", "npm-token", Alphabet::Alphanumeric, 36, 36),
    shape("pypi-AgE", "pypi-token", Alphabet::Word, 50),
    shape("dop_v1_", "digitalocean-token", Alphabet::Hex, 64, 64),
    shape("shpat_", "shopify-token", Alphabet::Hex, 32, 32),
    shape("shpss_", "shopify-token", Alphabet::Hex, 32, 32),
    shape("dapi", "databricks-token", Alphabet::Hex, 32, 34),
    shape("AccountKey=", "azure-storage-key", Alphabet::Base64, 80, 100),
    shape("SharedAccessKey=", "azure-access-key", Alphabet::Base64, 40, 100),
    shape("AGE-SECRET-KEY-1", "age-key", Alphabet::Upper, 50, 70),
    checked("BEGIN ", "private-key", isPrivateKey),
    checked("PuTTY-User", "private-key", isPuttyKey),
    checked("hooks.slack", "slack-webhook", isSlackWebhook),
    checked("T3BlbkFJ", "openai-key", isOldOpenAiKey),
    checked("eyJhbGci", "json-web-token", isJsonWebToken),
    checked("eyJ0eXAi", "json-web-token", isJsonWebToken),
    checked("eyJraWQi", "json-web-token", isJsonWebToken),
    checked("eyJlbmMi", "json-web-token", isJsonWebToken),
    checked("Bearer ", "bearer-token", isBearer),
    checked("s://", "url-password", isUrlWithPassword), // https, postgres, rediss, amqps
    checked("p://", "url-password", isUrlWithPassword), // http, ftp, amqp
    checked("l://", "url-password", isUrlWithPassword), // postgresql, mysql
    checked("b://", "url-password", isUrlWithPassword), // mongodb, mariadb
    checked("v://", "url-password", isUrlWithPassword), // mongodb+srv
};

} // namespace

std::span<const CredentialRule> credentialRules()
{
    return Rules;
}

const char *nameOfMatch(const CredentialRule &rule, QByteArrayView text, qsizetype at)
{
    if (rule.check != nullptr)
        return rule.check(text, at) ? rule.name : nullptr;
    if (!text.sliced(at).startsWith(rule.anchor) || (at > 0 && isAlphanumeric(text[at - 1])))
        return nullptr;
    const qsizetype start = at + rule.anchor.size();
    const qsizetype size =
        runLength(text, start, rule.most + 1, [&](char c) { return belongs(rule.alphabet, c); });
    return size >= rule.least && size <= rule.most && looksRandom(text.sliced(start, size)) ? rule.name
                                                                                            : nullptr;
}

} // namespace vectray
