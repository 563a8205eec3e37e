#include "SecretFinding.h"

#include "AnchorScan.h"
#include "CredentialAssignment.h"
#include "CredentialRules.h"

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The words of both kinds of rules in one scan: first those of credentialRules(), then those of assignments.
AnchorScan makeScan()
{
    std::vector<QByteArrayView> words;
    for (const CredentialRule &rule : credentialRules())
        words.push_back(rule.anchor);
    for (const QByteArrayView word : assignmentAnchors())
        words.push_back(word);
    return AnchorScan(words);
}

int lineOf(QByteArrayView text, qsizetype at)
{
    return 1 + int(std::count(text.begin(), text.begin() + at, '\n'));
}

} // namespace

std::optional<SecretFinding> secretInText(QByteArrayView path, QByteArrayView text)
{
    static const AnchorScan scan = makeScan();
    const auto rules = credentialRules();
    const Quoting quoting = quotingOf(path);
    std::optional<SecretFinding> finding;
    scan.any(text, [&](qsizetype at, int word) {
        const auto index = std::size_t(word);
        const char *const name = index < rules.size() ? nameOfMatch(rules[index], text, at)
                                                      : assignedCredential(text, at, quoting);
        if (name != nullptr)
            finding = SecretFinding{.rule = QString::fromLatin1(name), .line = lineOf(text, at)};
        return name != nullptr;
    });
    return finding;
}

QString sentenceOf(const SecretFinding &finding)
{
    const QString where =
        finding.line > 0 ? u"%1, line %2"_s.arg(finding.rule).arg(finding.line) : finding.rule;
    return u"it looks like it holds a secret (%1), so it is neither stored nor embedded"_s.arg(where);
}

} // namespace vectray
