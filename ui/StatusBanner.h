#pragma once

#include <items/AppState.h>

#include <QFrame>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

#include <chrono>

namespace vectray {

class Backend;
class HelpMenu;
class Overview;

/// How everything is, at the top of the window, with the switch to pause it.
class StatusBanner : public QFrame
{
    Q_OBJECT

public:
    StatusBanner(Backend &backend, Overview &overview, QWidget *parent = nullptr);

    /// A sentence about what just happened, shown for a few seconds in place of the details.
    void say(const QString &sentence);

    HelpMenu &help() { return *m_help; }

Q_SIGNALS:
    void settingsRequested();
    void quitRequested();

private:
    void makePause();
    QToolButton *makeMore();
    void update(const AppState &state);
    void pauseFor(std::chrono::minutes time);

    Backend &m_backend;
    Overview &m_overview;
    QLabel *m_icon = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_detail = nullptr;
    QToolButton *m_pause = nullptr;
    HelpMenu *m_help;
    QTimer *m_said = nullptr;
};

} // namespace vectray
