#include "AgentPanel.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

AgentPanel::AgentPanel(Backend &backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_list(new QListWidget(this))
    , m_file(new QLabel(this))
    , m_diff(new QPlainTextEdit(this))
    , m_change(new QPushButton(this))
    , m_message(new QLabel(this))
{
    m_list->setObjectName(u"agents"_s);
    m_list->setAccessibleName(tr("Programs with an AI agent"));
    m_list->setMaximumWidth(200);
    m_diff->setObjectName(u"diff"_s);
    m_diff->setAccessibleName(tr("What would be changed in its settings"));
    m_diff->setReadOnly(true);
    m_diff->setTabChangesFocus(true);
    m_diff->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_diff->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_change->setObjectName(u"change"_s);
    m_message->setObjectName(u"message"_s);
    for (QLabel *label : {m_file, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    connect(m_list, &QListWidget::currentRowChanged, this, &AgentPanel::showCurrent);
    connect(m_change, &QPushButton::clicked, this, &AgentPanel::change);

    auto *right = new QVBoxLayout;
    right->addWidget(m_file);
    right->addWidget(m_diff, 1);
    right->addWidget(m_change, 0, Qt::AlignLeft);
    right->addWidget(m_message);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list);
    layout->addLayout(right, 1);
    showCurrent();
    refresh();
}

void AgentPanel::refresh()
{
    m_backend.agents(this, [this](const Result<QList<AgentConnection>> &answer) { show(answer); });
}

void AgentPanel::show(const Result<QList<AgentConnection>> &answer)
{
    if (!answer)
        return m_message->setText(oneLine(answer.error().message));
    const int row = std::max(0, m_list->currentRow());
    m_agents = *answer;
    m_list->clear();
    for (const AgentConnection &agent : std::as_const(m_agents))
        m_list->addItem(agent.isConnected ? tr("%1 (connected)").arg(agent.title) : agent.title);
    m_list->setCurrentRow(row);
}

void AgentPanel::showCurrent()
{
    const AgentConnection agent = m_agents.value(m_list->currentRow());
    m_file->setText(oneLine(agent.file));
    QStringList lines;
    for (const QString &line : agent.diff.split(u'\n'))
        lines.append(oneLine(line)); // a settings file may contain anything
    m_diff->setPlainText(agent.trouble.isEmpty() ? lines.join(u'\n') : oneLine(agent.trouble));
    m_change->setText(agent.isConnected ? tr("&Disconnect") : tr("&Connect"));
    m_change->setEnabled(!agent.name.isEmpty() && agent.trouble.isEmpty());
}

void AgentPanel::change()
{
    const AgentConnection agent = m_agents.value(m_list->currentRow());
    m_change->setEnabled(false);
    const bool connected = !agent.isConnected;
    m_backend.setAgentConnected(agent.name, connected, this, [this, agent, connected](const Done &changed) {
        if (!changed)
            m_message->setText(oneLine(changed.error().message));
        else
            m_message->setText(connected ? tr("%1 knows Vectray now. Start it anew.").arg(agent.title)
                                         : tr("%1 does not know Vectray any more.").arg(agent.title));
        refresh();
    });
}

} // namespace vectray
