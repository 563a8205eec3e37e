#pragma once

#include <QCompleter>

class QLineEdit;

namespace vectray {

/// Completes folders in a line edit; reads a directory only when the person types into it.
class PathCompleter : public QCompleter
{
    Q_OBJECT

public:
    explicit PathCompleter(QLineEdit *edit);
};

} // namespace vectray
