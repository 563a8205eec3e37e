#include "PathField.h"

#include "PathCompleter.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

PathField::PathField(QWidget *parent) : QWidget(parent), m_edit(new QLineEdit(this))
{
    m_edit->setObjectName(u"path"_s);
    m_edit->setAccessibleName(tr("Folder"));
    m_edit->setPlaceholderText(QDir::homePath() + u"/…"_s);
    m_edit->setCompleter(new PathCompleter(m_edit));
    connect(m_edit, &QLineEdit::textChanged, this, &PathField::changed);
    auto *browse = new QPushButton(tr("B&rowse…"), this);
    connect(browse, &QPushButton::clicked, this, &PathField::browse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit, 1);
    layout->addWidget(browse);
    setFocusProxy(m_edit);
}

QString PathField::path() const
{
    const QString typed = m_edit->text().trimmed();
    if (typed.isEmpty())
        return {};
    const bool inHome = typed == u"~" || typed.startsWith(u"~/"_s);
    return QDir::cleanPath(inHome ? QDir::homePath() + typed.sliced(1) : typed);
}

void PathField::setPath(const QString &path)
{
    m_edit->setText(path);
}

QString PathField::complaintAbout(const QString &path)
{
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
    return {};
}

void PathField::browse()
{
    const QString start = QFileInfo(path()).isDir() ? path() : QDir::homePath();
    auto *chooser = new QFileDialog(this, tr("Choose a folder"), start);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly);
    connect(chooser, &QFileDialog::fileSelected, m_edit, &QLineEdit::setText);
    chooser->open();
}

} // namespace vectray
