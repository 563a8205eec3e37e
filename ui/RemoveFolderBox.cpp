#include "RemoveFolderBox.h"

#include <items/FolderWords.h>
#include <items/PlainText.h>

#include <QPushButton>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

RemoveFolderBox::RemoveFolderBox(const WatchConfig::Key &folder, QWidget *parent) : QMessageBox(parent)
{
    setObjectName(u"removeFolder"_s);
    setWindowTitle(tr("Remove folder"));
    setIcon(QMessageBox::Question);
    setTextFormat(Qt::PlainText);
    setText(tr("Stop watching %1?").arg(FolderWords::name(folder)));
    setInformativeText(tr("%1\n\nYour files stay as they are.").arg(oneLine(folder.path)));
    auto *keep = new QCheckBox(tr("&Keep its index searchable"), this);
    setCheckBox(keep);
    QPushButton *remove = addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    setDefaultButton(addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, this,
            [this, folder, keep] { Q_EMIT confirmed(folder, keep->isChecked()); });
}

} // namespace vectray
