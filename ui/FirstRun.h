#pragma once

#include "Autostart.h"

#include <QWizard>

namespace vectray {

class Backend;

/// The first minutes: what stays on this machine, who embeds, a first folder, starting with the session, an
/// AI agent. Each step can be skipped, and everything in it can be done later elsewhere.
class FirstRun final : public QWizard
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    FirstRun(Backend &backend, const Autostart &autostart, QWidget *parent = nullptr);

    bool validateCurrentPage() override { return m_skipping || QWizard::validateCurrentPage(); }

private:
    QWizardPage *makeWelcome();
    QWizardPage *makeAgents(Backend &backend);
    QWizardPage *makeEnd();
    void addButtons();
    void skip();

    bool m_skipping = false; ///< the page is left without what it would do
};

} // namespace vectray
