#include "SettingsDialog.h"

#include "ApiSettings.h"
#include "CostQuestion.h"
#include "EmbeddingSettings.h"
#include "FolderSettings.h"
#include "GeneralSettings.h"
#include "NoticeSettings.h"
#include "PerformanceSettings.h"
#include "StorageSettings.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

SettingsDialog::SettingsDialog(const Parts &parts, QWidget *parent)
    : QDialog(parent)
    , m_backend(parts.backend)
    , m_autostart(parts.autostart)
    , m_before{parts.settings, parts.backend.settings(), parts.autostart.isOn()}
    , m_index(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_message(new QLabel(this))
{
    setObjectName(u"settings"_s);
    setWindowTitle(tr("Settings"));
    m_message->setObjectName(u"message"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    arrange();
    makePages(parts);
    m_index->setFixedWidth(m_index->sizeHintForColumn(0) + 2 * m_index->frameWidth() + 24);
    connect(m_index, &QListWidget::currentRowChanged, this, [this](int row) {
        m_stack->setCurrentIndex(row);
        m_restore->setEnabled(m_pages.at(row)->hasFields());
        check();
    });
    m_index->setCurrentRow(0);
    check();
    resize(sizeHint().expandedTo({680, 420}));
}

void SettingsDialog::arrange()
{
    m_index->setObjectName(u"pages"_s);
    m_index->setAccessibleName(tr("Pages"));
    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_restore = buttons->button(QDialogButtonBox::RestoreDefaults);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, &SettingsDialog::restorePageDefaults);
    auto *page = new QHBoxLayout;
    page->addWidget(m_index);
    page->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(page, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
}

void SettingsDialog::makePages(const Parts &parts)
{
    const QStringList fixed = m_backend.fixedSettings();
    auto *folders = new FolderSettings(parts.folders, this);
    connect(folders, &FolderSettings::addRequested, this, &SettingsDialog::addFolderRequested);
    connect(folders, &FolderSettings::changeRequested, this, &SettingsDialog::changeFolderRequested);
    connect(folders, &FolderSettings::removeRequested, this, &SettingsDialog::removeFolderRequested);
    auto *advanced = new AdvancedSettings(fixed, parts.places, this);
    connect(advanced, &AdvancedSettings::openRequested, this, &SettingsDialog::openRequested);

    addPage(tr("General"), new GeneralSettings(this));
    addPage(tr("Folders"), folders);
    addPage(tr("Embedding"), new EmbeddingSettings(m_backend, fixed, this));
    addPage(tr("Storage"), new StorageSettings(m_backend, fixed, this));
    addPage(tr("Performance"), new PerformanceSettings(fixed, this));
    addPage(tr("API and security"), new ApiSettings(m_backend, fixed, this));
    addPage(tr("Notifications"), new NoticeSettings(this));
    addPage(tr("Advanced"), advanced);
}

void SettingsDialog::addPage(const QString &title, SettingsPage *page)
{
    auto *item = new QListWidgetItem(title, m_index);
    item->setSizeHint({fontMetrics().horizontalAdvance(title) + 24, fontMetrics().height() + 12});
    m_stack->addWidget(page);
    m_pages.append(page);
    page->present(m_before);
    connect(page, &SettingsPage::edited, this, &SettingsDialog::check);
}

SettingsValues SettingsDialog::values() const
{
    SettingsValues values = m_before;
    for (const SettingsPage *page : m_pages)
        page->read(values);
    return values;
}

void SettingsDialog::check()
{
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        const QString complaint = m_pages[i]->complaint();
        if (complaint.isEmpty())
            continue;
        m_ok->setEnabled(false);
        return showError(m_index->currentRow() == i
                             ? complaint
                             : tr("%1: %2").arg(m_index->item(int(i))->text(), complaint));
    }
    m_ok->setEnabled(true);
    showError({});
}

void SettingsDialog::restorePageDefaults()
{
    m_pages.at(m_stack->currentIndex())->present({});
    check();
}

void SettingsDialog::showError(const QString &sentence)
{
    m_message->setText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void SettingsDialog::accept()
{
    check();
    if (!m_ok->isEnabled())
        return;
    const SettingsValues chosen = values();
    if (chosen.program == m_before.program)
        return finish(chosen);
    m_ok->setEnabled(false); // until there is an answer
    CostQuestion::ask(m_backend, this, {.before = m_before.program, .chosen = chosen.program},
                      [this, chosen](bool agreed) {
                          m_ok->setEnabled(true);
                          if (agreed)
                              save(chosen);
                      });
}

void SettingsDialog::save(const SettingsValues &chosen)
{
    m_ok->setEnabled(false);
    m_backend.changeSettings(chosen.program, this, [this, chosen](const Result<Settings> &answer) {
        m_ok->setEnabled(true);
        if (answer)
            finish(chosen);
        else
            showError(oneLine(answer.error().message));
    });
}

void SettingsDialog::finish(const SettingsValues &chosen)
{
    if (chosen.startWithSession != m_before.startWithSession) {
        if (const Done set = m_autostart.set(chosen.startWithSession); !set)
            return showError(tr("This could not be written: %1").arg(oneLine(set.error().message)));
    }
    if (chosen.ui != m_before.ui)
        Q_EMIT changed(chosen.ui);
    QDialog::accept();
}

} // namespace vectray
