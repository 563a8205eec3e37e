#include "SettingsPage.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace vectray {

SettingsPage::SettingsPage(QStringList fixed, QWidget *parent) : QWidget(parent), m_fixed(std::move(fixed)) {}

void SettingsPage::present(const SettingsValues &values)
{
    for (const Field &field : m_fields)
        field.present(values);
}

void SettingsPage::read(SettingsValues &values) const
{
    for (const Field &field : m_fields)
        field.read(values);
}

void SettingsPage::fixIfNeeded(QWidget *field, const QString &key) const
{
    field->setObjectName(key);
    if (!m_fixed.contains(key))
        return;
    field->setEnabled(false);
    field->setToolTip(tr("A variable of the environment decides this."));
}

QFormLayout *SettingsPage::makeForm()
{
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QSpinBox *SettingsPage::makeSpinBox(QFormLayout *form, const Number &number)
{
    auto *box = new QSpinBox(this);
    box->setRange(number.least, number.most);
    box->setSuffix(number.suffix);
    box->setGroupSeparatorShown(number.most > 100'000);
    connect(box, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    fixIfNeeded(box, number.key);
    form->addRow(number.label, box);
    return box;
}

QLineEdit *SettingsPage::makeLine(QFormLayout *form, const QString &key, const QString &label)
{
    auto *line = new QLineEdit(this);
    connect(line, &QLineEdit::textChanged, this, &SettingsPage::edited);
    fixIfNeeded(line, key);
    form->addRow(label, line);
    return line;
}

QLineEdit *SettingsPage::addText(QFormLayout *form, const QString &key, const QString &label,
                                 QString Settings::*member)
{
    QLineEdit *line = makeLine(form, key, label);
    addField({[=](const SettingsValues &values) { line->setText(values.program.*member); },
              [=](SettingsValues &values) { values.program.*member = line->text().trimmed(); }});
    return line;
}

QLineEdit *SettingsPage::addList(QFormLayout *form, const QString &key, const QString &label,
                                 QStringList Settings::*member)
{
    QLineEdit *line = makeLine(form, key, label);
    addField({[=](const SettingsValues &values) { line->setText((values.program.*member).join(u", ")); },
              [=](SettingsValues &values) {
                  QStringList words;
                  for (const QString &word : line->text().split(u',', Qt::SkipEmptyParts)) {
                      if (!word.trimmed().isEmpty())
                          words.append(word.trimmed());
                  }
                  values.program.*member = words;
              }});
    return line;
}

SettingsPage::Secret SettingsPage::addSecret(QFormLayout *form, const QString &label, const QString &placeholder,
                                             const QString &keep)
{
    auto *row = new QWidget(this);
    const Secret secret{new QLineEdit(row), new QPushButton(keep, row)};
    secret.line->setEchoMode(QLineEdit::Password);
    secret.line->setPlaceholderText(placeholder);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(secret.line, 1);
    layout->addWidget(secret.keep);
    auto *name = new QLabel(label, this);
    name->setBuddy(secret.line);
    form->addRow(name, row);
    return secret;
}

QCheckBox *SettingsPage::addFlag(QFormLayout *form, const QString &key, const QString &label,
                                 bool Settings::*member)
{
    auto *box = new QCheckBox(label, this);
    connect(box, &QCheckBox::toggled, this, &SettingsPage::edited);
    fixIfNeeded(box, key);
    form->addRow(box);
    addField({[=](const SettingsValues &values) { box->setChecked(values.program.*member); },
              [=](SettingsValues &values) { values.program.*member = box->isChecked(); }});
    return box;
}

} // namespace vectray
