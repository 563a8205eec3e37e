#pragma once

#include <domain/Result.h>

#include <QIODevice>
#include <QString>

#include <memory>

namespace vectray {

/// How text for people should look.
struct Style
{
    bool colour = false;
    int width = 0; ///< of the terminal, in columns; 0: it is not one, cut nothing
    bool live = false; ///< standard error is a terminal on which a line can be written anew

    QString bold(const QString &text) const { return painted("1", text); }
    QString dim(const QString &text) const { return painted("2", text); }
    QString red(const QString &text) const { return painted("31", text); }
    QString green(const QString &text) const { return painted("32", text); }
    QString yellow(const QString &text) const { return painted("33", text); }
    QString cyan(const QString &text) const { return painted("36", text); }

private:
    QString painted(const char *code, const QString &text) const;
};

/// Where a command writes: results to one device, everything else to the other.
class Console
{
    Q_DISABLE_COPY_MOVE(Console)

public:
    /// Standard output and error, with colours if output is a terminal and NO_COLOR is not set.
    Console();
    Console(std::unique_ptr<QIODevice> results, std::unique_ptr<QIODevice> remarks, Style style);

    const Style &style() const { return m_style; }

    /// An error if nobody reads any more ("vectray events --follow | head").
    Done print(const QString &text);
    Done print(const QByteArray &bytes);
    /// One line to standard error, made harmless.
    void remark(const QString &sentence);
    /// A line on standard error that the next one takes the place of; an empty one clears it. Only where it is
    /// live, else nothing.
    void progress(const QString &line);

private:
    std::unique_ptr<QIODevice> m_results;
    std::unique_ptr<QIODevice> m_remarks;
    Style m_style;
};

} // namespace vectray
