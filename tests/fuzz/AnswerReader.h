#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <vector>

namespace vectray::fuzz {

struct ReadAnswer
{
    int status = 0;
    QByteArrayList headers = {};
    QByteArray body = {};

    QByteArray header(const QByteArray &name) const
    {
        const QByteArray start = name + ": ";
        for (const QByteArray &line : headers) {
            if (line.toLower().startsWith(start))
                return line.sliced(start.size());
        }
        return {};
    }
};

/// Cuts what a server wrote into its answers, as a client would. Nothing if that does not come out even.
///
/// A client knows which of its requests were HEAD; here an answer may be one to HEAD where its body is
/// missing and \a mayBeHead says so.
inline std::optional<std::vector<ReadAnswer>> readAnswers(QByteArray bytes, bool mayBeHead)
{
    std::vector<ReadAnswer> answers;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0 || !bytes.startsWith("HTTP/1.1 ") || bytes.size() < 12)
            return std::nullopt;
        ReadAnswer answer;
        const QByteArray head = bytes.first(end);
        answer.status = head.mid(9, 3).toInt();
        for (const QByteArray &line : head.split('\n')) // a lone LF or CR is in none of ours
            answer.headers.append(line.trimmed());
        bytes = bytes.sliced(end + 4);
        const QByteArray length = answer.header("content-length");
        qsizetype size = length.toLongLong();
        if (answer.header("connection") == "close" && length.isEmpty())
            size = bytes.size(); // a stream, or a 101
        const bool isMissing = bytes.isEmpty() || bytes.startsWith("HTTP/1.1 ");
        if (mayBeHead && isMissing)
            size = 0;
        if (size > bytes.size())
            return std::nullopt;
        answer.body = bytes.first(size);
        bytes = bytes.sliced(size);
        answers.push_back(answer);
    }
    return answers;
}

} // namespace vectray::fuzz
