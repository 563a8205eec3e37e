#pragma once

#include "EmbeddingSettings.h"

#include <QWizardPage>

namespace vectray {

/// The step that asks who turns texts into vectors: the built-in model unless something else is chosen.
/// "Next" writes what was changed, for the next start.
class FirstRunProvider final : public QWizardPage
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    explicit FirstRunProvider(Backend &backend, QWidget *parent = nullptr);

    bool validatePage() override;
    bool isComplete() const override;

private:
    void check();
    void save(const Settings &chosen);
    void setSending(bool sending);

    Backend &m_backend;
    EmbeddingSettings *m_choice;
    QLabel *m_message;
    bool m_sending = false;
};

} // namespace vectray
