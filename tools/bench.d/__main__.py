"""tools/bench PRESET [NAME...]: see tools/bench, which calls this."""

import sys

import feed
import screen
import store
from machine import wait_for_quiet
from places import Places
from results import Results

BENCHES = {
    "start": screen.start,
    "idle": screen.idle,
    "frames": screen.frames,
    "store": store.build,
    "search": store.search,
    "lists": store.lists,
    "publish": feed.publish,
    "sync": feed.sync,
}


def main():
    preset, *names = sys.argv[1:]
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.exit(f"bench: no such name: {', '.join(unknown)}; there are: {', '.join(BENCHES)}")
    places = Places(preset)
    results = Results()
    for name, bench in BENCHES.items():
        if names and name not in names:
            continue
        results.idle_before[name] = wait_for_quiet()
        print(f"bench: {name}", file=sys.stderr, flush=True)
        bench(places, results)
    results.write(places.work / "results.json", names)
    print(results.table())


main()
