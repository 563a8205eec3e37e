#include "FolderForm.h"

#include "PathCompleter.h"

#include <items/Backend.h>
#include <items/FolderWords.h>
#include <items/PlainText.h>

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

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

QString expanded(const QString &typed)
{
    const QString path = typed.trimmed();
    if (path == u"~" || path.startsWith(u"~/"_s))
        return QDir::homePath() + path.sliced(1);
    return path;
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

    m_previewSoon.setSingleShot(true);
    m_previewSoon.setInterval(400ms);
    connect(&m_previewSoon, &QTimer::timeout, this, &FolderForm::preview);
    connect(m_path, &QLineEdit::textChanged, this, &FolderForm::suggestNames);
    connect(m_project, &QLineEdit::textEdited, this, [this] { m_projectTyped = true; });
    for (QLineEdit *edit : {m_path, m_project, m_dataset, m_include, m_exclude})
        connect(edit, &QLineEdit::textChanged, this, &FolderForm::check);
    suggestNames();
    check();
    setMinimumWidth(540);
}

void FolderForm::makeFields(const FolderOptions &options)
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    makePath();
    m_path->setText(options.key.path);
    auto *browse = new QPushButton(tr("&Browse…"), this);
    connect(browse, &QPushButton::clicked, this, &FolderForm::browse);
    auto *pathRow = new QHBoxLayout;
    pathRow->addWidget(m_path, 1);
    pathRow->addWidget(browse);
    auto *pathLabel = new QLabel(tr("&Folder:"), this);
    pathLabel->setBuddy(m_path);
    form->addRow(pathLabel, pathRow);

    m_project = new QLineEdit(options.key.project, this);
    m_project->setObjectName(u"project"_s);
    m_projectTyped = !options.key.project.isEmpty();
    form->addRow(tr("&Project:"), m_project);
    m_dataset = new QLineEdit(options.key.dataset, this);
    m_dataset->setObjectName(u"dataset"_s);
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

    for (QWidget *fixed : QList<QWidget *>{m_path, browse, m_project, m_dataset})
        fixed->setEnabled(m_purpose == Purpose::Add);

    m_message = new QLabel(this);
    m_message->setObjectName(u"message"_s);
    m_preview = new QLabel(this);
    m_preview->setObjectName(u"preview"_s);
    for (QLabel *label : {m_message, m_preview}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
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

void FolderForm::makePath()
{
    m_path = new QLineEdit(this);
    m_path->setObjectName(u"path"_s);
    m_path->setPlaceholderText(QDir::homePath() + u"/…"_s);
    m_path->setCompleter(new PathCompleter(m_path));
}

void FolderForm::browse()
{
    const QString start =
        QFileInfo(expanded(m_path->text())).isDir() ? expanded(m_path->text()) : QDir::homePath();
    auto *chooser = new QFileDialog(this, tr("Choose a folder"), start);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly);
    connect(chooser, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    chooser->open();
}

void FolderForm::suggestNames()
{
    const QString name = QDir(expanded(m_path->text())).dirName();
    m_dataset->setPlaceholderText(name.isEmpty() ? tr("the folder's name") : oneLine(name));
    if (!m_projectTyped)
        m_project->setText(name == u"." ? QString() : oneLine(name));
}

FolderOptions FolderForm::options() const
{
    FolderOptions options;
    options.key.path = QDir::cleanPath(expanded(m_path->text()));
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

    const QString path = expanded(m_path->text());
    const QFileInfo folder(path);
    if (path.isEmpty())
        return tr("Choose a folder.");
    if (!folder.isAbsolute())
        return tr("The path has to begin with a slash.");
    if (!folder.exists())
        return tr("There is no such folder.");
    if (!folder.isDir())
        return tr("This is a file, not a folder.");
    if (!folder.isReadable() || !folder.isExecutable())
        return tr("You may not read this folder.");
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
    const bool untouched = m_path->text().isEmpty();
    showError(untouched ? QString() : wrong);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty() && !m_sending);
    m_preview->clear();
    if (wrong.isEmpty())
        m_previewSoon.start();
    else
        m_previewSoon.stop();
    ++m_previewAsked;
}

void FolderForm::preview()
{
    const int asked = ++m_previewAsked;
    m_preview->setText(tr("Looking what is in it…"));
    m_backend.preview(options(), this, [this, asked](const Result<FolderPreview> &answer) {
        if (asked != m_previewAsked)
            return;
        if (!answer)
            return m_preview->clear(); // a courtesy: its failure is no reason not to add the folder
        const QLocale locale;
        const auto seconds = std::max<std::int64_t>(1, answer->duration.count());
        m_preview->setText(tr("%1 (%2) would be indexed in about %3; %4 left out.")
                               .arg(FolderWords::files(answer->files),
                                    locale.formattedDataSize(answer->bytes),
                                    seconds < 90 ? tr("%Ln second(s)", nullptr, int(seconds))
                                                 : tr("%Ln minute(s)", nullptr, int(seconds / 60)),
                                    FolderWords::files(answer->skipped)));
        m_preview->setToolTip(u"<qt>"_s + oneLine(answer->examples.join(u", "_s)).toHtmlEscaped()
                              + u"</qt>"_s);
    });
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
