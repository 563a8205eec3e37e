#include "HelpMenu.h"

namespace vectray {

HelpMenu::HelpMenu(QWidget *parent) : QMenu(tr("&Help"), parent)
{
    addAction(tr("&First steps…"), this, &HelpMenu::firstRunRequested);
    addAction(tr("Show &logs"), this, &HelpMenu::logsRequested);
    addAction(tr("&About Vectray"), this, &HelpMenu::aboutRequested);
}

} // namespace vectray
