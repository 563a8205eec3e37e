#pragma once
#include <QByteArrayView>
#include <QString>
namespace vectray { QString languageOf(const QString &path, QByteArrayView head); }
