#include "FirstRun.h"

#include "AgentPanel.h"
#include "FirstRunAutostart.h"
#include "FirstRunFolder.h"
#include "FirstRunProvider.h"
#include "Icons.h"

#include <QLabel>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel *paragraph(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

FirstRun::FirstRun(Backend &backend, const Autostart &autostart, QWidget *parent) : QWizard(parent)
{
    setObjectName(u"firstRun"_s);
    setWindowTitle(tr("Welcome to Vectray"));
    setWindowIcon(appIcon());
    setWizardStyle(QWizard::ModernStyle);
    setPixmap(QWizard::LogoPixmap, appIcon().pixmap(48));
    addPage(makeWelcome());
    addPage(new FirstRunProvider(backend, this));
    addPage(new FirstRunFolder(backend, this));
    addPage(new FirstRunAutostart(autostart, this));
    addPage(makeAgents(backend));
    addPage(makeEnd());
    addButtons();
    resize(620, 480);
}

void FirstRun::addButtons()
{
    setOption(QWizard::HaveCustomButton1);
    setOption(QWizard::NoCancelButtonOnLastPage);
    setButtonText(QWizard::CustomButton1, tr("&Skip this step"));
    setButtonText(QWizard::CancelButton, tr("Skip a&ll"));
    QList<QWizard::WizardButton> row{QWizard::CancelButton,  QWizard::Stretch,    QWizard::BackButton,
                                     QWizard::CustomButton1, QWizard::NextButton, QWizard::FinishButton};
    setButtonLayout(row);
    connect(this, &QWizard::customButtonClicked, this, &FirstRun::skip);
    connect(this, &QWizard::currentIdChanged, this,
            [this](int id) { button(QWizard::CustomButton1)->setVisible(id != pageIds().constLast()); });
}

void FirstRun::skip()
{
    m_skipping = true;
    setCurrentId(nextId());
    m_skipping = false;
}

QWizardPage *FirstRun::makeWelcome()
{
    auto *page = new QWizardPage(this);
    page->setTitle(tr("Find files by what they mean"));
    page->setSubTitle(tr("Vectray watches folders and keeps a search index of them, from the tray."));
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(
        paragraph(tr("Nothing leaves this machine. The model that understands your files is built in, "
                     "and works without a network."),
                  page));
    layout->addWidget(
        paragraph(tr("Your files are read and never changed. The index is in a folder that only you can "
                     "read, and can be removed at any time."),
                  page));
    layout->addWidget(paragraph(
        tr("Programs of yours on this machine can search as well; no other machine can connect."), page));
    layout->addStretch();
    return page;
}

QWizardPage *FirstRun::makeAgents(Backend &backend)
{
    auto *page = new QWizardPage(this);
    page->setTitle(tr("Let an AI agent search"));
    page->setSubTitle(tr("Nothing is changed before you press Connect; this is what would be."));
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(new AgentPanel(backend, page));
    return page;
}

QWizardPage *FirstRun::makeEnd()
{
    auto *page = new QWizardPage(this);
    page->setTitle(tr("That is all"));
    page->setSubTitle(tr("Vectray is in the tray."));
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(
        paragraph(tr("A click on its icon shows the window, the middle button the search. A notification "
                     "tells when a folder's first index is ready."),
                  page));
    layout->addWidget(paragraph(tr("All that was asked here is in the settings too."), page));
    layout->addStretch();
    return page;
}

} // namespace vectray
