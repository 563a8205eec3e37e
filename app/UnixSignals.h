#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace vectray {

/// SIGTERM and SIGINT as a Qt signal: the first asks the program to end in order, a second one ends it at once.
class UnixSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnixSignals)

public:
    UnixSignals(); ///< one a process
    ~UnixSignals() override;

Q_SIGNALS:
    void endRequested();

private:
    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace vectray
