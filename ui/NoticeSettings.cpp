#include "NoticeSettings.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

NoticeSettings::NoticeSettings(QWidget *parent) : SettingsPage({}, parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new QLabel(tr("Tell me when"), this));
    addKind(NoticeKind::FirstIndex, tr("a folder has become &searchable"), layout);
    addKind(NoticeKind::Unavailable, tr("a folder is no longer &available"), layout);
    addKind(NoticeKind::Degraded, tr("changes in a folder are seen &late"), layout);
    addKind(NoticeKind::Unreachable, tr("the index or the embedding service cannot be &reached"), layout);
    addKind(NoticeKind::Rejected, tr("the &embedding service does not accept what it is sent"), layout);
    addKind(NoticeKind::MassDeletion, tr("&many files of a folder are gone at once"), layout);
    addKind(NoticeKind::Failure, tr("files could not be &indexed"), layout);
    addKind(NoticeKind::Sync, tr("files were &brought up to date (every time)"), layout);
    auto *hint =
        new QLabel(tr("Of one kind and folder there is at most one notification a minute, and after the "
                      "second one in ten minutes. What happens in between is counted into the next one."),
                   this);
    hint->setWordWrap(true);
    layout->addWidget(hint);
    layout->addStretch();
}

void NoticeSettings::addKind(NoticeKind kind, const QString &text, QVBoxLayout *layout)
{
    auto *box = new QCheckBox(text, this);
    box->setObjectName(u"notice%1"_s.arg(int(kind)));
    layout->addWidget(box);
    connect(box, &QCheckBox::toggled, this, &SettingsPage::edited);
    addField({[=](const SettingsValues &values) { box->setChecked(values.ui.notices.contains(kind)); },
              [=](SettingsValues &values) {
                  if (box->isChecked())
                      values.ui.notices.insert(kind);
                  else
                      values.ui.notices.remove(kind);
              }});
}

} // namespace vectray
