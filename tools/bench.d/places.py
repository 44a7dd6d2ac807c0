"""Where the programs and the working files are, and how the programs are run."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

# When the demo and the synthetic content are read: their dates lie around this time (bench/synthetic.h).
NOW = "2026-11-24T09:00:00Z"
SIZE = (1080, 1920)


class Places:
    def __init__(self, preset):
        self.root = pathlib.Path(__file__).resolve().parents[2]
        self.bin = self.root / "build" / preset / "bin"
        self.work = self.root / "build" / "bench"
        self.work.mkdir(parents=True, exist_ok=True)

    def program(self, name):
        return str(self.bin / name)

    def empty(self, name):
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def run(self, name, *arguments):
        """Runs one of our programs to its end; its output, and how many milliseconds it took."""
        command = [self.program(name), *map(str, arguments)]
        return run(command)

    def measure(self, name, *arguments):
        """Runs a program of bench/ that prints JSON."""
        return json.loads(self.run(name, *arguments)[0])


def run(command, **options):
    began = time.monotonic()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, **options)
    milliseconds = (time.monotonic() - began) * 1000
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout, milliseconds


def tool(name):
    """A program of the system, also one that only root has in its PATH; None if it is not installed."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
