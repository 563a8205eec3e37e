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

private:
    /// Enter is for the dialog, and not for a list that offers nothing but what was typed.
    void hideIfComplete();

    QLineEdit *m_edit;
};

} // namespace vectray
