"""The store by itself: made, searched, listed."""

from results import at_most

SIZES = (1_000, 10_000, 100_000)
FRAME = 1000 / 60  # ms: what the loader answers in this time nobody waits for


def folder(places, items):
    return places.work / f"store-{items}"


def make(places, items):
    return places.measure("bench-store", items, folder(places, items))


def ensure(places, items):
    """The store of so many items, made by these programs; the state directory."""
    made = folder(places, items)
    current = made / "current"
    programs = (places.bin / "bench-store").stat().st_mtime
    if not current.exists() or current.stat().st_mtime < programs:
        make(places, items)
    return made


def build(places, results):
    for items in SIZES:
        made = make(places, items)
        label = f"{items:,} items"
        results.add("store", f"{label}, build", made["build_ms"], "ms", made["bare_insert_ms"], "SQLite insert of the lines")
        results.add("store", f"{label}, build", made["build_ms"], "ms", made["bare_fts_ms"], "FTS5 insert of the texts")
        results.add("store", f"{label}, check", made["check_ms"], "ms")
        results.add("store", f"{label}, size", made["store_bytes"] / 1e6, "MB", made["content_bytes"] / 1e6, "content.ndjson")


def search(places, results):
    for items in SIZES:
        found = places.measure("bench-search", ensure(places, items))
        label = f"{items:,} items"
        ours, bare = found["ms"], found["bare_ms"]
        goal = at_most(ours["p99"], 5, "under 5 ms") if items == SIZES[-1] else None
        results.add("search", f"{label}, median", ours["median"], "ms", bare["median"], "FTS5, bm25 order")
        results.add("search", f"{label}, p99", ours["p99"], "ms", bare["p99"], "FTS5, bm25 order", goal=goal)
        results.add("search", f"{label}, p99 of processor time", ours["processor"]["p99"], "ms", bare["processor"]["p99"], "FTS5, bm25 order")
        results.add("search", f"{label}, slowest ({ours['slowest']})", ours["maximum"], "ms", bare["maximum"], "FTS5, bm25 order")
        results.add("search", f"{label}, open and first search", found["first_ms"], "ms")


def lists(places, results):
    small = places.measure("bench-lists", ensure(places, SIZES[0]))
    large = places.measure("bench-lists", ensure(places, SIZES[-1]))
    name = f"{SIZES[0]:,} items"

    def compare(what, ours, theirs, goal=None):
        results.add("lists", f"{SIZES[-1]:,} items, {what}", ours["median"], "ms", theirs["median"], name, goal=goal)

    compare("open the store", large["open_ms"], small["open_ms"])
    for route, ours in large["screens_ms"].items():
        goal = at_most(ours["p99"], FRAME, "p99 within a frame") if route in ("attract", "home") else None
        compare(f"load screen {route}", ours, small["screens_ms"][route], goal)
    for key, what, share in (("event_page_ms", "a page of events", "p99"), ("service_page_ms", "a page of offers", "p99"),
                             ("filtered_event_page_ms", "a page of events, three filters", "median")):
        compare(what, large[key], small[key], at_most(large[key][share], FRAME, f"{share} within a frame"))
