#pragma once

#include "SettingsPage.h"

namespace vectray {

/// How much of the machine indexing may take.
class PerformanceSettings final : public SettingsPage
{
    Q_OBJECT

public:
    explicit PerformanceSettings(const QStringList &fixed, QWidget *parent = nullptr);
};

} // namespace vectray
