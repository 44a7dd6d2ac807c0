"""Publishing and syncing, beside what zstd alone makes of the same bytes."""

import hashlib
import json
import pathlib
import shutil
import subprocess
import time
import urllib.request

from places import NOW, run
from results import at_most
from server import Server

ITEMS = 10_000
# The level that the publisher uses (sync/tuf/patch.cpp), for times; the strongest ordinary one for sizes.
LEVEL, STRONG = 12, 19
CONFIG = """state = "state"
[feed]
url = "{url}"
root = "feed/metadata/1.root.json"
[site]
id = "rathaus"
name = "Rathaus Harburg"
room = "Foyer, Erdgeschoss"
"""


def make_sources(places, items, percent, folder):
    shutil.rmtree(folder, ignore_errors=True)
    places.run("bench-content", items, percent, folder)


def publish_once(places, sources, house, now):
    if not (house / "keys").exists():
        places.run("kiosk-feed", "keys", "new", house / "keys")
    return places.run("kiosk-feed", "publish", sources, "--out", house / "feed", "--keys", house / "keys", "--now", now)[1]


def newest(house, pattern):
    return max((house / "feed" / "targets").glob(pattern), key=lambda file: file.stat().st_mtime_ns)


def content_of(house):
    """The published content, unpacked."""
    return subprocess.run(["zstd", "-dcq", "--long=27", newest(house, "*.content.ndjson.zst")], check=True, capture_output=True).stdout


def compress(data, level):
    began = time.monotonic()
    packed = subprocess.run(["zstd", "-cq", f"-{level}", "--long=27", "-T1"], input=data, check=True, capture_output=True).stdout
    return packed, (time.monotonic() - began) * 1000


def prepare_demo(places):
    """content/harburg, published and synced: what the screens are measured with. The state directory."""
    house = places.work / "demo"
    house.mkdir(exist_ok=True)
    publish_once(places, places.root / "content" / "harburg", house, NOW)
    with Server(places, house / "feed") as server:
        sync_once(places, house, server, NOW)
    return house / "state"


def sync_once(places, house, server, now):
    (house / "kiosk.toml").write_text(CONFIG.format(url=server.url))
    server.forget()
    milliseconds = places.run("kiosk-sync", "--config", house / "kiosk.toml", "--now", now)[1]
    time.sleep(0.1)  # until nginx has written its log
    return milliseconds, *server.sent()


def publish(places, results):
    for items in (100, ITEMS):
        house = places.empty(f"publish-{items}")
        make_sources(places, items, 0, house / "sources")
        first = publish_once(places, house / "sources", house, NOW)
        again = publish_once(places, house / "sources", house, "2026-11-24T10:00:00Z")
        content = content_of(house)
        _, packing = compress(content, LEVEL)
        began = time.monotonic()
        hashlib.sha256(content).hexdigest()
        bare = packing + (time.monotonic() - began) * 1000
        results.add("publish", f"{items:,} items, first time", first, "ms", bare, f"zstd -{LEVEL} and sha256")
        results.add("publish", f"{items:,} items, nothing changed", again, "ms", bare, f"zstd -{LEVEL} and sha256")


def changed_lines(before, after):
    old = set(before.splitlines())
    return b"".join(line + b"\n" for line in after.splitlines() if line not in old)


def bare_transport(house, server):
    """Milliseconds to fetch the whole file, unpack it and hash it, without any of ours."""
    began = time.monotonic()
    name = newest(house, "*.content.ndjson.zst").name
    packed = urllib.request.urlopen(f"{server.url}/targets/{name}").read()
    content = subprocess.run(["zstd", "-dcq", "--long=27"], input=packed, check=True, capture_output=True).stdout
    hashlib.sha256(content).hexdigest()
    return (time.monotonic() - began) * 1000


def sync(places, results):
    house = places.empty("sync")
    sources = house / "sources"
    make_sources(places, ITEMS, 0, sources)
    publish_once(places, sources, house, NOW)
    before = content_of(house)
    whole = newest(house, "*.content.ndjson.zst").stat().st_size
    label = f"{ITEMS:,} items, "
    with Server(places, house / "feed") as server:
        milliseconds, requests, size = sync_once(places, house, server, NOW)
        bare = bare_transport(house, server)
        results.add("sync", label + "first time", size, "bytes", whole, "the whole file, zstd")
        results.add("sync", label + "first time", milliseconds, "ms", bare, "fetch, unzstd, sha256 of the whole file")
        milliseconds, requests, size = sync_once(places, house, server, "2026-11-24T10:00:00Z")
        results.add("sync", label + "0 % changed", requests, "requests", goal=at_most(requests, 2, "at most 2"))
        results.add("sync", label + "0 % changed", size, "bytes", goal=at_most(size, 8192, "small: at most 8 kB"))
        results.add("sync", label + "0 % changed", milliseconds, "ms", bare, "fetch, unzstd, sha256 of the whole file")
        for hour, percent in ((11, 1), (12, 100)):
            now = f"2026-11-24T{hour}:00:00Z"
            make_sources(places, ITEMS, percent, sources)
            publish_once(places, sources, house, now)
            after = content_of(house)
            change, _ = compress(changed_lines(before, after), STRONG)
            milliseconds, requests, size = sync_once(places, house, server, now)
            limit = 1.2 * len(change) + 12_000
            goal = at_most(size, limit, f"1.2 x change + 12 kB = {limit:,.0f}") if percent == 1 else None
            results.add("sync", f"{label}{percent} % changed", size, "bytes", len(change), f"changed lines, zstd -{STRONG}", goal=goal)
            results.add("sync", f"{label}{percent} % changed", milliseconds, "ms", bare, "fetch, unzstd, sha256 of the whole file")
            before = after
