#include "PerformanceSettings.h"

#include <QFormLayout>
#include <QLabel>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

PerformanceSettings::PerformanceSettings(const QStringList &fixed, QWidget *parent)
    : SettingsPage(fixed, parent)
{
    QFormLayout *form = makeForm();
    QSpinBox *threads = addNumber(
        form, {.key = u"threads"_s, .label = tr("&Threads that read files:"), .least = 0, .most = 256},
        &Settings::threads);
    threads->setSpecialValueText(tr("one a processor"));
    addNumber(form,
              {.key = u"maxFileBytes"_s,
               .label = tr("&Leave out files larger than:"),
               .least = 1,
               .most = 64 << 10,
               .scale = 1 << 10,
               .suffix = tr(" KiB")},
              &Settings::maxFileBytes);
    addNumber(form,
              {.key = u"nice"_s, .label = tr("&Give way to other programs (nice):"), .least = 0, .most = 19},
              &Settings::nice);
    addFlag(form, u"saveBattery"_s, tr("Put off on &battery what nobody waits for"), &Settings::saveBattery);
    auto *hint =
        new QLabel(tr("These are used from the next start on. First indexes and comparisons of whole "
                      "folders always leave processor and disk to whatever else wants them; files "
                      "that you save go first."),
                   this);
    hint->setWordWrap(true);
    form->addRow(hint);
}

} // namespace vectray
