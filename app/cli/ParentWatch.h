#pragma once

#include <QObject>
#include <QTimer>

namespace vectray {

/// Notices that the process that started us has died, even if it was killed and somebody else still holds our
/// standard input open. One per process, in the main thread.
class ParentWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ParentWatch)

public:
    ParentWatch();
    ~ParentWatch() override;

Q_SIGNALS:
    void parentDied();

private:
    void check();

    const qint64 m_parent;
    QTimer m_poll; ///< in case the kernel's signal was for a thread of the parent's that was not its last
};

} // namespace vectray
