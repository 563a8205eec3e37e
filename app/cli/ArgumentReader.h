#pragma once

#include "Command.h"
#include "CommandTable.h"

namespace vectray {

// CLI11 takes "[a,b]" for a list and "++" for the end of a command. Neither is wanted for words and
// paths: they go through it behind this mark.
constexpr char WordMark = '\x02';

std::string marked(const QString &word);
QString unmarked(const std::string &word);

/// Turns what was typed into values, and keeps the first complaint about it.
class ArgumentReader
{
public:
    /// \a raw must outlive this.
    explicit ArgumentReader(const RawArguments &raw);

    struct Range
    {
        qint64 least;
        qint64 most;
    };

    QString text(const std::string RawArguments::*field) const;
    QStringList list(const std::vector<std::string> RawArguments::*field) const;
    std::optional<qint64> number(const std::string RawArguments::*field, const char *name, Range range);
    /// A number and a unit (s, m, h or d), from a second to a year.
    std::optional<std::chrono::milliseconds> duration(const std::string RawArguments::*field, const char *name);
    std::optional<quint16> port();
    std::optional<std::chrono::milliseconds> timeout();

    /// The operand as an absolute path; empty if there is none.
    QString path();
    command::FolderName folder();
    /// All operands, as one text.
    QString words() const { return m_operands.join(u' '); }
    command::Completions::Shell shell();
    /// The operand, which is one of those there are for it.
    QString choice(Operand operand);
    bool inProject(); ///< --scope
    /// One of at most so many operands; empty if there is none.
    QString operand(qsizetype at, qsizetype most);
    QString output() const; ///< --output as an absolute path
    DaemonOptions daemon();
    QString page(); ///< of the window, or empty

    /// A sentence; empty as long as everything made sense.
    const QString &complaint() const { return m_complaint; }

private:
    void complain(const QString &sentence);

    const RawArguments &m_raw;
    QStringList m_operands;
    QString m_complaint;
};

} // namespace vectray
