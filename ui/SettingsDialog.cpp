#include "SettingsDialog.h"

#include "FileOpener.h"

#include <items/PlainText.h>

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

SettingsDialog::SettingsDialog(const UiSettings &settings, Autostart autostart, QWidget *parent)
    : QDialog(parent)
    , m_before(settings)
    , m_autostart(std::move(autostart))
    , m_pages(new QTabWidget(this))
    , m_message(new QLabel(this))
{
    setObjectName(u"settings"_s);
    setWindowTitle(tr("Settings"));
    m_pages->addTab(makeGeneralPage(), tr("&General"));
    m_pages->addTab(makeNoticesPage(), tr("&Notifications"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setObjectName(u"message"_s);

    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            &SettingsDialog::restorePageDefaults);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    show(settings);
    m_start->setChecked(m_autostart.isOn());
}

QWidget *SettingsDialog::makeGeneralPage()
{
    auto *page = new QWidget(m_pages);
    m_start = new QCheckBox(tr("&Start with the session"), page);
    m_start->setObjectName(u"autostart"_s);

    m_language = new QComboBox(page);
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"Deutsch"_s, u"de"_s);
    m_language->addItem(u"Français"_s, u"fr"_s);
    m_icon = new QComboBox(page);
    m_icon->addItem(trayIcon(AppState::Condition::Idle, IconStyle::Colour), tr("Colour"));
    m_icon->addItem(trayIcon(AppState::Condition::Idle, IconStyle::ColourOnDark),
                    tr("Colour, for a dark panel"));
    m_icon->addItem(trayIcon(AppState::Condition::Idle, IconStyle::Black), tr("Black, for a light panel"));
    m_icon->addItem(trayIcon(AppState::Condition::Idle, IconStyle::White), tr("White, for a dark panel"));
    m_editor = new QComboBox(page);
    m_editor->setObjectName(u"editor"_s);
    m_editor->setEditable(true);
    m_editor->setToolTip(tr("{file} and {line} are replaced. No shell is used."));
    addEditors();

    auto *form = new QFormLayout(page);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_start);
    form->addRow(tr("&Language:"), m_language);
    form->addRow(tr("&Tray icon:"), m_icon);
    form->addRow(tr("Open results &with:"), m_editor);
    auto *hint =
        new QLabel(tr("A language is used from the next start on. An empty command opens files as the "
                      "desktop does, without going to the line."),
                   page);
    hint->setWordWrap(true);
    form->addRow(hint);
    return page;
}

void SettingsDialog::addEditors()
{
    m_editor->addItem(QString());
    for (const FileOpener::Editor &editor : FileOpener::installedEditors())
        m_editor->addItem(editor.command);
    m_editor->lineEdit()->setPlaceholderText(tr("as the desktop does"));
}

QWidget *SettingsDialog::makeNoticesPage()
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(new QLabel(tr("Tell me when"), page));
    const auto add = [&](NoticeKind kind, const QString &text) {
        m_notices[kind] = new QCheckBox(text, page);
        layout->addWidget(m_notices[kind]);
    };
    add(NoticeKind::FirstIndex, tr("a folder has become &searchable"));
    add(NoticeKind::Unavailable, tr("a folder is no longer &available"));
    add(NoticeKind::Degraded, tr("changes in a folder are seen &late"));
    add(NoticeKind::Unreachable, tr("the index or the embedding service cannot be &reached"));
    add(NoticeKind::Failure, tr("files could not be &indexed"));
    add(NoticeKind::Sync, tr("files were &brought up to date (every time)"));
    layout->addStretch();
    return page;
}

void SettingsDialog::show(const UiSettings &settings)
{
    m_language->setCurrentIndex(std::max(0, m_language->findData(settings.language)));
    m_icon->setCurrentIndex(int(settings.iconStyle));
    m_editor->setEditText(settings.editor);
    for (auto [kind, box] : m_notices.asKeyValueRange())
        box->setChecked(settings.notices.contains(kind));
}

UiSettings SettingsDialog::settings() const
{
    UiSettings settings = m_before;
    settings.language = m_language->currentData().toString();
    settings.iconStyle = IconStyle(m_icon->currentIndex());
    settings.editor = m_editor->currentText().trimmed();
    settings.notices.clear();
    for (auto [kind, box] : m_notices.asKeyValueRange()) {
        if (box->isChecked())
            settings.notices.insert(kind);
    }
    return settings;
}

void SettingsDialog::restorePageDefaults()
{
    const UiSettings now = settings();
    UiSettings defaults = now;
    if (m_pages->currentIndex() == 0) {
        defaults.language.clear();
        defaults.editor.clear();
        defaults.iconStyle = UiSettings().iconStyle;
        m_start->setChecked(false);
    } else {
        defaults.notices = UiSettings::defaultNotices();
    }
    show(defaults);
}

void SettingsDialog::accept()
{
    const UiSettings chosen = settings();
    if (!chosen.editor.isEmpty()) {
        const QStringList words = FileOpener::arguments(chosen.editor, u"/"_s, 1);
        if (words.isEmpty() || QStandardPaths::findExecutable(words.first()).isEmpty()) {
            m_pages->setCurrentIndex(0);
            m_editor->setFocus();
            m_message->setText(tr("There is no program called %1.").arg(oneLine(words.value(0))));
            return;
        }
    }
    if (m_start->isChecked() != m_autostart.isOn()) {
        if (const Done set = m_autostart.set(m_start->isChecked()); !set) {
            m_message->setText(tr("This could not be written: %1").arg(oneLine(set.error().message)));
            return;
        }
    }
    if (chosen != m_before)
        Q_EMIT changed(chosen);
    QDialog::accept();
}

} // namespace vectray
