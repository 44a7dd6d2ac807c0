"""Chromium in kiosk mode: what a kiosk of this kind is made of elsewhere."""

import os
import shutil

from places import NOW, SIZE

FLAGS = ["--kiosk", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-crash-restore-bubble", "--test-type", "--window-position=0,0",
         f"--window-size={SIZE[0]},{SIZE[1]}"]


def chromium():
    """The program itself, not the shell script that Debian starts it with; None if it is not installed."""
    program = "/usr/lib/chromium/chromium"
    return program if os.access(program, os.X_OK) else shutil.which("chromium")


def command(places, state):
    """Shows the kiosk's home screen as an HTML page, with a profile that stays from run to run."""
    page = places.work / "home.html"
    places.run("bench-page", state, f"{SIZE[0]}x{SIZE[1]}", NOW, page)
    return [chromium(), *FLAGS, f"--user-data-dir={places.work / 'chromium'}", f"file://{page}"]
