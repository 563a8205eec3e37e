#include "DesktopApplication.h"

#include <QLoggingCategory>
#include <QThread>

namespace vectray {

namespace {

Q_LOGGING_CATEGORY(logUi, "vectray.ui", QtInfoMsg)

double milliseconds(StallMeter::Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace

DesktopApplication::DesktopApplication(int &argc, char **argv)
    : QApplication(argc, argv)
    , m_metering(qEnvironmentVariableIntValue("VECTRAY_STALL_METER") == 1)
{}

DesktopApplication::~DesktopApplication()
{
    if (m_metering)
        qCInfo(logUi).nospace() << "events=" << m_meter.events() << " stalls=" << m_meter.stalls()
                                << " longest_ms=" << milliseconds(m_meter.longest());
}

bool DesktopApplication::notify(QObject *receiver, QEvent *event)
{
    // It is called by every thread that sends events.
    if (!m_metering || QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);

    const QEvent::Type type = event->type(); // the event may be gone afterwards, as may the receiver
    const char *name = receiver->metaObject()->className();
    const auto start = std::chrono::steady_clock::now();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    const auto took = std::chrono::steady_clock::now() - start;
    if (m_meter.add(took))
        qCWarning(logUi).nospace() << "stall_ms=" << milliseconds(took) << " receiver=" << name
                                   << " event=" << int(type);
    return handled;
}

} // namespace vectray
