"""What the kernel says of processes and of the machine (/proc)."""

import pathlib
import sys
import time

PROC = pathlib.Path("/proc")
QUIET = 0.85     # share of the processors that must be idle
PATIENCE = 60    # seconds


def idle_share(seconds=1.0):
    def read():
        fields = [int(field) for field in (PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]]
        return fields[3] + fields[4], sum(fields)

    idle, total = read()
    time.sleep(seconds)
    later_idle, later_total = read()
    return (later_idle - idle) / max(1, later_total - total)


def wait_for_quiet():
    """Until nothing else runs, or patience ends; the share that was idle then."""
    end = time.monotonic() + PATIENCE
    share = idle_share()
    while share < QUIET and time.monotonic() < end:
        share = idle_share()
    if share < QUIET:
        print(f"bench: the machine is busy ({share:.0%} idle); ratios stay comparable, times do not", file=sys.stderr)
    return round(share, 2)


def family(root):
    """The process and all that descend from it."""
    parents = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rsplit(")", 1)[1].split()[1])
    members, found = {root}, True
    while found:
        new = {pid for pid, parent in parents.items() if parent in members} - members
        members |= new
        found = bool(new)
    return members


def pss_kib(pids):
    """Proportional set size: shared pages are divided by how many processes share them."""
    total = 0
    for pid in pids:
        try:
            for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total


class Activity:
    """Wakeups (voluntary context switches) and processor time of all threads, since this was made."""

    def __init__(self, root):
        self.root = root
        self.began = time.monotonic()
        self.threads = self.read()

    def read(self):
        threads = {}
        for pid in family(self.root):
            for task in (PROC / str(pid) / "task").glob("*"):
                try:
                    status = (task / "status").read_text()
                    nanoseconds = int((task / "schedstat").read_text().split()[0])
                except OSError:
                    continue
                at = status.index("\nvoluntary_ctxt_switches:") + len("\nvoluntary_ctxt_switches:")
                threads[task.name] = (int(status[at:].split(None, 1)[0]), nanoseconds)
        return threads

    def since(self):
        """(wakeups a second, percent of one processor)"""
        seconds = time.monotonic() - self.began
        wakeups = nanoseconds = 0
        for thread, (switches, used) in self.read().items():
            before = self.threads.get(thread, (0, 0))
            wakeups += switches - before[0]
            nanoseconds += used - before[1]
        return wakeups / seconds, nanoseconds / 1e9 / seconds * 100
