#pragma once

#include <domain/WatchConfig.h>

#include <QCheckBox>
#include <QMessageBox>

namespace vectray {

/// Asks before a folder is taken out, and whether its index may go with it. Files are never touched.
class RemoveFolderBox : public QMessageBox
{
    Q_OBJECT

public:
    explicit RemoveFolderBox(const WatchConfig::Key &folder, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const vectray::WatchConfig::Key &folder, bool keepIndex);
};

} // namespace vectray
