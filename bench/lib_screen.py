"""Keys pressed and pixels looked at without a process for each: for measuring milliseconds on an X server."""

import ctypes
import time

X11, XTEST = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
Z_PIXMAP = 2


class XImage(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
                ("bytes_per_line", ctypes.c_int)]


X11.XOpenDisplay.restype = ctypes.c_void_p
X11.XDefaultRootWindow.restype = ctypes.c_ulong
X11.XStringToKeysym.restype = ctypes.c_ulong
X11.XGetImage.restype = ctypes.POINTER(XImage)
XTEST.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]


class Probe:
    def __init__(self, display, area):
        """`area`: x, y, width, height of what look() returns."""
        self.display = ctypes.c_void_p(X11.XOpenDisplay(display.encode()))
        if not self.display:
            raise OSError("cannot open the display " + display)
        self.root = ctypes.c_ulong(X11.XDefaultRootWindow(self.display))
        self.area = area

    def look(self):
        x, y, width, height = self.area
        image = X11.XGetImage(self.display, self.root, x, y, width, height, ctypes.c_ulong(0xFFFFFFFF), Z_PIXMAP)
        pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * height)
        X11.XFree(ctypes.c_void_p(image.contents.data))
        X11.XFree(image)
        return pixels

    def press(self, *names):
        """Down in this order, and up again."""
        codes = [X11.XKeysymToKeycode(self.display, ctypes.c_ulong(X11.XStringToKeysym(name.encode()))) for name in names]
        for code in codes:
            XTEST.XTestFakeKeyEvent(self.display, code, 1, 0)
        for code in reversed(codes):
            XTEST.XTestFakeKeyEvent(self.display, code, 0, 0)
        X11.XFlush(self.display)

    def wait_until_still(self, still=0.4):
        before, since = self.look(), time.monotonic()
        while time.monotonic() - since < still:
            now = self.look()
            if now != before:
                before, since = now, time.monotonic()
            time.sleep(0.005)
        return before

    def milliseconds_until_painted(self, last_key, within=1.5):
        """Presses the key; how long after it the area changed for the last time. None: it did not."""
        before, start, changed = self.look(), time.monotonic(), None
        self.press(last_key)
        while time.monotonic() - start < within:
            now = self.look()
            if now != before:
                before, changed = now, time.monotonic()
            time.sleep(0.002)
        return None if changed is None else (changed - start) * 1000
