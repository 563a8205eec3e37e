#pragma once
#include <domain/Result.h>
#include <QByteArray>
namespace vectray { bool looksBinary(QByteArrayView raw); Result<QByteArray> decodeText(const QByteArray &raw); }
