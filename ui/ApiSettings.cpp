#include "ApiSettings.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QApplication>
#include <QClipboard>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

ApiSettings::ApiSettings(Backend &backend, const QStringList &fixed, QWidget *parent)
    : SettingsPage(fixed, parent)
    , m_backend(backend)
{
    QFormLayout *form = makeForm();
    const QString address = m_backend.apiAccess().url;
    auto *now = new QLabel(u"<a href=\"%1\">%1</a>"_s.arg(address.toHtmlEscaped()), this);
    now->setObjectName(u"address"_s);
    now->setOpenExternalLinks(true);
    now->setTextInteractionFlags(Qt::TextBrowserInteraction);
    form->addRow(tr("Running at:"), now);
    QSpinBox *port = addNumber(
        form, {.key = u"port"_s, .label = tr("&Port, from the next start on:"), .least = 1, .most = 65'535},
        &Settings::port);
    if (port->isEnabled())
        port->setToolTip(tr("If another program has the port, Vectray says which one and does not start."));
    form->addRow(tr("&Token:"), makeToken());
    m_message = new QLabel(this);
    m_message->setObjectName(u"tokenMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    form->addRow(m_message);
    makeRemote(form);
    auto *hint =
        new QLabel(tr("Unless it is said otherwise, only programs of this machine can connect. Yours need no "
                      "token; those "
                      "of other users, and those in containers, send it as “Authorization: Bearer …”."),
                   this);
    hint->setWordWrap(true);
    form->addRow(hint);
}

void ApiSettings::makeRemote(QFormLayout *form)
{
    m_listen = addText(form, u"listen"_s, tr("&Serve other machines at:"), &Settings::listen);
    m_listen->setPlaceholderText(tr("nowhere; or an address such as 192.0.2.7:3443"));
    m_hosts = addList(form, u"hosts"_s, tr("Allowed &hosts:"), &Settings::hosts);
    m_hosts->setPlaceholderText(tr("names by which they know this machine, with commas between"));
    m_selfSigned = new QCheckBox(tr("with a certi&ficate of Vectray's own"), this);
    m_selfSigned->setToolTip(
        tr("Its fingerprint is in the log. Another certificate can be set with “vectray config”."));
    fixIfNeeded(m_selfSigned, u"tls"_s);
    connect(m_selfSigned, &QCheckBox::toggled, this, &SettingsPage::edited);
    form->addRow(m_selfSigned);
    addField(
        {[this](const SettingsValues &values) { m_selfSigned->setChecked(!values.program.tls.isEmpty()); },
         [this](SettingsValues &values) {
             values.program.tls = m_selfSigned->isChecked() ? u"self-signed"_s : QString();
         }});
}

QString ApiSettings::complaint() const
{
    static const QRegularExpression address(u"^([0-9]+(\\.[0-9]+){3}|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}$"_s);
    const QString listen = m_listen->text().trimmed();
    if (listen.isEmpty())
        return {};
    if (!address.match(listen).hasMatch())
        return tr("The address for other machines is an IP address and a port, such as 192.0.2.7:3443.");
    const Settings saved = m_backend.settings();
    if (!m_selfSigned->isChecked() && (saved.tlsCertificate.isEmpty() || saved.tlsKey.isEmpty()))
        return tr("Other machines are served with a certificate only.");
    const bool isAny = listen.startsWith(u"0.0.0.0:"_s) || listen.startsWith(u"[::]:"_s);
    if (isAny && m_hosts->text().trimmed().isEmpty())
        return tr("The allowed hosts are missing: the names by which other machines know this one.");
    return {};
}

QWidget *ApiSettings::makeToken()
{
    auto *row = new QWidget(this);
    m_token = new QLineEdit(m_backend.apiAccess().token, row);
    m_token->setObjectName(u"token"_s);
    m_token->setReadOnly(true);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setAccessibleName(tr("Token"));
    m_reveal = new QPushButton(tr("Sho&w"), row);
    m_reveal->setCheckable(true);
    connect(m_reveal, &QPushButton::toggled, this, &ApiSettings::toggleToken);
    auto *copy = new QPushButton(tr("&Copy"), row);
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_token->text()); });
    auto *renew = new QPushButton(tr("Make a &new one"), row);
    renew->setObjectName(u"renew"_s);
    renew->setToolTip(tr("At once. Programs that have the old one are locked out."));
    connect(renew, &QPushButton::clicked, this, &ApiSettings::renew);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_token, 1);
    layout->addWidget(m_reveal);
    layout->addWidget(copy);
    layout->addWidget(renew);
    return row;
}

void ApiSettings::renew()
{
    m_backend.renewToken(this, [this](const Result<ApiAccess> &answer) {
        if (answer)
            m_token->setText(answer->token);
        m_message->setText(answer ? tr("There is a new token.") : oneLine(answer.error().message));
    });
}

void ApiSettings::toggleToken(bool visible)
{
    m_token->setEchoMode(visible ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setText(visible ? tr("Hid&e") : tr("Sho&w"));
}

} // namespace vectray
