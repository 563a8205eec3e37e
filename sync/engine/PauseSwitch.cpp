#include "PauseSwitch.h"

#include <base/Logging.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The end is a moment on the wall clock, which sleep and clock changes move: look again at least so often.
constexpr qint64 LookAgainMs = 60'000;

bool isOver(const QDateTime &until, const QDateTime &now)
{
    return until.isValid() && until <= now;
}

PauseState withoutWhatIsOver(PauseState state)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (state.all && isOver(state.until, now)) {
        state.all = false;
        state.until = {};
    }
    state.folders.removeIf([&](const auto &folder) { return isOver(folder.until, now); });
    return state;
}

} // namespace

PauseSwitch::PauseSwitch(PauseFile file) : m_file(std::move(file)), m_state(withoutWhatIsOver(m_file.read()))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PauseSwitch::endWhatIsOver);
    waitForNextEnd();
}

void PauseSwitch::pauseAll(const Until &until)
{
    PauseState state = m_state;
    state.all = true;
    state.until = until.value_or(QDateTime());
    set(state);
}

void PauseSwitch::resumeAll()
{
    set({.isHeld = m_state.isHeld});
}

void PauseSwitch::pause(const WatchConfig::Key &folder, const Until &until)
{
    PauseState state = m_state;
    state.folders.removeIf([&](const auto &paused) { return paused.key == folder; });
    state.folders.append({.key = folder, .until = until.value_or(QDateTime())});
    set(state);
}

void PauseSwitch::resume(const WatchConfig::Key &folder)
{
    PauseState state = m_state;
    state.folders.removeIf([&](const auto &paused) { return paused.key == folder; });
    set(state);
}

void PauseSwitch::hold()
{
    PauseState state = m_state;
    state.isHeld = true;
    set(state);
}

void PauseSwitch::release()
{
    PauseState state = m_state;
    state.isHeld = false;
    set(state);
}

Error PauseSwitch::heldError()
{
    return {Error::Kind::Conflict,
            u"nothing is indexed while the index is copied into another store; wait until it is copied, or stop the copy"_s};
}

bool PauseSwitch::covers(const WatchConfig::Key &folder) const
{
    return m_state.isHeld || m_state.all || find(folder) != nullptr;
}

QDateTime PauseSwitch::endOf(const WatchConfig::Key &folder) const
{
    const auto *paused = find(folder);
    if (m_state.isHeld)
        return {};
    if (!m_state.all)
        return paused != nullptr ? paused->until : QDateTime();
    if (paused == nullptr)
        return m_state.until;
    return m_state.until.isValid() && paused->until.isValid() ? std::max(m_state.until, paused->until) : QDateTime();
}

const PauseState::PausedFolder *PauseSwitch::find(const WatchConfig::Key &folder) const
{
    const auto found = std::ranges::find(m_state.folders, folder, &PauseState::PausedFolder::key);
    return found == m_state.folders.end() ? nullptr : &*found;
}

void PauseSwitch::set(const PauseState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    if (const Done written = m_file.write(m_state); !written)
        qCWarning(logEngine).nospace() << "pause-file=not-written error=" << written.error().message;
    waitForNextEnd();
    Q_EMIT changed();
}

void PauseSwitch::endWhatIsOver()
{
    set(withoutWhatIsOver(m_state));
    waitForNextEnd();
}

void PauseSwitch::waitForNextEnd()
{
    QList<QDateTime> ends{m_state.until};
    for (const auto &folder : m_state.folders)
        ends.append(folder.until);
    ends.removeIf([](const QDateTime &end) { return !end.isValid(); });
    m_timer.stop();
    if (ends.isEmpty())
        return;
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(*std::ranges::min_element(ends));
    m_timer.start(int(std::clamp<qint64>(left, 0, LookAgainMs)));
}

} // namespace vectray
