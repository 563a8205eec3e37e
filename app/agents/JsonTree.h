#pragma once

#include <domain/Result.h>

#include <QString>

#include <vector>

namespace vectray {

/// Where in a text a JSON value stands. For texts as people write them: with comments and trailing commas.
struct JsonNode
{
    QString key = {}; ///< of a member of an object
    qsizetype keyStart = 0; ///< of its quotation mark
    bool isObject = false;
    qsizetype start = 0;
    qsizetype end = 0; ///< behind its last character
    std::vector<JsonNode> members = {}; ///< of an object, in the order of the text

    const JsonNode *find(const QString &name) const;
};

/// Invalid, with line and column, if it is not JSON. An empty text, or one of comments alone, is an empty
/// node at its end: start == end.
Result<JsonNode> readJson(QStringView text);

/// The first position from \a at on that is neither white space nor in a comment.
qsizetype skipBlanks(QStringView text, qsizetype at);

} // namespace vectray
