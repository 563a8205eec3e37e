#include "HelpMenu.h"

namespace vectray {

HelpMenu::HelpMenu(QWidget *parent) : QMenu(tr("&Help"), parent)
{
    addAction(tr("&First steps…"), this, &HelpMenu::firstRunRequested);
    addAction(tr("&REST interface…"), this, &HelpMenu::documentationRequested);
    addSeparator();
    addAction(tr("Show &logs"), this, &HelpMenu::logsRequested);
    addAction(tr("Save &debug archive…"), this, &HelpMenu::debugArchiveRequested);
    addSeparator();
    addAction(tr("&About Vectray"), this, &HelpMenu::aboutRequested);
}

} // namespace vectray
