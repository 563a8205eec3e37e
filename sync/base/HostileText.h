#pragma once

#include <QString>

namespace vectray {

// Text from files, their names and other programs can hold characters that do not look like what they do.

/// It moves a terminal's cursor, forges a line, turns the direction of text, or hides: C0 and C1 controls,
/// bidi marks, separators, tags, lone surrogates. A newline and a tab are among them.
bool isHarmful(char32_t code);

/// It is harmful, or nothing to be seen: also joiners, variation selectors and fillers, which are proper in
/// some scripts and in emoji, but in which text can be smuggled past a reader.
bool isUnseen(char32_t code);

/// The text without what is unseen, for readers who are no terminal and no person. Newlines and tabs stay,
/// "\r\n" becomes "\n".
QString cleaned(QStringView text);

} // namespace vectray
