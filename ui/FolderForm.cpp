#include "FolderForm.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QDir>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LongestName = 200;

/// Globs are separated by blanks or commas, outside of braces: "*.{c,h} docs/**".
QStringList globs(const QString &text)
{
    QStringList globs;
    QString glob;
    int depth = 0;
    for (const QChar c : text) {
        depth += c == u'{' ? 1 : 0;
        depth -= c == u'}' && depth > 0 ? 1 : 0;
        if ((c == u',' && depth == 0) || c.isSpace()) {
            globs.append(glob);
            glob.clear();
        } else {
            glob += c;
        }
    }
    globs.append(glob);
    globs.removeAll(QString());
    return globs;
}

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= LongestName && oneLine(name) == name && !name.contains(u'/');
}

} // namespace

FolderForm::FolderForm(Backend &backend, Purpose purpose, const FolderOptions &options, QWidget *parent)
    : QDialog(parent)
    , m_backend(backend)
    , m_purpose(purpose)
{
    setWindowTitle(purpose == Purpose::Add ? tr("Add folder") : tr("Change folder"));
    setObjectName(u"folderForm"_s);
    makeFields(options);

    connect(m_path, &PathField::changed, this, [this] {
        suggestNames();
        check();
    });
    connect(m_project, &QLineEdit::textEdited, this, [this] { m_projectTyped = true; });
    for (QLineEdit *edit : {m_project, m_dataset, m_include, m_exclude})
        connect(edit, &QLineEdit::textChanged, this, &FolderForm::check);
    suggestNames();
    check();
    setMinimumWidth(540);
}

void FolderForm::makeFields(const FolderOptions &options)
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_path = new PathField(this);
    m_path->setPath(options.key.path);
    form->addRow(tr("&Folder:"), m_path);

    m_project = new QLineEdit(options.key.project, this);
    m_project->setObjectName(u"project"_s);
    m_projectTyped = !options.key.project.isEmpty();
    form->addRow(tr("&Project:"), m_project);
    m_dataset = new QLineEdit(options.key.dataset, this);
    m_dataset->setObjectName(u"dataset"_s);
    m_dataset->setPlaceholderText(u"main"_s);
    form->addRow(tr("&Dataset:"), m_dataset);

    m_debounce = new QSpinBox(this);
    m_debounce->setObjectName(u"debounce"_s);
    m_debounce->setRange(100, 60'000);
    m_debounce->setSingleStep(500);
    m_debounce->setSuffix(tr(" ms"));
    m_debounce->setValue(int(options.debounce.count()));
    m_debounce->setToolTip(tr("How long a file has to be left alone before it is indexed"));
    form->addRow(tr("&Wait after a change:"), m_debounce);

    m_include = new QLineEdit(options.include.join(u' '), this);
    m_include->setObjectName(u"include"_s);
    m_include->setPlaceholderText(tr("everything, or for example *.py docs/**"));
    form->addRow(tr("&Only these files:"), m_include);
    m_exclude = new QLineEdit(options.exclude.join(u' '), this);
    m_exclude->setObjectName(u"exclude"_s);
    m_exclude->setPlaceholderText(tr("for example *.min.js test/data/**"));
    form->addRow(tr("Bu&t not these:"), m_exclude);

    for (QWidget *fixed : QList<QWidget *>{m_path, m_project, m_dataset})
        fixed->setEnabled(m_purpose == Purpose::Add);

    m_message = new QLabel(this);
    m_message->setObjectName(u"message"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_preview = new PreviewLabel(m_backend, this);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_buttons->button(QDialogButtonBox::Ok)->setText(m_purpose == Purpose::Add ? tr("&Add") : tr("&Save"));
    connect(m_buttons, &QDialogButtonBox::accepted, this, &FolderForm::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &FolderForm::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_preview);
    layout->addWidget(m_message);
    layout->addStretch();
    layout->addWidget(m_buttons);
}

void FolderForm::suggestNames()
{
    const QString name = QDir(m_path->path()).dirName();
    if (!m_projectTyped)
        m_project->setText(name == u"." ? QString() : oneLine(name));
}

FolderOptions FolderForm::options() const
{
    FolderOptions options;
    options.key.path = m_path->path();
    options.key.project = m_project->text().trimmed();
    options.key.dataset = m_dataset->text().trimmed();
    options.debounce = std::chrono::milliseconds(m_debounce->value());
    options.include = globs(m_include->text());
    options.exclude = globs(m_exclude->text());
    return options;
}

QString FolderForm::complaint() const
{
    if (m_purpose == Purpose::Change)
        return {};

    if (const QString wrong = PathField::complaintAbout(m_path->path()); !wrong.isEmpty())
        return wrong;
    if (!isName(m_project->text().trimmed()))
        return tr("The project needs a name without slashes, of at most %n character(s).", nullptr,
                  LongestName);
    const QString dataset = m_dataset->text().trimmed();
    if (!dataset.isEmpty() && !isName(dataset))
        return tr("The dataset's name must not contain slashes, nor be longer than %n character(s).", nullptr,
                  LongestName);
    return {};
}

void FolderForm::check()
{
    const QString wrong = complaint();
    showError(m_path->path().isEmpty() ? QString() : wrong);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty() && !m_sending);
    if (wrong.isEmpty())
        m_preview->ask(options());
    else
        m_preview->forget();
}

void FolderForm::showError(const QString &text)
{
    m_message->setText(text);
    QPalette palette = m_message->palette();
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    palette.setColor(QPalette::WindowText, dark ? QColor(0xff, 0x8a, 0x90) : QColor(0xb4, 0x1f, 0x2c));
    m_message->setPalette(palette);
}

void FolderForm::accept()
{
    if (m_sending || !complaint().isEmpty())
        return;

    m_sending = true;
    check();
    const auto done = [this](const Result<WatchConfig> &answer) {
        m_sending = false;
        check();
        if (answer)
            QDialog::accept();
        else
            showError(oneLine(answer.error().message));
    };
    if (m_purpose == Purpose::Add)
        m_backend.addFolder(options(), this, done);
    else
        m_backend.changeFolder(options(), this, done);
}

} // namespace vectray
