"""A preview in a process of its own on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.server.live import free_port
from tests.tools.projects import ROOT, png, write_files

SESSION = """title: Proef
language: nl
brand: helder
audiences: gemeenten
variables: {audience: {id: plain, name: uw gemeente}}
slides:
  - {kind: title, id: titel, title: Welkom}
  - include: slides/deel.yaml
"""
PART = """- kind: bullets
  id: punten
  title: Drie punten voor {{ audience.name }}
  points:
    - Eerste punt
    - Tweede punt
  notes: Zeg dit rustig.
- kind: image
  id: beeld
  title: Een beeld
  image: images/beeld.png
  alt: Een vlak
"""
CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

msgctxt "punten/points"
msgid "Eerste punt"
msgstr "First point"
"""
LIST = 'source: gemeenten.csv\nid: "{{ code }}"\nname: "{{ naam }}"\n'


def project(root: Path) -> Path:
    """Write a small project with two audiences and a picture; returns its root."""
    write_files(root, {
        "content/proef/session.yaml": SESSION,
        "content/proef/slides/deel.yaml": PART,
        "content/proef/images/beeld.png": png(600, 400),
        "content/audiences/gemeenten.yaml": LIST,
        "content/audiences/gemeenten.csv": "code,naam\n0344,Utrecht\n1680,Aa en Hunze\n",
    })  # fmt: skip
    return root


class Previewed:
    """`fandeck preview` on a project."""

    def __init__(self, root: Path) -> None:
        self.root, self.port = root, free_port()
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "builder", "preview", "proef", "--no-open", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--project", str(self.root)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "EDITOR": "", "VISUAL": ""},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.token = self.address.partition("#")[2]
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the preview did not start")

    def kill(self) -> None:
        """Kill as `kill -9` does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process.stdout and not self.process.stdout.closed:
            self.process.stdout.close()

    def write(self, name: str, old: str, new: str) -> None:
        """Replace words in a file of the session."""
        path = self.root / "content/proef" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
