#pragma once

#include <domain/Result.h>
#include <items/StorageInfo.h>

#include <QByteArray>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

namespace vectray {

class Backend;

/// Takes the index along to another place: a button, how far it is, a way to stop, and what came of it. Gone
/// while there is nowhere to go. A copy that runs is stopped when the panel goes.
class StoreCopyPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StoreCopyPanel)

public:
    /// \a backend must outlive this object.
    explicit StoreCopyPanel(Backend &backend, QWidget *parent = nullptr);
    ~StoreCopyPanel() override;

    /// Where to: a store as the setting has it; empty: nowhere. An empty password: what the keyring has.
    void setTarget(const QString &store, const QByteArray &password);
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged();

private:
    void copy();
    void showProgress(const StorageCopyProgress &progress);
    void showEnd(const Result<StorageCopied> &answer);
    void setBusy(bool busy);

    Backend &m_backend;
    QString m_store;
    QByteArray m_password;
    bool m_busy = false;
    QPushButton *m_copy = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    QLabel *m_answer = nullptr;
};

} // namespace vectray
