"""The kiosk on a display: beside Chromium with an equal page, and beside a window that does nothing."""

import json
import re
import statistics
import sys
import time

import browser
import feed
import store
from display import CALM, Display, stop
from machine import Activity, family, pss_kib
from places import NOW, SIZE
from results import at_most, median_ratio

ROUNDS = 7
IDLE_SECONDS = 20
SETTLED = 8        # seconds until a program has started, whatever it is
SWIPES = 12
TAPS = 20
FRAME = 1000 / 60  # ms


def kiosk_command(places, state, *arguments):
    return [places.program("kiosk"), "--state", state, "--size", f"{SIZE[0]}x{SIZE[1]}", "--now", NOW, "--lang", "de", *arguments]


def bare_command(places, seconds=3600, *arguments):
    return [places.program("bench-window"), SIZE[0], SIZE[1], seconds, *arguments]


def start_once(display, command):
    """(milliseconds to the complete frame, KiB), from a new process."""
    program, milliseconds = display.start_and_watch(command)
    memory = pss_kib(family(program.pid))
    stop(program)
    time.sleep(0.5)
    return milliseconds, memory


def start_rounds(places, commands):
    """Each command in turn, over and over: {name: ([milliseconds], [KiB])}. The first round warms the caches."""
    measured = {name: ([], []) for name in commands}
    with Display(places, SIZE) as display:
        for number in range(ROUNDS + 1):
            for name, command in commands.items():
                milliseconds, memory = start_once(display, command)
                if number > 0:
                    measured[name][0].append(milliseconds)
                    measured[name][1].append(memory / 1024)
    return measured


def start(places, results):
    state = feed.prepare_demo(places)
    commands = {"kiosk": kiosk_command(places, state, "--screen", "home"), "a bare SDL window": bare_command(places)}
    if browser.chromium():
        commands["Chromium"] = browser.command(places, state)
    else:
        print("bench: Chromium is not installed, so nothing is compared with it", file=sys.stderr)
    measured = start_rounds(places, commands)
    ours = measured.pop("kiosk")
    for row, (what, unit, share) in enumerate((("first complete home frame", "ms", 5), ("memory on the home screen (PSS)", "MiB", 8))):
        for name in sorted(measured, reverse=True):
            theirs = measured[name]
            ratio = median_ratio(ours[row], theirs[row])
            goal = at_most(ratio, 1 / share, f"within 1/{share}") if name == "Chromium" else None
            results.add("start", what, statistics.median(ours[row]), unit, statistics.median(theirs[row]), name, ratio, goal)
    start_by_size(places, results)


def start_by_size(places, results):
    small, large = store.SIZES[0], store.SIZES[-1]
    commands = {items: kiosk_command(places, store.ensure(places, items), "--screen", "home") for items in (small, large)}
    measured = start_rounds(places, commands)
    for row, (what, unit) in enumerate((("first complete home frame", "ms"), ("memory on the home screen (PSS)", "MiB"))):
        ours, theirs = measured[large][row], measured[small][row]
        ratio = median_ratio(ours, theirs)
        results.add("start", f"{what}, {large:,} items", statistics.median(ours), unit, statistics.median(theirs), f"{small:,} items", ratio,
                    at_most(ratio, 1.1, "not slower (1.1)") if row == 0 else None)


def idle(places, results):
    state = feed.prepare_demo(places)
    commands = {"home": kiosk_command(places, state, "--screen", "home"), "attract": kiosk_command(places, state),
                "a bare SDL window": bare_command(places)}
    if browser.chromium():
        commands["Chromium"] = browser.command(places, state)
    displays = [Display(places, SIZE) for _ in commands]
    programs = [display.start(command) for display, command in zip(displays, commands.values())]
    time.sleep(SETTLED)
    activities = [Activity(program.pid) for program in programs]
    time.sleep(IDLE_SECONDS)
    measured = {name: activity.since() for name, activity in zip(commands, activities)}
    for name, program in zip(commands, programs):
        if program.poll() is not None:
            sys.exit(f"bench: {name} ended with {program.returncode} instead of idling")
    for program, display in zip(programs, displays):
        stop(program)
        display.__exit__()
    for screen in ("home", "attract"):
        for row, (what, unit) in enumerate((("wakeups", "a second"), ("processor", "%"))):
            ours = measured[screen][row]
            goal = at_most(ours, 1, "at most 1 a second") if row == 0 else None
            for name in ("a bare SDL window", "Chromium"):
                if name in measured:
                    results.add("idle", f"{screen}, {what}", ours, unit, measured[name][row], name, goal=goal)
                    goal = None


def statistics_of(places, display, command, touch):
    """Runs the kiosk with --stats while `touch` plays on the display."""
    file = places.work / "statistics.json"
    file.unlink(missing_ok=True)
    program, _ = display.start_and_watch([*command, "--stats", file])
    touch()
    stop(program)
    return json.loads(file.read_text())


def swipes(display):
    """Up the list with a finger, again and again, with time to run out."""
    x, top, bottom, steps = SIZE[0] // 2, SIZE[1] // 4, SIZE[1] * 3 // 4, 20
    for _ in range(SWIPES):
        words = ["mousemove", x, bottom, "mousedown", 1]
        for step in range(1, steps + 1):
            words += ["mousemove", x, bottom - (bottom - top) * step // steps, "sleep", 0.012]
        display.touch(*words, "mouseup", 1, "sleep", 1)


def places_to_tap(places, state):
    """Where a finger goes from home and back again: the middle of a topic's tile, and of "back" on its screen."""
    script = places.work / "targets.play"
    home, there = places.work / "home.dump", places.work / "offers.dump"

    def target(dump, action):
        layer, spot = (0, 0), None
        for line in dump.read_text().splitlines():
            if found := re.match(r"layer (-?\d+),(-?\d+) ", line):
                layer = int(found[1]), int(found[2])
            found = re.match(rf"  target (-?\d+),(-?\d+) (\d+)x(\d+) {action}[ \"]", line)
            if found and spot is None:
                left, top, width, height = map(int, found.groups())
                spot = layer[0] + left + width // 2, layer[1] + top + height // 2, re.search(r'"(.*)"', line)[1], line.split()[4]
        return spot

    script.write_text(f"dump {home}\n")
    places.run("kiosk", *kiosk_command(places, state, "--screen", "home", "--play", script)[1:])
    tile = target(home, "go offers/[a-z0-9-]+")
    script.write_text(f"dump {there}\n")
    places.run("kiosk", *kiosk_command(places, state, "--screen", tile[3], "--play", script)[1:])
    back = target(there, "(?:back|home)")
    return tile[:2], back[:2]


def frames(places, results):
    demo = feed.prepare_demo(places)
    large = store.ensure(places, store.SIZES[-1])
    tile, back = places_to_tap(places, demo)

    def tap_there_and_back(display):
        for _ in range(TAPS // 2):
            for spot in (tile, back):
                display.touch("mousemove", *spot, "mousedown", 1, "sleep", 0.06, "mouseup", 1, "sleep", 0.5)

    with Display(places, SIZE) as display:
        bare = json.loads(display.start(bare_command(places, 1, 400), stdout=-1, text=True).communicate()[0])
        shown = {}
        for label, state in (("demo", demo), (f"{store.SIZES[-1]:,} items", large)):
            command = kiosk_command(places, state, "--screen", "events")
            shown[label] = statistics_of(places, display, command, lambda: swipes(display))
        taps = statistics_of(places, display, kiosk_command(places, demo, "--screen", "home"), lambda: tap_there_and_back(display))
        bare_window = display.start(bare_command(places, SETTLED + TAPS), stdout=-1, text=True)
        time.sleep(2)
        tap_there_and_back(display)
        bare_taps = json.loads(bare_window.communicate()[0])
    name = "SDL copies one texture"
    for label, measured in shown.items():
        ours, theirs = measured["frame_ms"], bare["frame_ms"]
        results.add("frames", f"scrolling events, {label}, median frame", ours["median"], "ms", theirs["median"], name,
                    goal=at_most(ours["median"], FRAME, "60 a second"))
        results.add("frames", f"scrolling events, {label}, p99 frame", ours["p99"], "ms", theirs["p99"], name)
    by_size = shown[f"{store.SIZES[-1]:,} items"]["frame_ms"]["median"], shown["demo"]["frame_ms"]["median"]
    results.add("frames", "scrolling by size, median frame", by_size[0], "ms", by_size[1], "demo", goal=at_most(by_size[0], by_size[1] * 1.1, "not slower (1.1)"))
    for share in ("median", "p99"):
        ours, theirs = taps["tap_to_frame_ms"][share], bare_taps["tap_to_frame_ms"][share]
        results.add("frames", f"tap to frame, {share}", ours, "ms", theirs, "a bare SDL window",
                    goal=at_most(ours, FRAME, "within a frame"))
    assert taps["tap_to_frame_ms"]["count"] >= TAPS, "taps went astray"
