#pragma once

#include "SettingsPage.h"

#include <domain/Result.h>
#include <items/StorageInfo.h>

#include <QLabel>

namespace vectray {

class Backend;

/// Where the index is and how large.
class StorageSettings final : public SettingsPage
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    StorageSettings(Backend &backend, QWidget *parent = nullptr);

private:
    void show(const Result<StorageInfo> &answer);

    QLabel *m_kind = nullptr;
    QLabel *m_location = nullptr;
    QLabel *m_size = nullptr;
};

} // namespace vectray
