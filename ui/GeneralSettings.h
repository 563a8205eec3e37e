#pragma once

#include "SettingsPage.h"

#include <QComboBox>

namespace vectray {

/// Start with the session, language, tray icon, editor.
class GeneralSettings final : public SettingsPage
{
    Q_OBJECT

public:
    explicit GeneralSettings(QWidget *parent = nullptr);

    QString complaint() const override;

private:
    QComboBox *makeLanguages();
    QComboBox *makeIconStyles();
    QComboBox *makeEditors();

    QComboBox *m_editor = nullptr;
};

} // namespace vectray
