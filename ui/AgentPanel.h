#pragma once

#include <domain/Result.h>
#include <items/AgentConnection.h>

#include <QLabel>
#include <QList>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QWidget>

namespace vectray {

class Backend;

/// The programs with AI agents that Vectray can enter itself in, with the change to their settings shown
/// before it is made.
class AgentPanel final : public QWidget
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    explicit AgentPanel(Backend &backend, QWidget *parent = nullptr);

private:
    void refresh();
    void show(const Result<QList<AgentConnection>> &answer);
    void showCurrent();
    void change();

    Backend &m_backend;
    QList<AgentConnection> m_agents;
    QListWidget *m_list;
    QLabel *m_file;
    QPlainTextEdit *m_diff;
    QPushButton *m_change;
    QLabel *m_message;
};

} // namespace vectray
