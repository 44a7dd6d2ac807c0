"""What was measured, beside its baselines and goals: as a table and as JSON."""

import json
import os
import platform
import statistics
import time


class Goal:
    def __init__(self, text, reached):
        self.text, self.reached = text, bool(reached)


def at_most(value, limit, text):
    return Goal(text, value <= limit)


def median_ratio(ours, theirs):
    """Of the ratios of one round each: what else the machine did hits both."""
    return statistics.median(a / b for a, b in zip(ours, theirs))


def shown(value, unit):
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    digits = 0 if abs(value) >= 100 or float(value).is_integer() else 2 if abs(value) >= 0.1 else 3
    return f"{value:,.{digits}f} {unit}".rstrip()


class Results:
    def __init__(self):
        self.rows = []
        self.idle_before = {}

    def add(self, bench, what, value, unit, baseline=None, name="", ratio=None, goal=None):
        """One number, perhaps beside the same of a baseline called `name`, perhaps with a goal."""
        if ratio is None and baseline:
            ratio = value / baseline
        self.rows.append({"bench": bench, "what": what, "value": value, "unit": unit, "baseline": baseline,
                          "baseline_name": name, "ratio": ratio, "goal": goal.text if goal else None,
                          "reached": goal.reached if goal else None})

    def table(self):
        lines = [["", "Treffpunkt", "baseline", "", "ratio", "goal", ""]]
        bench = None
        for row in self.rows:
            if row["bench"] != bench:
                bench = row["bench"]
                lines.append([f"[{bench}]", "", "", "", "", "", ""])
            reached = {True: "reached", False: "MISSED", None: ""}[row["reached"]]
            lines.append([row["what"], shown(row["value"], row["unit"]), shown(row["baseline"], row["unit"]),
                          row["baseline_name"], shown(row["ratio"], ""), row["goal"] or "", reached])
        widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
        right = {1, 2, 4}
        text = []
        for line in lines:
            cells = [cell.rjust(width) if i in right else cell.ljust(width) for i, (cell, width) in enumerate(zip(line, widths))]
            text.append("  ".join(cells).rstrip())
        goals = [row for row in self.rows if row["reached"] is not None]
        text.append(f"\n{sum(row['reached'] for row in goals)} of {len(goals)} goals reached")
        return "\n".join(text)

    def write(self, file, names):
        machine = {"processors": os.cpu_count(), "system": platform.platform(), "idle_before": self.idle_before}
        file.write_text(json.dumps({"when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "benches": names or "all",
                                    "machine": machine, "rows": self.rows}, indent=1, ensure_ascii=False) + "\n")
