#pragma once

#include "UiSettings.h"

#include <domain/Settings.h>

#include <QSpinBox>
#include <QStringList>
#include <QWidget>

#include <algorithm>
#include <functional>
#include <vector>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace vectray {

/// Everything the settings dialog is about.
struct SettingsValues
{
    UiSettings ui;
    Settings program;
    bool startWithSession = false;

    bool operator==(const SettingsValues &) const = default;
};

/// One page of the settings dialog: fields, each with its way from the values and back.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    /// \a fixed are keys of settings that the environment decides: their fields are shown, and cannot be
    /// changed.
    explicit SettingsPage(QStringList fixed = {}, QWidget *parent = nullptr);

    void present(const SettingsValues &values);
    /// Puts what the fields show into \a values, and leaves the rest of it alone.
    void read(SettingsValues &values) const;
    /// Whether there is anything on it that has a default.
    bool hasFields() const { return !m_fields.empty(); }
    /// What keeps the page from being saved, as a sentence for people; empty: nothing.
    virtual QString complaint() const { return {}; }

Q_SIGNALS:
    void edited();

protected:
    struct Field
    {
        std::function<void(const SettingsValues &)> present;
        std::function<void(SettingsValues &)> read;
    };
    void addField(Field field) { m_fields.push_back(std::move(field)); }
    /// Disables the field of a fixed setting, and says why.
    void fixIfNeeded(QWidget *field, const QString &key) const;
    QFormLayout *makeForm();

    struct Number
    {
        QString key; ///< of the setting
        QString label;
        int least = 0;
        int most = 0;
        int scale = 1; ///< how many of the setting's units one of the field's is
        QString suffix{};
    };
    template<typename T>
    QSpinBox *addNumber(QFormLayout *form, const Number &number, T Settings::*member)
    {
        QSpinBox *box = makeSpinBox(form, number);
        const auto shown = [=](const SettingsValues &values) {
            return int(
                std::clamp<qint64>(count(values.program.*member) / number.scale, number.least, number.most));
        };
        addField({[=](const SettingsValues &values) { box->setValue(shown(values)); },
                  [=](SettingsValues &values) {
                      // What the field cannot show exactly stays as it is until it is touched.
                      if (box->value() != shown(values))
                          values.program.*member = T(qint64(box->value()) * number.scale);
                  }});
        return box;
    }
    QLineEdit *addText(QFormLayout *form, const QString &key, const QString &label,
                       QString Settings::*member);
    /// Of words with commas between.
    QLineEdit *addList(QFormLayout *form, const QString &key, const QString &label,
                       QStringList Settings::*member);
    struct Secret { QLineEdit *line; QPushButton *keep; };
    /// A line whose text is not shown, and a button that puts it into the keyring. Both are of the page that asks.
    Secret addSecret(QFormLayout *form, const QString &label, const QString &placeholder, const QString &keep);
    QCheckBox *addFlag(QFormLayout *form, const QString &key, const QString &label, bool Settings::*member);

private:
    template<typename T>
    static qint64 count(T value)
    {
        if constexpr (requires { value.count(); })
            return qint64(value.count());
        else
            return qint64(value);
    }
    QLineEdit *makeLine(QFormLayout *form, const QString &key, const QString &label);
    QSpinBox *makeSpinBox(QFormLayout *form, const Number &number);

    QStringList m_fixed;
    std::vector<Field> m_fields;
};

} // namespace vectray
