"""A display of our own (Xvfb), what is drawn on it and when, and fingers on it."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

CALM = 3       # seconds without a change: whatever was starting has started
PATIENCE = 60  # seconds for the start of anything


class Display:
    def __init__(self, places, size):
        self.places = places
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="treffpunkt-bench-"))
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24", "-fbdir", str(self.folder),
             "-nocursor", "-nolisten", "tcp", "-dpi", "96"],
            pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            self.name = ":" + answer.readline().strip()
        self.environment = {key: value for key, value in os.environ.items() if key not in ("WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
        self.environment["DISPLAY"] = self.name

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.server)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, command, **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
        return subprocess.Popen([str(word) for word in command], env=self.environment, **options)

    def start_and_watch(self, command):
        """Starts the program; it, and the milliseconds from its start until the display looked as it then stayed."""
        watch = subprocess.Popen([self.places.program("bench-watch"), str(self.folder / "Xvfb_screen0"), str(CALM), str(PATIENCE)],
                                 env=self.environment, stdout=subprocess.PIPE, text=True)
        watch.stdout.readline()
        began = time.monotonic_ns()
        program = self.start(command)
        frames = [(int(line.split()[0]), line.split()[1]) for line in watch.communicate()[0].splitlines()]
        if not frames:
            stop(program)
            raise RuntimeError(f"{command[0]} draws nothing")
        complete = frames[-1]
        for frame in reversed(frames):
            if frame[1] != complete[1]:
                break
            complete = frame
        return program, (complete[0] - began) / 1e6

    def touch(self, *words):
        """xdotool's commands in one go."""
        subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True, stdout=subprocess.DEVNULL)


def stop(program):
    """Ends a process that we started, and waits for it."""
    if program.poll() is None:
        program.send_signal(signal.SIGTERM)
        try:
            program.wait(10)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
