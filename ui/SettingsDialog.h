#pragma once

#include "Autostart.h"
#include "UiSettings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>

namespace vectray {

/// What can be chosen about the desktop part. Nothing changes before OK.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    SettingsDialog(const UiSettings &settings, Autostart autostart, QWidget *parent = nullptr);

    UiSettings settings() const;

    void accept() override;

Q_SIGNALS:
    void changed(const vectray::UiSettings &settings);

private:
    QWidget *makeGeneralPage();
    QWidget *makeNoticesPage();
    void addEditors();
    void show(const UiSettings &settings);
    void restorePageDefaults();

    UiSettings m_before;
    Autostart m_autostart;
    QTabWidget *m_pages = nullptr;
    QCheckBox *m_start = nullptr;
    QComboBox *m_language = nullptr;
    QComboBox *m_icon = nullptr;
    QComboBox *m_editor = nullptr;
    QLabel *m_message = nullptr;
    QHash<NoticeKind, QCheckBox *> m_notices;
};

} // namespace vectray
