#pragma once

#include <QMenu>

namespace vectray {

/// What helps with the program itself. In the tray's menu and in the window, for where there is no tray.
class HelpMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit HelpMenu(QWidget *parent = nullptr);

Q_SIGNALS:
    void firstRunRequested();
    void documentationRequested();
    void logsRequested();
    void debugArchiveRequested();
    void aboutRequested();
};

} // namespace vectray
