#include "GeneralSettings.h"

#include "FileOpener.h"

#include <items/PlainText.h>

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStandardPaths>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

GeneralSettings::GeneralSettings(QWidget *parent) : SettingsPage({}, parent)
{
    QFormLayout *form = makeForm();
    auto *start = new QCheckBox(tr("&Start with the session"), this);
    start->setObjectName(u"autostart"_s);
    connect(start, &QCheckBox::toggled, this, &SettingsPage::edited);
    addField({[=](const SettingsValues &values) { start->setChecked(values.startWithSession); },
              [=](SettingsValues &values) { values.startWithSession = start->isChecked(); }});
    form->addRow(start);
    form->addRow(tr("&Language:"), makeLanguages());
    form->addRow(tr("&Tray icon:"), makeIconStyles());
    m_editor = makeEditors();
    form->addRow(tr("Open results &with:"), m_editor);
    auto *hint =
        new QLabel(tr("A language is used from the next start on. An empty command opens files as the "
                      "desktop does, without going to the line."),
                   this);
    hint->setWordWrap(true);
    form->addRow(hint);
}

QComboBox *GeneralSettings::makeLanguages()
{
    auto *languages = new QComboBox(this);
    languages->addItem(tr("As the system"), QString());
    languages->addItem(u"English"_s, u"en"_s);
    languages->addItem(u"Deutsch"_s, u"de"_s);
    languages->addItem(u"Français"_s, u"fr"_s);
    connect(languages, &QComboBox::currentIndexChanged, this, &SettingsPage::edited);
    addField({[=](const SettingsValues &values) {
                  languages->setCurrentIndex(std::max(0, languages->findData(values.ui.language)));
              },
              [=](SettingsValues &values) { values.ui.language = languages->currentData().toString(); }});
    return languages;
}

QComboBox *GeneralSettings::makeIconStyles()
{
    auto *styles = new QComboBox(this);
    // In the order of IconStyle.
    styles->addItem(trayIcon(AppState::Condition::Idle, IconStyle::Colour), tr("Colour"));
    styles->addItem(trayIcon(AppState::Condition::Idle, IconStyle::ColourOnDark),
                    tr("Colour, for a dark panel"));
    styles->addItem(trayIcon(AppState::Condition::Idle, IconStyle::Black), tr("Black, for a light panel"));
    styles->addItem(trayIcon(AppState::Condition::Idle, IconStyle::White), tr("White, for a dark panel"));
    connect(styles, &QComboBox::currentIndexChanged, this, &SettingsPage::edited);
    addField({[=](const SettingsValues &values) { styles->setCurrentIndex(int(values.ui.iconStyle)); },
              [=](SettingsValues &values) { values.ui.iconStyle = IconStyle(styles->currentIndex()); }});
    return styles;
}

QComboBox *GeneralSettings::makeEditors()
{
    auto *editors = new QComboBox(this);
    editors->setObjectName(u"editor"_s);
    editors->setEditable(true);
    editors->setToolTip(tr("{file} and {line} are replaced. No shell is used."));
    editors->addItem(QString());
    for (const FileOpener::Editor &editor : FileOpener::installedEditors())
        editors->addItem(editor.command);
    editors->lineEdit()->setPlaceholderText(tr("as the desktop does"));
    connect(editors, &QComboBox::editTextChanged, this, &SettingsPage::edited);
    addField({[=](const SettingsValues &values) { editors->setEditText(values.ui.editor); },
              [=](SettingsValues &values) { values.ui.editor = editors->currentText().trimmed(); }});
    return editors;
}

QString GeneralSettings::complaint() const
{
    const QString command = m_editor->currentText().trimmed();
    if (command.isEmpty())
        return {};
    const QStringList words = FileOpener::arguments(command, u"/"_s, 1);
    if (words.isEmpty() || QStandardPaths::findExecutable(words.first()).isEmpty())
        return tr("There is no program called %1.").arg(oneLine(words.value(0)));
    return {};
}

} // namespace vectray
