#pragma once

#include "PostgresAddress.h"

#include <domain/Result.h>

namespace vectray {

/// What the server says in PostgreSQL's words becomes ours here, and only here.
/// Codes: https://www.postgresql.org/docs/15/errcodes-appendix.html

/// Why there is no connection. \a message is libpq's at PQERRORS_VERBOSE: the code in it does not depend on
/// the server's language.
Error connectionError(const PostgresAddress &address, const QString &message, bool needsPassword);

/// Why a statement failed. \a code may be empty: then the connection is gone.
Error statementError(const QByteArray &code, const QString &message);

} // namespace vectray
