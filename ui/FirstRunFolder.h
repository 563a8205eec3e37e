#pragma once

#include "PathField.h"
#include "PreviewLabel.h"

#include <QWizardPage>

namespace vectray {

class Backend;

/// The step that adds a first folder, with a look at what is in it. "Next" adds it; where nothing was typed
/// it goes on without.
class FirstRunFolder final : public QWizardPage
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    explicit FirstRunFolder(Backend &backend, QWidget *parent = nullptr);

    bool validatePage() override;
    bool isComplete() const override;

private:
    void check();

    Backend &m_backend;
    PathField *m_path;
    PreviewLabel *m_preview;
    QLabel *m_message;
    QString m_added; ///< the folder that was added; empty: none
    bool m_sending = false;
};

} // namespace vectray
