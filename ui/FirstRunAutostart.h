#pragma once

#include "Autostart.h"

#include <QCheckBox>
#include <QLabel>
#include <QWizardPage>

namespace vectray {

/// The step that lets the program start with the session.
class FirstRunAutostart final : public QWizardPage
{
    Q_OBJECT

public:
    explicit FirstRunAutostart(Autostart autostart, QWidget *parent = nullptr);

    /// Writes what was chosen; false, with the reason shown, if that cannot be done.
    bool validatePage() override;

private:
    Autostart m_autostart;
    QCheckBox *m_start;
    QLabel *m_message;
};

} // namespace vectray
