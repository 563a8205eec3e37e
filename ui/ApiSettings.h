#pragma once

#include "SettingsPage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace vectray {

class Backend;

/// The port of the server, and the token that lets programs of other users in.
class ApiSettings final : public SettingsPage
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    ApiSettings(Backend &backend, const QStringList &fixed, QWidget *parent = nullptr);

private:
    QWidget *makeToken();
    void renew();
    void toggleToken(bool visible);

    Backend &m_backend;
    QLineEdit *m_token = nullptr;
    QPushButton *m_reveal = nullptr;
    QLabel *m_message = nullptr;
};

} // namespace vectray
