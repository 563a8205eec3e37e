#include "FirstRunProvider.h"

#include "CostQuestion.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QVBoxLayout>
#include <QWizard>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

FirstRunProvider::FirstRunProvider(Backend &backend, QWidget *parent)
    : QWizardPage(parent)
    , m_backend(backend)
    , m_choice(new EmbeddingSettings(backend, backend.fixedSettings(), this,
                                     EmbeddingSettings::Extent::Essentials))
    , m_message(new QLabel(this))
{
    setTitle(tr("Who understands your files"));
    setSubTitle(tr(
        "The built-in model is good for most, and nothing is sent anywhere. A service can do it instead."));
    m_message->setObjectName(u"message"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_choice->present({.program = m_backend.settings()});
    connect(m_choice, &SettingsPage::edited, this, &FirstRunProvider::check);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_choice);
    layout->addWidget(m_message);
    layout->addStretch();
}

void FirstRunProvider::check()
{
    m_message->setText(m_choice->complaint());
    Q_EMIT completeChanged();
}

bool FirstRunProvider::isComplete() const
{
    return !m_sending && m_choice->complaint().isEmpty();
}

bool FirstRunProvider::validatePage()
{
    const Settings before = m_backend.settings();
    SettingsValues values{.program = before};
    m_choice->read(values);
    if (values.program == before)
        return true;
    setSending(true);
    CostQuestion::ask(m_backend, this, {.before = before, .chosen = values.program},
                      [this, chosen = values.program](bool agreed) {
                          setSending(false);
                          if (agreed)
                              save(chosen);
                      });
    return false; // not yet: the answer turns the page
}

void FirstRunProvider::save(const Settings &chosen)
{
    setSending(true);
    m_backend.changeSettings(chosen, this, [this](const Result<Settings> &answer) {
        setSending(false);
        if (!answer)
            return m_message->setText(oneLine(answer.error().message));
        wizard()->next();
    });
}

void FirstRunProvider::setSending(bool sending)
{
    m_sending = sending;
    Q_EMIT completeChanged();
}

} // namespace vectray
