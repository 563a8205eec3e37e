#!/usr/bin/env python3
"""Draws all icons of the program into this directory.

The shapes are here once; every state comes as
  vectray-STATE.svg            in tones that are readable on light and on dark panels
  vectray-STATE-dark.svg       brighter, for dark panels
  vectray-STATE-symbolic.svg   one colour, which the desktop replaces
  state-STATE.svg              the state's sign alone, for lists and menus
Outline, sign and colour of a state differ from every other's, so none of them is needed to tell them apart.
"""
import pathlib

HERE = pathlib.Path(__file__).parent

# In a square of 16, origin at its centre.
V = ('<path d="M-5.6 -5.4 0 5.4 5.6 -5.4" fill="none" stroke="{ink}" stroke-width="3.4" '
     'stroke-linecap="round" stroke-linejoin="round"/>')
CHECK = ('<path d="M-6.2 .4-1.8 5 6.4 -4.8" fill="none" stroke="{ink}" stroke-width="3" '
         'stroke-linecap="round" stroke-linejoin="round"/>')
OFF = '<circle r="5.6" fill="none" stroke="{ink}" stroke-width="2.2" stroke-dasharray="2.4 2"/>'
LENS = ('<circle cx="-1.3" cy="-1.3" r="4.5" fill="none" stroke="{ink}" stroke-width="2.6"/>'
        '<path d="M2.3 2.3 6.3 6.3" stroke="{ink}" stroke-width="3.2" stroke-linecap="round"/>')
ARROWS = ('<path d="M-5.6 -1.2A5.7 5.7 0 0 1 3.6 -4.4M5.6 1.2A5.7 5.7 0 0 1 -3.6 4.4" fill="none" '
          'stroke="{ink}" stroke-width="2.6"/><path d="M7.2 -7.6V-.8H.4ZM-7.2 7.6V.8H-.4Z" fill="{ink}"/>')
BARS = ('<rect x="-5.6" y="-6.4" width="4" height="12.8" rx=".8" fill="{ink}"/>'
        '<rect x="1.6" y="-6.4" width="4" height="12.8" rx=".8" fill="{ink}"/>')
SLASHED = ('<circle r="6.2" fill="none" stroke="{ink}" stroke-width="2.6"/>'
           '<path d="M-4.3 4.3 4.3 -4.3" stroke="{ink}" stroke-width="2.6"/>')
TRIANGLE = ('<path fill-rule="evenodd" d="M0 -7.4 8 6.6H-8ZM-1.3 -3V2H1.3V-3ZM-1.3 3.2V5.4H1.3V3.2Z" '
            'fill="{ink}" stroke="{ink}" stroke-width=".8" stroke-linejoin="round"/>')
OCTAGON = ('<path fill-rule="evenodd" d="M-3.2 -7.7H3.2L7.7 -3.2V3.2L3.2 7.7H-3.2L-7.7 3.2V-3.2Z'
           'M-4.4 -2.5-1.9 0-4.4 2.5-2.5 4.4 0 1.9 2.5 4.4 4.4 2.5 1.9 0 4.4 -2.5 2.5 -4.4 0 -1.9-2.5 -4.4Z" '
           'fill="{ink}"/>')

# state: sign alone, inks for both and for dark panels
STATES = {
    "idle": (CHECK, "#0c9a8b", "#2dd4bf"),
    "scanning": (LENS, "#8b5cf6", "#b79bff"),
    "sync": (ARROWS, "#2680eb", "#66b2ff"),
    "paused": (BARS, "#7b8794", "#b4bfca"),
    "offline": (SLASHED, "#7b8794", "#b4bfca"),
    "warning": (TRIANGLE, "#d97706", "#fbbf24"),
    "error": (OCTAGON, "#dc2f3c", "#ff7a80"),
    "off": (OFF, "#7b8794", "#b4bfca"),
}
TILE = '<rect x="2" y="2" width="28" height="28" rx="7" fill="{ink}"/>'
ON_TILE = {"idle": V, "scanning": LENS, "sync": ARROWS, "paused": BARS}
# What GTK (class names) and KDE (style sheet) look for when they recolour.
SYMBOLIC = '<style type="text/css" id="current-color-scheme">.ColorScheme-Text{color:#232629}</style>'


def svg(body, size=32, head=""):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
            f'{head}{body}</svg>\n')


def sign(shape, ink, scale, middle=16):
    return f'<g transform="translate({middle} {middle}) scale({scale})">{shape.format(ink=ink)}</g>'


def tray(state, ink, on_ink):
    if state in ON_TILE:
        return svg(TILE.format(ink=ink) + sign(ON_TILE[state], on_ink, 1.26))
    return svg(sign(STATES[state][0], ink, {"offline": 2.05}.get(state, 1.86)))


def symbolic(state):
    shape = V if state == "idle" else STATES[state][0]
    drawn = svg(sign(shape, "currentColor", 1.86), head=SYMBOLIC)
    for element in ("path", "circle", "rect"):
        drawn = drawn.replace(f"<{element} ", f'<{element} class="ColorScheme-Text" ')
    return drawn


for state, (shape, both, dark) in STATES.items():
    (HERE / f"state-{state}.svg").write_text(svg(sign(shape, both, 0.95, 8), 16))
    if state != "off":
        (HERE / f"vectray-{state}.svg").write_text(tray(state, both, "#ffffff"))
        (HERE / f"vectray-{state}-dark.svg").write_text(tray(state, dark, "#14181c"))
        (HERE / f"vectray-{state}-symbolic.svg").write_text(symbolic(state))

(HERE / "vectray.svg").write_text(svg(
    '<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#17b3a2"/>'
    '<stop offset="1" stop-color="#0b7a78"/></linearGradient></defs>'
    '<rect x="6" y="6" width="116" height="116" rx="28" fill="url(#g)"/>'
    '<path d="M34 37 64 93 94 37" fill="none" stroke="#fff" stroke-width="16" stroke-linecap="round" '
    'stroke-linejoin="round"/>', 128))
