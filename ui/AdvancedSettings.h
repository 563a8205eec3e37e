#pragma once

#include "SettingsPage.h"

namespace vectray {

/// What hardly anybody needs: how often to look, where things are.
class AdvancedSettings final : public SettingsPage
{
    Q_OBJECT

public:
    struct Places
    {
        QString configFolder; ///< absolute; empty: no way to open it
        QString logFolder; ///< absolute; empty: no way to open it
    };

    AdvancedSettings(const QStringList &fixed, const Places &places, QWidget *parent = nullptr);

Q_SIGNALS:
    void openRequested(const QString &folder);
};

} // namespace vectray
