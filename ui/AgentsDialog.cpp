#include "AgentsDialog.h"

#include "AgentPanel.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

AgentsDialog::AgentsDialog(Backend &backend, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"agentsDialog"_s);
    setWindowTitle(tr("Connect an AI agent"));
    auto *words = new QLabel(
        tr("An agent that knows Vectray searches your folders by meaning instead of reading file after "
           "file. This is what would be changed in its settings; the file as it was is kept."),
        this);
    words->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(new AgentPanel(backend, this), 1);
    layout->addWidget(buttons);
    resize(720, 460);
}

} // namespace vectray
