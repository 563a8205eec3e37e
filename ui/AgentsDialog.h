#pragma once

#include <QDialog>

namespace vectray {

class Backend;

/// "Connect AI agent…": an AgentPanel in a window of its own.
class AgentsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    explicit AgentsDialog(Backend &backend, QWidget *parent = nullptr);
};

} // namespace vectray
