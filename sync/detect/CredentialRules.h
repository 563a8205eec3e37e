#pragma once

#include <QByteArrayView>

#include <span>

namespace vectray {

/// One kind of credential that is known by its shape.
struct CredentialRule
{
    enum class Alphabet { Upper, Alphanumeric, Word, Hex, Base64 };

    QByteArrayView anchor = {}; ///< what it begins with; at least four bytes, exact
    const char *name = ""; ///< see SecretFinding::rule
    Alphabet alphabet = Alphabet::Word; ///< of what follows the anchor
    int least = 0; ///< characters that must follow
    int most = 4096;
    bool (*check)(QByteArrayView text,
                  qsizetype at) = nullptr; ///< set: decides instead of alphabet and counts
};

std::span<const CredentialRule> credentialRules();

/// The rule's name if the text has such a credential at that place, where the anchor's first four letters
/// are; or null.
const char *nameOfMatch(const CredentialRule &rule, QByteArrayView text, qsizetype at);

} // namespace vectray
