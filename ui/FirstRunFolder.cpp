#include "FirstRunFolder.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QVBoxLayout>
#include <QWizard>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

FirstRunFolder::FirstRunFolder(Backend &backend, QWidget *parent)
    : QWizardPage(parent)
    , m_backend(backend)
    , m_path(new PathField(this))
    , m_preview(new PreviewLabel(backend, this))
    , m_message(new QLabel(this))
{
    setTitle(tr("Your first folder"));
    setSubTitle(tr("A project, your notes, whatever you look for things in. More can be added at any time."));
    m_message->setObjectName(u"message"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    auto *hint = new QLabel(
        tr("What git ignores is left out, and so are hidden and binary files. Vectray never writes "
           "into your folders."),
        this);
    hint->setWordWrap(true);
    connect(m_path, &PathField::changed, this, &FirstRunFolder::check);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_path);
    layout->addWidget(m_message);
    layout->addWidget(m_preview);
    layout->addWidget(hint);
    layout->addStretch();
}

void FirstRunFolder::check()
{
    const QString path = m_path->path();
    const QString wrong = path.isEmpty() ? QString() : PathField::complaintAbout(path);
    m_message->setText(wrong);
    if (path.isEmpty() || !wrong.isEmpty())
        m_preview->forget();
    else
        m_preview->ask({.key = {.path = path}});
    Q_EMIT completeChanged();
}

bool FirstRunFolder::isComplete() const
{
    const QString path = m_path->path();
    return !m_sending && (path.isEmpty() || PathField::complaintAbout(path).isEmpty());
}

bool FirstRunFolder::validatePage()
{
    const QString path = m_path->path();
    if (path.isEmpty() || path == m_added)
        return true;
    m_sending = true;
    Q_EMIT completeChanged();
    m_backend.addFolder({.key = {.path = path}}, this, [this, path](const Result<WatchConfig> &answer) {
        m_sending = false;
        Q_EMIT completeChanged();
        if (!answer)
            return m_message->setText(oneLine(answer.error().message));
        m_added = path;
        wizard()->next();
    });
    return false; // not yet: the answer turns the page
}

} // namespace vectray
