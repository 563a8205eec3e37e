#pragma once

#include "SettingsPage.h"

class QVBoxLayout;

namespace vectray {

/// What people want to be told by a notification, kind by kind.
class NoticeSettings final : public SettingsPage
{
    Q_OBJECT

public:
    explicit NoticeSettings(QWidget *parent = nullptr);

private:
    void addKind(NoticeKind kind, const QString &text, QVBoxLayout *layout);
};

} // namespace vectray
