#pragma once

#include "StallMeter.h"

#include <QApplication>

namespace vectray {

/// The application object of the tray. With VECTRAY_STALL_METER=1 in the environment it measures every event
/// of the main thread, logs those that took too long, and at its end how many there were.
class DesktopApplication final : public QApplication
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopApplication)

public:
    DesktopApplication(int &argc, char **argv);
    ~DesktopApplication() override;

    bool notify(QObject *receiver, QEvent *event) override;

private:
    StallMeter m_meter;
    bool m_metering;
    int m_depth = 0; ///< events that are sent while another one is handled are part of it
};

} // namespace vectray
