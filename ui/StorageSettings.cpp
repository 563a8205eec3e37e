#include "StorageSettings.h"

#include "StoreCopyPanel.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QUrl>
#include <QUrlQuery>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel *makeLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QHBoxLayout *makeRow(QWidget *row)
{
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    return layout;
}

bool isServerAddress(const QString &store)
{
    return store.startsWith(u"postgresql://"_s) || store.startsWith(u"postgres://"_s);
}

bool hasPassword(const QString &address)
{
    const QUrl url(address);
    return !url.password().isEmpty() || QUrlQuery(url).hasQueryItem(u"password"_s);
}

/// What the environment says may hold a password, which is nothing to be shown.
QString withoutPassword(const QString &address)
{
    if (!hasPassword(address))
        return address;
    QUrl url(address);
    QUrlQuery query(url);
    query.removeAllQueryItems(u"password"_s);
    url.setQuery(query);
    url.setPassword({});
    return url.toString();
}

} // namespace

StorageSettings::StorageSettings(Backend &backend, const QStringList &fixed, QWidget *parent)
    : SettingsPage(fixed, parent)
    , m_backend(backend)
    , m_isFixed(fixed.contains(u"store"_s))
{
    QFormLayout *form = makeForm();
    makeNow(form);
    makeChoice(form);
    makePassword(form);
    makeTest(form);
    makeCopy(form);
    showChoice();
    m_backend.storage(this, [this](const Result<StorageInfo> &answer) { show(answer); });
}

void StorageSettings::makeNow(QFormLayout *form)
{
    m_kind = makeLabel(u"kind"_s, this);
    m_location = makeLabel(u"location"_s, this);
    auto *row = new QWidget(this);
    m_size = makeLabel(u"size"_s, row);
    m_compact = new QPushButton(tr("Co&mpact"), row);
    m_compact->setObjectName(u"compact"_s);
    m_compact->setToolTip(tr("Gives back to the disk what deleted files have left."));
    m_compact->setEnabled(false);
    connect(m_compact, &QPushButton::clicked, this, &StorageSettings::compact);
    QHBoxLayout *layout = makeRow(row);
    layout->addWidget(m_size, 1);
    layout->addWidget(m_compact);
    form->addRow(tr("Kept in:"), m_kind);
    form->addRow(tr("Where:"), m_location);
    form->addRow(tr("Size:"), row);
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setVisible(false);
    form->addRow(m_progress);
    m_compacted = makeLabel(u"compacted"_s, this);
    m_compacted->setText(tr("The index can be made anew from the folders at any time."));
    form->addRow(m_compacted);
}

void StorageSettings::makeChoice(QFormLayout *form)
{
    m_place = new QComboBox(this);
    m_place->addItems({tr("a file of this machine"), tr("a team's PostgreSQL")});
    fixIfNeeded(m_place, u"store"_s);
    m_address = new QLineEdit(this);
    m_address->setObjectName(u"storeAddress"_s);
    m_address->setPlaceholderText(u"postgresql://alice@db.example.org:5533/claude_context"_s);
    form->addRow(tr("&Keep it, from the next start on, in:"), m_place);
    form->addRow(tr("&Address:"), m_address);
    connect(m_place, &QComboBox::currentIndexChanged, this, &StorageSettings::choose);
    connect(m_address, &QLineEdit::textChanged, this, &StorageSettings::choose);
    addField({[this](const SettingsValues &values) {
                  if (m_isFixed && !m_given.isEmpty())
                      return;
                  m_given = values.program.store;
                  m_place->setCurrentIndex(isServerAddress(m_given) ? 1 : 0);
                  m_address->setText(isServerAddress(m_given) ? withoutPassword(m_given) : QString());
                  showChoice();
              },
              [this](SettingsValues &values) { values.program.store = chosenStore(); }});
}

void StorageSettings::makePassword(QFormLayout *form)
{
    const Secret password = addSecret(form, tr("&Password:"), tr("in the keyring, in ~/.pgpass or in the environment"),
                                      tr("K&eep password"));
    m_password = password.line;
    m_keep = password.keep;
    m_password->setObjectName(u"storePassword"_s);
    m_password->setAccessibleName(tr("Password"));
    m_keep->setObjectName(u"keepPassword"_s);
    connect(m_keep, &QPushButton::clicked, this, &StorageSettings::keepPassword);
    connect(m_password, &QLineEdit::textChanged, this, &StorageSettings::choose);
}

void StorageSettings::makeTest(QFormLayout *form)
{
    m_test = new QPushButton(tr("&Test connection"), this);
    m_test->setObjectName(u"test"_s);
    connect(m_test, &QPushButton::clicked, this, &StorageSettings::test);
    m_answer = makeLabel(u"answer"_s, this);
    form->addRow(m_test, m_answer);
}

void StorageSettings::makeCopy(QFormLayout *form)
{
    m_copy = new StoreCopyPanel(m_backend, this);
    connect(m_copy, &StoreCopyPanel::busyChanged, this, &SettingsPage::edited);
    form->addRow(m_copy);
}

void StorageSettings::show(const Result<StorageInfo> &answer)
{
    if (!answer)
        return m_kind->setText(oneLine(answer.error().message));
    m_info = *answer;
    m_kind->setText(m_info.kind == u"sqlite" ? tr("SQLite, a file of this machine") : tr("PostgreSQL"));
    m_location->setText(oneLine(m_info.location));
    m_size->setText(QLocale().formattedDataSize(m_info.bytes));
    m_compact->setEnabled(m_info.canCompact);
    m_compact->setVisible(m_info.canCompact);
    showChoice();
}

void StorageSettings::compact()
{
    m_compact->setEnabled(false);
    m_progress->setVisible(true);
    m_compacted->setText(
        tr("The index is being compacted. It can be searched; what you save is indexed afterwards."));
    m_backend.compactStorage(this, [this, before = m_info.bytes](const Result<StorageInfo> &answer) {
        m_progress->setVisible(false);
        m_compact->setEnabled(true);
        if (!answer)
            return m_compacted->setText(oneLine(answer.error().message));
        show(answer);
        const QLocale locale;
        m_compacted->setText(tr("%1 given back: the index has %2 now.")
                                 .arg(locale.formattedDataSize(std::max<qint64>(0, before - answer->bytes)),
                                      locale.formattedDataSize(answer->bytes)));
    });
}

void StorageSettings::keepPassword()
{
    m_keep->setEnabled(false);
    m_backend.keepStoragePassword(chosenStore(), m_password->text().toUtf8(), this, [this](const Done &kept) {
        if (kept)
            m_password->clear();
        showChoice();
        m_answer->setText(kept ? tr("The password is in the keyring, for the next start.")
                               : oneLine(kept.error().message));
    });
}

void StorageSettings::test()
{
    m_test->setEnabled(false);
    m_answer->setText(tr("Asking…"));
    m_backend.tryStorage(chosenStore(), m_password->text().toUtf8(), this,
                         [this](const Result<StorageTrial> &trial) { showTrial(trial); });
}

void StorageSettings::showTrial(const Result<StorageTrial> &trial)
{
    m_test->setEnabled(isServer());
    if (!trial)
        return m_answer->setText(oneLine(trial.error().message));
    const QString latency = QLocale().toString(double(trial->latency.count()) / 1000, 'f', 1);
    const QString works = trial->extension.isEmpty()
        ? tr("It works: PostgreSQL %1, answers in %2 ms. pgvector is added at first use.")
              .arg(oneLine(trial->server), latency)
        : tr("It works: PostgreSQL %1 with pgvector %2, answers in %3 ms.")
              .arg(oneLine(trial->server), oneLine(trial->extension), latency);
    m_answer->setText(works + u' '
                      + (trial->hasIndex ? tr("There is an index already, which would be shared.")
                                         : tr("The index would be made there at first use.")));
}

void StorageSettings::showChoice()
{
    if (!m_copy)
        return; // the page is still being made
    m_address->setEnabled(isServer() && !m_isFixed);
    m_password->setEnabled(isServer());
    m_test->setEnabled(isServer() && isServerAddress(chosenStore()));
    m_keep->setEnabled(m_test->isEnabled() && !m_password->text().isEmpty());
    m_answer->clear();
    m_copy->setTarget(copyTarget(), m_password->text().toUtf8());
}

void StorageSettings::choose()
{
    showChoice();
    Q_EMIT edited();
}

bool StorageSettings::isServer() const
{
    return m_place->currentIndex() == 1;
}

QString StorageSettings::chosenStore() const
{
    if (m_isFixed)
        return m_given;
    if (isServer())
        return m_address->text().trimmed();
    return isServerAddress(m_given) ? QString() : m_given;
}

QString StorageSettings::copyTarget() const
{
    if (m_info.kind.isEmpty() || m_isFixed || !complaintAboutAddress().isEmpty())
        return {};
    if (isServer() == (m_info.kind == u"postgresql"))
        return {};
    const QString prefix = u"sqlite:"_s;
    const QString file = chosenStore().isEmpty() ? m_info.usualFile : chosenStore();
    return isServer() || file.startsWith(prefix) ? file : prefix + file;
}

QString StorageSettings::complaint() const
{
    if (m_copy->isBusy())
        return tr("The index is being copied: wait, or stop it.");
    const QString wrong = complaintAboutAddress();
    if (wrong.isEmpty() && isServer() && !m_password->text().isEmpty())
        return tr("The password is not kept yet: keep it in the keyring, or empty the field.");
    return wrong;
}

QString StorageSettings::complaintAboutAddress() const
{
    if (!isServer() || m_isFixed)
        return {};
    const QString address = m_address->text().trimmed();
    if (!isServerAddress(address))
        return tr("The address of the team's index is written postgresql://user@host:port/database.");
    if (hasPassword(address))
        return tr("The address may not hold a password: there is a field for it.");
    return {};
}

} // namespace vectray
