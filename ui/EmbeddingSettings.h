#pragma once

#include "SettingsPage.h"

#include <domain/EmbeddingTrial.h>
#include <domain/Result.h>

#include <QComboBox>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace vectray {

class Backend;

/// Who turns texts into vectors: the built-in model, or a service with its key, its limits and a try. Keys go
/// into the keyring, at once, and into no file.
class EmbeddingSettings final : public SettingsPage
{
    Q_OBJECT

public:
    enum class Extent { All, Essentials }; ///< Essentials: without the limits

    /// \a backend must outlive this object.
    EmbeddingSettings(Backend &backend, const QStringList &fixed, QWidget *parent = nullptr,
                      Extent extent = Extent::All);

    QString complaint() const override;

private:
    /// What the page knows of a provider.
    struct Provider
    {
        QString name; ///< as in the settings
        QString title;
        QString model; ///< that is taken where none is named
        QString address; ///< likewise
        bool hasKey = false;
        QString Settings::*addressSetting = nullptr; ///< nullptr: it has none
    };

    static QList<Provider> providers();
    void makeProvider(QFormLayout *form);
    void makeKey(QFormLayout *form);
    void makeLimits(QFormLayout *form);
    void makeTry(QFormLayout *form);
    const Provider &current() const;
    void showProvider();
    void keepKey();
    void tryIt();
    void showTrial(const Result<EmbeddingTrial> &trial);
    QString stateInWords() const;

    Backend &m_backend;
    QList<Provider> m_providers = providers();
    QComboBox *m_provider = nullptr;
    QLabel *m_note = nullptr;
    QLineEdit *m_model = nullptr;
    bool m_modelIsFixed = false;
    QLineEdit *m_address = nullptr;
    QHash<QString, QString> m_addresses; ///< by provider
    QLineEdit *m_key = nullptr;
    QPushButton *m_keep = nullptr;
    QLineEdit *m_budget = nullptr; ///< nullptr: the limits are not shown
    QPushButton *m_try = nullptr;
    QLabel *m_answer = nullptr;
};

} // namespace vectray
