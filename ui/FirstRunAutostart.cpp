#include "FirstRunAutostart.h"

#include <items/PlainText.h>

#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

FirstRunAutostart::FirstRunAutostart(Autostart autostart, QWidget *parent)
    : QWizardPage(parent)
    , m_autostart(std::move(autostart))
    , m_start(new QCheckBox(tr("Start &Vectray with the session"), this))
    , m_message(new QLabel(this))
{
    setTitle(tr("Always up to date"));
    setSubTitle(tr("The index follows your work as long as Vectray runs."));
    m_start->setObjectName(u"autostart"_s);
    m_start->setChecked(m_autostart.isOn());
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    auto *hint =
        new QLabel(tr("It then waits in the tray and opens no window. What changed while it was off is found "
                      "at the next start."),
                   this);
    hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_start);
    layout->addWidget(m_message);
    layout->addWidget(hint);
    layout->addStretch();
}

bool FirstRunAutostart::validatePage()
{
    if (m_start->isChecked() == m_autostart.isOn())
        return true;
    const Done set = m_autostart.set(m_start->isChecked());
    if (!set)
        m_message->setText(tr("This could not be written: %1").arg(oneLine(set.error().message)));
    return bool(set);
}

} // namespace vectray
