#!/bin/bash
# The tray icon on a real panel: it is drawn, its menu opens, a folder is turned off by mouse, a notification
# appears. Screenshots go to OUT.
#
#   tray_test.sh [options] PANEL OUT -- COMMAND...
#     PANEL             xfce4-panel (StatusNotifierItem) or tint2 (XEmbed)
#     --probe FILE      the program screenprobe
#     --row N           the row of the menu with the folder's check box, from 1 (default 3: status, search, folder)
#     --toggled CMD     succeeds once the first folder is off   (default: ui_demo said so)
#     --toggled-on CMD  succeeds once it is on again            (default: ui_demo said so)
#     --provoke CMD     makes a notification appear             (default: ui_demo is told to finish a first index)
# CMD is run by bash and may use $APP_LOG (what COMMAND prints) and $APP_IN (its standard input).
# Everything waits for what it is waiting for, never for a time; what does not come within 20 s is a failure.
# Exit codes: 0 ok, 1 failure, 77 a program it needs is missing.
set -u
PROBE= ROW=3
TOGGLED='grep -q "^setEnabled .* false" "$APP_LOG"'
TOGGLED_ON='grep -q "^setEnabled .* true" "$APP_LOG"'
PROVOKE='echo "finish /home/ada/src/django" > "$APP_IN"'
while [[ ${1-} == --* ]]; do
    case $1 in
    --probe) PROBE=$2 ;;
    --row) ROW=$2 ;;
    --toggled) TOGGLED=$2 ;;
    --toggled-on) TOGGLED_ON=$2 ;;
    --provoke) PROVOKE=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
    esac
    shift 2
done
PANEL=$1 OUT=$2
shift 3
for program in Xvfb dbus-run-session openbox dunst dunstctl xdotool scrot xdpyinfo "$PANEL"; do
    command -v "$program" >/dev/null || { echo "$program is not installed" >&2; exit 77; }
done
mkdir -p "$OUT"
rm -f "$OUT"/*.png "$OUT"/*.log

WORK=$(mktemp -d)
export XDG_RUNTIME_DIR=$WORK/run XDG_CONFIG_HOME=$WORK/config OUT APP_LOG=$OUT/app.log APP_IN=$WORK/in
mkdir -m 700 "$XDG_RUNTIME_DIR"
mkdir -p "$XDG_CONFIG_HOME"
export QT_QPA_PLATFORM=xcb NO_AT_BRIDGE=1 PROBE ROW TOGGLED TOGGLED_ON PROVOKE PANEL
unset WAYLAND_DISPLAY XDG_CURRENT_DESKTOP QT_QPA_PLATFORMTHEME QT_FATAL_WARNINGS

mkfifo "$WORK/display.pipe"
exec 3<>"$WORK/display.pipe"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp >"$OUT/xvfb.log" 2>&1 &
XVFB=$!
trap 'kill $XVFB 2>/dev/null; wait $XVFB 2>/dev/null; rm -rf "$WORK"' EXIT
read -r -t 20 NUMBER <&3 || { echo "Xvfb did not start" >&2; exit 1; }
export DISPLAY=:$NUMBER
dbus-run-session -- bash "$(dirname "$0")/tray_session.sh" "$@"
