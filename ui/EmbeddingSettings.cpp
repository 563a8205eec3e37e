#include "EmbeddingSettings.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel *makeLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

QList<EmbeddingSettings::Provider> EmbeddingSettings::providers()
{
    return {
        {u"builtin"_s, tr("Built in"), {}, {}, false, nullptr},
        {u"ollama"_s, u"Ollama"_s, u"nomic-embed-text"_s, u"http://127.0.0.1:11434"_s, false,
         &Settings::ollamaHost},
        {u"openai"_s, tr("OpenAI, or what speaks like it"), u"text-embedding-3-small"_s,
         u"https://api.openai.com/v1"_s, true, &Settings::openAiBaseUrl},
        {u"voyage"_s, u"Voyage AI"_s, u"voyage-code-3"_s, u"https://api.voyageai.com/v1"_s, true,
         &Settings::voyageBaseUrl},
        {u"gemini"_s, u"Google Gemini"_s, u"gemini-embedding-001"_s,
         u"https://generativelanguage.googleapis.com/v1beta"_s, true, &Settings::geminiBaseUrl},
    };
}

EmbeddingSettings::EmbeddingSettings(Backend &backend, const QStringList &fixed, QWidget *parent,
                                     Extent extent)
    : SettingsPage(fixed, parent)
    , m_backend(backend)
{
    QFormLayout *form = makeForm();
    makeProvider(form);
    makeKey(form);
    if (extent == Extent::All)
        makeLimits(form);
    makeTry(form);
    showProvider();
}

void EmbeddingSettings::makeProvider(QFormLayout *form)
{
    m_provider = new QComboBox(this);
    for (const Provider &provider : std::as_const(m_providers))
        m_provider->addItem(provider.title, provider.name);
    fixIfNeeded(m_provider, u"embeddingProvider"_s);
    m_note = makeLabel(u"note"_s, this);
    m_model = new QLineEdit(this);
    fixIfNeeded(m_model, u"embeddingModel"_s);
    m_modelIsFixed = !m_model->isEnabled();
    m_address = new QLineEdit(this);
    m_address->setObjectName(u"address"_s);
    form->addRow(tr("&Provider:"), m_provider);
    form->addRow(m_note);
    form->addRow(tr("&Model:"), m_model);
    form->addRow(tr("&Address:"), m_address);

    connect(m_provider, &QComboBox::currentIndexChanged, this, &EmbeddingSettings::showProvider);
    connect(m_provider, &QComboBox::currentIndexChanged, this, &SettingsPage::edited);
    connect(m_model, &QLineEdit::textChanged, this, &SettingsPage::edited);
    connect(m_address, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_addresses[current().name] = text.trimmed();
        Q_EMIT edited();
    });
    addField({[this](const SettingsValues &values) {
                  for (const Provider &provider : std::as_const(m_providers)) {
                      if (provider.addressSetting)
                          m_addresses[provider.name] = values.program.*provider.addressSetting;
                  }
                  m_provider->setCurrentIndex(
                      std::max(0, m_provider->findData(values.program.embeddingProvider)));
                  m_model->setText(values.program.embeddingModel);
                  showProvider();
              },
              [this](SettingsValues &values) {
                  values.program.embeddingProvider = current().name;
                  values.program.embeddingModel = m_model->text().trimmed();
                  for (const Provider &provider : std::as_const(m_providers)) {
                      if (provider.addressSetting)
                          values.program.*provider.addressSetting = m_addresses.value(provider.name);
                  }
              }});
}

void EmbeddingSettings::makeKey(QFormLayout *form)
{
    const Secret key = addSecret(form, tr("Ke&y:"), tr("in the keyring, or in the environment"), tr("&Keep key"));
    m_key = key.line;
    m_keep = key.keep;
    m_key->setObjectName(u"key"_s);
    m_key->setAccessibleName(tr("Key"));
    m_keep->setEnabled(false);
    connect(m_keep, &QPushButton::clicked, this, &EmbeddingSettings::keepKey);
    connect(m_key, &QLineEdit::textChanged, this, [this] {
        m_keep->setEnabled(!m_key->text().isEmpty());
        Q_EMIT edited();
    });
}

void EmbeddingSettings::makeLimits(QFormLayout *form)
{
    m_budget = new QLineEdit(this);
    fixIfNeeded(m_budget, u"embeddingBudget"_s);
    connect(m_budget, &QLineEdit::textChanged, this, &SettingsPage::edited);
    addField({[this](const SettingsValues &values) { m_budget->setText(values.program.embeddingBudget); },
              [this](SettingsValues &values) {
                  const QString text = m_budget->text().trimmed();
                  values.program.embeddingBudget = text.isEmpty() ? u"0"_s : text;
              }});
    form->addRow(tr("&Budget, US dollars a month:"), m_budget);
    QSpinBox *requests = addNumber(form,
                                   {.key = u"embeddingRequestsPerMinute"_s,
                                    .label = tr("&Requests a minute:"),
                                    .least = 0,
                                    .most = 100'000},
                                   &Settings::embeddingRequestsPerMinute);
    requests->setSpecialValueText(tr("as the service says"));
    QSpinBox *tokens = addNumber(form,
                                 {.key = u"embeddingTokensPerMinute"_s,
                                  .label = tr("T&okens a minute:"),
                                  .least = 0,
                                  .most = 1'000'000'000},
                                 &Settings::embeddingTokensPerMinute);
    tokens->setSpecialValueText(tr("as the service says"));
}

void EmbeddingSettings::makeTry(QFormLayout *form)
{
    m_try = new QPushButton(tr("&Try it"), this);
    m_try->setObjectName(u"try"_s);
    connect(m_try, &QPushButton::clicked, this, &EmbeddingSettings::tryIt);
    m_answer = makeLabel(u"answer"_s, this);
    m_answer->setText(stateInWords());
    form->addRow(m_try, m_answer);
    auto *hint = makeLabel({}, this);
    hint->setText(
        tr("Another provider or model is used from the next start on. The index is searched by the old one "
           "until all of it is embedded anew."));
    form->addRow(hint);
}

const EmbeddingSettings::Provider &EmbeddingSettings::current() const
{
    return m_providers.at(std::max(0, m_provider->currentIndex()));
}

void EmbeddingSettings::showProvider()
{
    const Provider &provider = current();
    const bool isService = provider.addressSetting != nullptr;
    m_note->setText(isService
                        ? tr("The text of your files is sent to this service, and so is what you search for.")
                        : tr("On this machine, without a network, for nothing."));
    m_model->setEnabled(isService && !m_modelIsFixed);
    m_model->setPlaceholderText(provider.model);
    m_address->setEnabled(isService);
    m_address->setText(m_addresses.value(provider.name));
    m_address->setPlaceholderText(provider.address);
    m_key->setEnabled(provider.hasKey);
    m_key->clear();
    if (m_budget)
        m_budget->setEnabled(provider.hasKey);
}

QString EmbeddingSettings::complaint() const
{
    bool isNumber = false;
    const QString amount = m_budget ? m_budget->text().trimmed() : QString();
    const double budget = amount.toDouble(&isNumber);
    if (!amount.isEmpty() && (!isNumber || budget < 0))
        return tr("The budget must be a number, such as 5 or 2.50; 0 is no limit.");
    const QString address = m_addresses.value(current().name);
    if (!address.isEmpty() && !address.startsWith(u"https://"_s) && !address.startsWith(u"http://"_s))
        return tr("The address has to begin with https://, or http:// on this machine.");
    if (!m_key->text().isEmpty())
        return tr("The key is not kept yet: keep it in the keyring, or empty the field.");
    return {};
}

void EmbeddingSettings::keepKey()
{
    m_keep->setEnabled(false);
    m_backend.keepKey(current().name, m_key->text().trimmed().toUtf8(), this, [this](const Done &kept) {
        if (kept) {
            m_key->clear();
            m_answer->setText(tr("The key is in the keyring, for the next start."));
        } else {
            m_keep->setEnabled(true);
            m_answer->setText(oneLine(kept.error().message));
        }
    });
}

void EmbeddingSettings::tryIt()
{
    m_try->setEnabled(false);
    m_answer->setText(tr("Asking…"));
    SettingsValues values{.program = m_backend.settings()};
    read(values); // what the page shows, saved or not
    m_backend.tryEmbedding(values.program, m_key->text().trimmed().toUtf8(), this,
                           [this](const Result<EmbeddingTrial> &trial) { showTrial(trial); });
}

void EmbeddingSettings::showTrial(const Result<EmbeddingTrial> &trial)
{
    m_try->setEnabled(true);
    if (!trial)
        return m_answer->setText(oneLine(trial.error().message));
    m_answer->setText(tr("%1 works: %2 dimensions, answered in %3 ms. Asked: %4")
                          .arg(oneLine(trial->model), QLocale().toString(trial->dimension),
                               QLocale().toString(qlonglong(trial->latency.count())),
                               oneLine(trial->address)));
}

QString EmbeddingSettings::stateInWords() const
{
    const EmbeddingServiceState state = m_backend.embedding();
    if (state.kind != EmbeddingServiceState::Kind::Ready)
        return oneLine(state.reason);
    const QString now = tr("In use: %1").arg(oneLine(state.model.model));
    if (state.tokensThisMonth == 0)
        return now;
    return now + u"\n"_s
        + tr("This month: %1 tokens, %2 US dollars")
              .arg(QLocale().toString(qlonglong(state.tokensThisMonth)),
                   QLocale().toString(state.spentThisMonth, 'f', 2));
}

} // namespace vectray
