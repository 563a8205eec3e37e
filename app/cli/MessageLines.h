#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace vectray {

/// Cuts what a client writes into its messages, one a line, in whatever pieces it comes. Blank lines are
/// none.
class MessageLines
{
public:
    static constexpr qsizetype MostBytes = 1 << 20; ///< of a line: what the daemon takes in one body

    /// Nothing stands for a line that was too long: it is dropped whole.
    using Lines = std::vector<std::optional<QByteArray>>;

    explicit MessageLines(qsizetype most = MostBytes) : m_most(most) {}

    Lines take(QByteArrayView bytes);

    /// The last line, if the client left without ending it.
    Lines end();

private:
    void add(QByteArrayView part, Lines &lines);
    void endLine(Lines &lines);

    const qsizetype m_most;
    QByteArray m_line;
    bool m_isTooLong = false; ///< the rest of the line is dropped
};

} // namespace vectray
