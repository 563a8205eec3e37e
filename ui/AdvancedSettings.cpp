#include "AdvancedSettings.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

AdvancedSettings::AdvancedSettings(const QStringList &fixed, const Places &places, QWidget *parent)
    : SettingsPage(fixed, parent)
{
    QFormLayout *form = makeForm();
    addNumber(form,
              {.key = u"pollInterval"_s,
               .label = tr("Look &whether a folder is still there every:"),
               .least = 1,
               .most = 86'400,
               .scale = 1000,
               .suffix = tr(" s")},
              &Settings::pollInterval);
    addNumber(form,
              {.key = u"reconcileInterval"_s,
               .label = tr("&Compare a whole folder with the index every:"),
               .least = 1,
               .most = 86'400,
               .scale = 1000,
               .suffix = tr(" s")},
              &Settings::reconcileInterval);
    addFlag(form, u"autoRecover"_s, tr("Start a watcher &again that has died"), &Settings::autoRecover);

    auto *hint = new QLabel(tr("These are used from the next start on."), this);
    hint->setWordWrap(true);
    form->addRow(hint);

    auto *row = new QHBoxLayout;
    const auto addPlace = [&](const QString &label, const QString &folder) {
        if (folder.isEmpty())
            return;
        auto *button = new QPushButton(label, this);
        connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT openRequested(folder); });
        row->addWidget(button);
    };
    addPlace(tr("Open &settings folder"), places.configFolder);
    addPlace(tr("Open lo&g folder"), places.logFolder);
    row->addStretch();
    form->addRow(row);
}

} // namespace vectray
