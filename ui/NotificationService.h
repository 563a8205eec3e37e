#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace vectray {

/// Something to tell, in plain text. Markup is the service's affair.
struct Notification
{
    struct Action
    {
        QString key; ///< "default": a click on the notification itself
        QString label;

        bool operator==(const Action &) const = default;
    };
    enum class Urgency { Low, Normal, Critical };

    QString title;
    QString body;
    QList<Action> actions;
    Urgency urgency = Urgency::Normal;
    QString category; ///< of the notification specification; may be empty

    bool operator==(const Notification &) const = default;
};

/// Where notifications are shown. Ids are the service's; 0 is never one.
class NotificationService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// In place of \a replaced if that is still shown. Calls shown with the new id, later; with 0 if
    /// nobody shows notifications.
    virtual void show(const Notification &notification, quint32 replaced,
                      std::function<void(quint32 id)> shown) = 0;
    virtual void close(quint32 id) = 0;

Q_SIGNALS:
    void invoked(quint32 id, const QString &action); ///< of any program's notification
    void closed(quint32 id); ///< of any program's notification
};

} // namespace vectray
