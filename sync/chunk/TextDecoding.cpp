#include "TextDecoding.h"

#include <QStringConverter>

#include <iconv.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

namespace vectray {

namespace {

constexpr qsizetype SniffBytes = 8 * 1024;
constexpr qsizetype GuessBytes = 256 * 1024; // what the guess is made from

struct Mark
{
    QByteArrayView bytes;
    QStringConverter::Encoding encoding;
    const char *name;
};

// UTF-32LE's begins with UTF-16LE's, so it is looked for first.
const Mark *wideMarkOf(QByteArrayView raw)
{
    static const Mark marks[] = {
        {QByteArrayView("\xff\xfe\0\0", 4), QStringConverter::Utf32LE, "UTF-32"},
        {QByteArrayView("\0\0\xfe\xff", 4), QStringConverter::Utf32BE, "UTF-32"},
        {QByteArrayView("\xff\xfe", 2), QStringConverter::Utf16LE, "UTF-16"},
        {QByteArrayView("\xfe\xff", 2), QStringConverter::Utf16BE, "UTF-16"},
    };
    const auto *const found = std::find_if(std::begin(marks), std::end(marks),
                                           [raw](const Mark &mark) { return raw.startsWith(mark.bytes); });
    return found == std::end(marks) ? nullptr : found;
}

Error invalid(const QString &message)
{
    return {.kind = Error::Kind::Invalid, .message = message};
}

Result<QByteArray> decodeWide(const QByteArray &raw, const Mark &mark)
{
    QStringDecoder decoder(mark.encoding);
    const QString text = decoder(QByteArrayView(raw).sliced(mark.bytes.size()));
    if (decoder.hasError())
        return invalid(QStringLiteral("The file begins as %1 but does not go on as valid %1.")
                           .arg(QLatin1StringView(mark.name)));
    return text.toUtf8();
}

struct Utf8Count
{
    qsizetype sequences = 0; // valid, of more than one byte
    qsizetype broken = 0; // bytes that are in none
};

qsizetype sequenceLength(QByteArrayView rest)
{
    const auto lead = static_cast<unsigned char>(rest.front());
    const qsizetype length = lead < 0x80 ? 1
        : lead < 0xc2                    ? 0
        : lead < 0xe0                    ? 2
        : lead < 0xf0                    ? 3
        : lead < 0xf5                    ? 4
                                         : 0;
    if (length == 0 || length > rest.size() || !rest.first(length).isValidUtf8())
        return 0;
    return length;
}

Utf8Count countUtf8(QByteArrayView raw)
{
    Utf8Count count;
    for (qsizetype at = 0; at < raw.size();) {
        const qsizetype length = sequenceLength(raw.sliced(at));
        count.sequences += length > 1 ? 1 : 0;
        count.broken += length == 0 ? 1 : 0;
        at += std::max<qsizetype>(length, 1);
    }
    return count;
}

struct DeleteDetector
{
    void operator()(uchardet *detector) const { uchardet_delete(detector); }
};

// The name of the encoding, as iconv takes it; empty: none comes to mind.
QByteArray guessEncoding(QByteArrayView raw)
{
    const auto isHigh = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    const qsizetype first = std::find_if(raw.begin(), raw.end(), isHigh) - raw.begin();
    const QByteArrayView part = raw.sliced(std::max<qsizetype>(0, first - 1024)); // plain ASCII tells nothing
    const std::unique_ptr<uchardet, DeleteDetector> detector(uchardet_new());
    uchardet_handle_data(detector.get(), part.data(), std::size_t(std::min(part.size(), GuessBytes)));
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

struct Converter
{
    explicit Converter(const char *from) : handle(iconv_open("UTF-8", from)) {}
    ~Converter()
    {
        if (isOpen())
            iconv_close(handle);
    }
    Q_DISABLE_COPY_MOVE(Converter)

    bool isOpen() const { return handle != reinterpret_cast<iconv_t>(-1); }

    iconv_t handle;
};

std::optional<QByteArray> convert(const QByteArray &raw, const char *from)
{
    const Converter converter(from);
    if (!converter.isOpen())
        return {};
    QByteArray out(raw.size() * 4 + 16, Qt::Uninitialized); // no encoding's character takes more in UTF-8
    char *in = const_cast<char *>(raw.constData()); // iconv() has never written there
    std::size_t inLeft = std::size_t(raw.size());
    char *end = out.data();
    std::size_t outLeft = std::size_t(out.size());
    if (iconv(converter.handle, &in, &inLeft, &end, &outLeft) == std::size_t(-1))
        return {};
    iconv(converter.handle, nullptr, nullptr, &end, &outLeft);
    out.truncate(end - out.constData());
    return out;
}

bool isTextControl(char c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == '\b' || c == '\x1b';
}

// Where every encoding fits, as with single bytes, noise passes for text; it has too many control characters.
bool isNoise(const QByteArray &text)
{
    const auto controls = std::count_if(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && !isTextControl(c);
    });
    return 50 * controls > text.size();
}

Result<QByteArray> decodeByGuess(const QByteArray &raw)
{
    // One broken byte makes the detector give up on UTF-8, and all letters that are right come out wrong.
    const Utf8Count count = countUtf8(raw);
    if (count.sequences >= 4 * count.broken)
        return QString::fromUtf8(raw).toUtf8();
    const QByteArray encoding = guessEncoding(raw);
    if (!encoding.isEmpty()) {
        const std::optional<QByteArray> text = convert(raw, encoding.constData());
        if (text && !isNoise(*text))
            return *text;
    }
    return invalid(QStringLiteral("The file is not valid UTF-8, and its encoding could not be told."));
}

} // namespace

bool looksBinary(QByteArrayView raw)
{
    return !wideMarkOf(raw) && raw.first(std::min(raw.size(), SniffBytes)).contains('\0');
}

Result<QByteArray> decodeText(const QByteArray &raw)
{
    Result<QByteArray> decoded;
    if (const Mark *mark = wideMarkOf(raw))
        decoded = decodeWide(raw, *mark);
    else if (!raw.isValidUtf8())
        decoded = decodeByGuess(raw);
    else
        decoded = raw.startsWith("\xef\xbb\xbf") ? raw.mid(3) : raw;
    if (!decoded)
        return decoded;
    if (decoded->contains('\0'))
        return invalid(QStringLiteral("The file holds NUL characters, so it is taken for binary."));
    return decoded;
}

} // namespace vectray
