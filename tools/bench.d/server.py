"""nginx on the loopback, serving one folder and noting what it sent."""

import os
import re
import socket
import subprocess
import time

from display import stop
from places import tool


class Server:
    def __init__(self, places, folder):
        self.work = places.empty("server")
        self.log = self.work / "sent.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        user = "user root;" if os.geteuid() == 0 else ""
        temporary = "".join(f"{kind}_temp_path temporary;" for kind in ("client_body", "proxy", "fastcgi", "scgi", "uwsgi"))
        (self.work / "nginx.conf").write_text(
            f"{user} daemon off; worker_processes 1; pid nginx.pid; events {{ worker_connections 64; }}\n"
            f"http {{ log_format sent '$bytes_sent $uri'; access_log sent.log sent; {temporary}\n"
            f"default_type application/octet-stream;\n"
            f"server {{ listen 127.0.0.1:{self.port}; root \"{folder}\"; }} }}\n")
        self.program = subprocess.Popen([tool("nginx"), "-p", str(self.work), "-c", "nginx.conf", "-e", "nginx.log"],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError("nginx does not start: " + (self.work / "nginx.log").read_text())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.program)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def forget(self):
        self.log.write_text("")

    def sent(self):
        """(requests, bytes with headers) since forget()."""
        lines = [line for line in self.log.read_text().splitlines() if re.match(r"\d+ /", line)]
        return len(lines), sum(int(line.split()[0]) for line in lines)
