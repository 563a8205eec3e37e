#include "CredentialAssignment.h"

#include "CredentialText.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace vectray {

namespace {

constexpr std::array<QByteArrayView, 15> Anchors{"pass", "secr", "toke", "_key",  "-key",
                                                 "ikey", "skey", "ekey", "hkey",  "gkey",
                                                 "rkey", "cred", "_pwd", "\"pwd", " pwd"};

constexpr std::array<QByteArrayView, 4> PasswordWords{"password", "passwd", "passphrase", "pwd"};

constexpr std::array<QByteArrayView, 18> TokenWords{
    "secret",        "token",      "apikey",     "accesskey",  "authkey",    "accountkey",
    "encryptionkey", "signingkey", "masterkey",  "servicekey", "storagekey", "sharedkey",
    "privatekey",    "authkey",    "credential", "deploykey",  "sessionkey", "licensekey"};

/// Names with these in them hold what is derived from a credential, or tells about it.
constexpr std::array<QByteArrayView, 12> OtherWords{"public",   "hash",      "digest",  "fingerprint",
                                                    "checksum", "integrity", "tokenid", "tokenizer",
                                                    "keyid",    "nonce",     "salt",    "commit"};

constexpr std::array<QByteArrayView, 14> BareEndings{".ini", ".cfg",  ".conf",       ".env",  ".yaml",
                                                     ".yml", ".toml", ".sh",         ".bash", ".zsh",
                                                     ".rc",  ".txt",  ".properties", ".md"};

constexpr qsizetype MostIdentifier = 60;
constexpr qsizetype MostValue = 300;

enum class Kind { None, Password, Token };

bool isIdentifier(char c)
{
    return isWord(c) || c == '.';
}

Kind kindOf(QByteArrayView identifier)
{
    QByteArray letters;
    for (const char c : identifier) {
        if (isAlphanumeric(c))
            letters += isCapital(c) ? char(c + ('a' - 'A')) : c;
    }
    const auto contains = [&](QByteArrayView word) { return letters.contains(word); };
    if (std::ranges::any_of(OtherWords, contains))
        return Kind::None;
    if (std::ranges::any_of(PasswordWords, contains) || letters.endsWith("pass"))
        return Kind::Password;
    return std::ranges::any_of(TokenWords, contains) ? Kind::Token : Kind::None;
}

/// Reads on within one line.
struct Cursor
{
    QByteArrayView text;
    qsizetype at = 0;

    char here() const { return at < text.size() ? text[at] : '\n'; }
    bool take(char c)
    {
        if (here() != c)
            return false;
        ++at;
        return true;
    }
    void skipBlanks()
    {
        while (here() == ' ' || here() == '\t')
            ++at;
    }
    bool takeQuote()
    {
        if (here() == '\\' && at + 1 < text.size() && text[at + 1] == '"') // JSON in a string
            ++at;
        return take('"') || take('\'') || take('`');
    }
};

/// From behind the identifier to the value. False if no value is assigned.
bool toValue(Cursor &cursor)
{
    const bool wasQuoted = cursor.takeQuote();
    cursor.take(']'); // os.environ["…"] =
    cursor.skipBlanks();
    if (wasQuoted && cursor.take(',')) { // define('…', '…')
        cursor.skipBlanks();
        return true;
    }
    if (cursor.take(':')) {
        cursor.skipBlanks();
        // a type in between: "password: string = …"
        Cursor behindType = cursor;
        behindType.at += runLength(cursor.text, cursor.at, 20, isAlphanumeric);
        behindType.skipBlanks();
        if (behindType.at > cursor.at && behindType.here() == '=')
            cursor = behindType;
        cursor.take('=');
    } else {
        // Go: "var password string = …"
        Cursor behindType = cursor;
        behindType.at += runLength(cursor.text, cursor.at, 20, isAlphanumeric);
        behindType.skipBlanks();
        if (behindType.at > cursor.at && behindType.here() == '=')
            cursor = behindType;
        if (!cursor.take('='))
            return false;
        cursor.take('=');
        cursor.take('>');
    }
    cursor.skipBlanks();
    return true;
}

QByteArrayView quotedValue(Cursor cursor)
{
    for (int prefix = 0; prefix < 2 && isAlphanumeric(cursor.here()); ++prefix)
        ++cursor.at; // b"…", r"…"
    const bool escaped = cursor.here() == '\\';
    if (!cursor.takeQuote())
        return {};
    const char quote = cursor.text[cursor.at - 1];
    const auto isInside = [&](char c) { return c != quote && c != '\n' && !(escaped && c == '\\'); };
    const qsizetype size = runLength(cursor.text, cursor.at, MostValue, isInside);
    return size < MostValue ? cursor.text.sliced(cursor.at, size) : QByteArrayView();
}

QByteArrayView bareValue(const Cursor &cursor)
{
    const qsizetype size = runLength(cursor.text, cursor.at, MostValue, [](char c) {
        return c > ' ' && c != '"' && c != '\'' && c != '`' && c != ',' && c != ';';
    });
    const QByteArrayView value = cursor.text.sliced(cursor.at, size);
    // A call or an expression is no value.
    const bool isCode = value.contains('(') || value.contains('[') || value.contains('{')
        || value.startsWith('$') || value.startsWith('/') || value.startsWith('*') || value.contains("::")
        || value.contains("://");
    return isCode ? QByteArrayView() : value;
}

bool looksLikePassword(QByteArrayView value)
{
    constexpr qsizetype Least = 8;
    constexpr qsizetype Most = 64;
    constexpr double LeastBits = 2.7;
    if (value.size() < Least || value.size() > Most || value.contains(' ') || isPlaceholder(value))
        return false;
    const CharacterKinds kinds = kindsOf(value);
    // "reset_password_v2" has three kinds, too; what people choose or generate changes more often.
    const bool isMixed = kinds.digits > 0 && kinds.capitals > 0 && kinds.smalls > 0;
    return kinds.digits > 0 && kinds.kinds() >= 3 && bitsPerByte(value) >= LeastBits
        && kindChanges(value) >= (isMixed ? 3 : 4);
}

bool looksLikeToken(QByteArrayView value)
{
    constexpr qsizetype Least = 16;
    if (value.size() < Least || isPlaceholder(value) || !std::ranges::all_of(value, [](char c) {
            return isBase64(c) || c == '.' || c == '~' || c == ':';
        }))
        return false;
    const CharacterKinds kinds = kindsOf(value);
    const bool isHex = kinds.capitals == 0 && kinds.others == 0
        && std::ranges::none_of(value, [](char c) { return c > 'f'; });
    const double leastBits = isHex ? 3.0 : 3.4;
    const qsizetype leastChanges =
        std::max<qsizetype>(3, kinds.digits > 0 ? value.size() / 5 : value.size() / 3);
    return bitsPerByte(value) >= leastBits && kindChanges(value) >= leastChanges
        && kinds.others <= std::max<qsizetype>(2, value.size() / 8);
}

} // namespace

Quoting quotingOf(QByteArrayView path)
{
    const QByteArray lower = path.toByteArray().toLower();
    const QByteArrayView name = QByteArrayView(lower).sliced(lower.lastIndexOf('/') + 1);
    const bool hasEnding = name.lastIndexOf('.') > 0;
    const bool isBare =
        std::ranges::any_of(BareEndings, [&](QByteArrayView end) { return name.endsWith(end); });
    return isBare || !hasEnding ? Quoting::Bare : Quoting::Quoted;
}

std::span<const QByteArrayView> assignmentAnchors()
{
    return Anchors;
}

const char *assignedCredential(QByteArrayView text, qsizetype at, Quoting quoting)
{
    if (!isIdentifier(text[at]))
        ++at; // the blank or quote in front
    qsizetype begin = at;
    while (begin > 0 && at - begin < MostIdentifier && isIdentifier(text[begin - 1]))
        --begin;
    Cursor cursor{.text = text, .at = at};
    cursor.at += runLength(text, at, MostIdentifier, isIdentifier);
    const QByteArrayView identifier = text.sliced(begin, cursor.at - begin);
    if (!toValue(cursor))
        return nullptr;
    const Kind kind = kindOf(identifier);
    if (kind == Kind::None)
        return nullptr;
    QByteArrayView value = quotedValue(cursor);
    if (value.isEmpty() && quoting == Quoting::Bare)
        value = bareValue(cursor);
    if (value.isEmpty())
        return nullptr;
    if (looksLikeToken(value))
        return kind == Kind::Password ? "assigned-password" : "assigned-token";
    return kind == Kind::Password && looksLikePassword(value) ? "assigned-password" : nullptr;
}

} // namespace vectray
