#include "StorageSettings.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QFormLayout>
#include <QLocale>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

StorageSettings::StorageSettings(Backend &backend, QWidget *parent)
    : SettingsPage({}, parent)
    , m_kind(new QLabel(this))
    , m_location(new QLabel(this))
    , m_size(new QLabel(this))
{
    QFormLayout *form = makeForm();
    m_location->setObjectName(u"location"_s);
    m_size->setObjectName(u"size"_s);
    for (QLabel *label : {m_kind, m_location, m_size}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    form->addRow(tr("Kept in:"), m_kind);
    form->addRow(tr("Where:"), m_location);
    form->addRow(tr("Size:"), m_size);
    auto *hint = new QLabel(tr("The index can be made anew from the folders at any time."), this);
    hint->setWordWrap(true);
    form->addRow(hint);
    backend.storage(this, [this](const Result<StorageInfo> &answer) { show(answer); });
}

void StorageSettings::show(const Result<StorageInfo> &answer)
{
    if (!answer)
        return m_kind->setText(oneLine(answer.error().message));
    m_kind->setText(answer->kind == u"sqlite" ? tr("SQLite, a file of this machine") : tr("PostgreSQL"));
    m_location->setText(oneLine(answer->location));
    m_size->setText(QLocale().formattedDataSize(answer->bytes));
}

} // namespace vectray
