#!/bin/bash
# The part of tray_test.sh that runs inside a session bus. Not to be called directly.
set -u
STARTED=()
trap 'kill "${STARTED[@]}" 2>/dev/null; wait' EXIT

start() { # LOG COMMAND...
    local log=$1
    shift
    "$@" >"$OUT/$log" 2>&1 &
    STARTED+=($!)
}
fail() {
    scrot -o "$OUT/failed.png"
    echo "FAIL: $*" >&2
    [[ -f $APP_LOG ]] && sed 's/^/  app: /' "$APP_LOG" | tail -20 >&2
    exit 1
}
until_true() { # WHAT COMMAND...: polls for 20 s
    local what=$1
    shift
    for _ in $(seq 200); do
        "$@" && return
        sleep 0.1 # between two looks
    done
    fail "$what"
}
shoot() { scrot -o "$OUT/$1.png"; }
owned() {
    dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner "string:$1" \
        2>/dev/null | grep -q true
}
# The rectangle in which the screen differs from an older picture, in $BOX.
differs() { # OLD NEW X Y W H
    shoot "$2"
    BOX=$("$PROBE" changed "$OUT/$1.png" "$OUT/$2.png" "${@:3}")
}
# The same, once the screen has come to rest.
settled() { # OLD NEW X Y W H
    local last=
    for _ in $(seq 100); do
        differs "$@" && [[ $BOX == "$last" ]] && return
        last=${BOX-}
        sleep 0.15 # between two looks
    done
    return 1
}

panel_xfce4-panel() {
    local dir=$XDG_CONFIG_HOME/xfce4/xfconf/xfce-perchannel-xml
    mkdir -p "$dir"
    cat >"$dir/xfce4-panel.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=640;y=784"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/><value type="int" value="2"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/><property name="style" type="uint" value="0"/></property>
    <property name="plugin-2" type="string" value="systray"/>
  </property>
</channel>
XML
    start panel.log xfce4-panel
    until_true "xfce4-panel offers no StatusNotifierWatcher" owned org.kde.StatusNotifierWatcher
}
panel_tint2() {
    printf '%s\n' 'panel_items = S' 'panel_position = bottom center horizontal' 'panel_size = 100% 32' \
        'panel_background_id = 1' 'rounded = 0' 'border_width = 0' 'background_color = #333333 100' 'systray = 1' \
        'systray_icon_size = 24' >"$OUT/tint2rc.log"
    start panel.log tint2 -c "$OUT/tint2rc.log"
    until_true "tint2 has no window" xdotool search --class tint2 >/dev/null
}
registered() { # with the panel
    [[ $PANEL == tint2 ]] && return 0
    dbus-send --session --print-reply --dest=org.kde.StatusNotifierWatcher /StatusNotifierWatcher \
        org.freedesktop.DBus.Properties.Get string:org.kde.StatusNotifierWatcher \
        string:RegisteredStatusNotifierItems 2>/dev/null | grep -q "StatusNotifierItem"
}
told() { # by $1 notifications on the screen
    [[ $(dunstctl count displayed) -ge $1 ]]
}
right_click() {
    xdotool mousemove $((ICON_X + ICON_W / 2)) $((ICON_Y + ICON_H / 2)) click 3
}
# Opens the menu and puts the middle of its row N into $ROW_X, $ROW_Y.
find_row() { # N PICTURE
    xdotool mousemove 200 300
    shoot closed
    right_click
    # Above the panel: the menu, whatever the panel itself does with its icon.
    settled closed "$2" 0 0 1280 764 || fail "the menu does not open"
    read -r MENU_X MENU_Y MENU_W MENU_H <<<"$BOX"
    ((MENU_H > 100 && MENU_W > 100)) || fail "what opened is too small for a menu: $BOX"
    # Only the part with the text: a frame is not a row, nor are check marks.
    mapfile -t rows < <("$PROBE" rows "$OUT/$2.png" $((MENU_X + 34)) $((MENU_Y + 3)) $((MENU_W - 60)) $((MENU_H - 6)))
    ((${#rows[@]} >= 8)) || fail "only ${#rows[@]} rows in the menu"
    ROW_X=$((MENU_X + 70)) ROW_Y=${rows[$(($1 - 1))]}
}

start openbox.log openbox
start dunst.log dunst
until_true "dunst does not start" owned org.freedesktop.Notifications
"panel_$PANEL"
until_true "nothing on the screen" shoot empty
xdotool mousemove 200 300

mkfifo "$APP_IN"
exec 8<>"$APP_IN"
# The panel has to be at rest, or its own drawing would be taken for our icon.
last=
for _ in $(seq 50); do
    shoot empty
    now=$(cksum <"$OUT/empty.png")
    [[ $now == "$last" ]] && break
    last=$now
    sleep 0.2 # between two looks
done

"$@" <"$APP_IN" >"$APP_LOG" 2>&1 &
APP=$!
STARTED+=($APP)
until_true "no item is registered with the panel" registered
drawn() {
    settled empty 1-icon 0 760 1280 40 || return 1
    read -r ICON_X ICON_Y ICON_W ICON_H <<<"$BOX"
    ((ICON_W >= 12 && ICON_H >= 12 && ICON_W <= 64))
}
until_true "no icon is drawn in the panel" drawn

find_row "$ROW" 2-menu
xdotool mousemove "$ROW_X" "$ROW_Y" click 1
until_true "turning the folder off does not arrive" bash -c "$TOGGLED"
find_row "$ROW" 3-menu-off
xdotool mousemove "$ROW_X" "$ROW_Y" click 1
until_true "turning the folder on does not arrive" bash -c "$TOGGLED_ON"

told 1 || bash -c "$PROVOKE"
until_true "no notification appears" told 1
shoot 4-notification
xdotool mousemove $((ICON_X + ICON_W / 2)) $((ICON_Y + ICON_H / 2)) click 1
window_there() { xdotool search --onlyvisible --name '^Vectray$' >/dev/null; }
until_true "a click on the icon shows no window" window_there
settled 4-notification 5-window 0 0 1280 760

kill -TERM $APP
exec 8>&-
wait $APP
echo "ok: icon at $ICON_X,$ICON_Y ${ICON_W}x${ICON_H}, menu ${MENU_W}x${MENU_H}"
