#pragma once

#include "SettingsPage.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace vectray {

class Backend;

/// The port of the server, the token that lets programs of other users in, and whether other machines are
/// served.
class ApiSettings final : public SettingsPage
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    ApiSettings(Backend &backend, const QStringList &fixed, QWidget *parent = nullptr);

    QString complaint() const override;

private:
    QWidget *makeToken();
    void makeRemote(QFormLayout *form);
    void renew();
    void toggleToken(bool visible);

    Backend &m_backend;
    QLineEdit *m_token = nullptr;
    QPushButton *m_reveal = nullptr;
    QLabel *m_message = nullptr;
    QLineEdit *m_listen = nullptr;
    QLineEdit *m_hosts = nullptr;
    QCheckBox *m_selfSigned = nullptr;
};

} // namespace vectray
