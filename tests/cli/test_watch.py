"""`fandeck watch`: builds again after each change, tells each in one line, and goes on over faults."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue

import pptx
import pytest

from tests.tools.projects import ROOT, SmallProject


def test_every_change_is_built_and_told(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    project = SmallProject(tmp_path).write("- {kind: bullets, id: een, title: Eerst, points: [a]}\n")
    file = next(project.root.glob("content/*/session.yaml"))
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "builder", "watch", "--project", str(project.root)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    lines: Queue[str] = Queue()
    assert process.stdout is not None
    reader = threading.Thread(target=lambda: [lines.put(line.strip()) for line in process.stdout or ()], daemon=True)
    reader.start()
    try:
        assert lines.get(timeout=60).startswith("1 built; ")
        good = file.read_text()
        for words, told in (("Daarna", "1 built; "), ("[", "1 failed; 1 finding; "), ("Ten slotte", "1 built; ")):
            file.write_text(good.replace("Eerst", words))
            line = lines.get(timeout=60)
            assert line.startswith(f"content/{file.parent.name}/session.yaml: {told}"), line
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0 and "Traceback" not in err
    assert "session.yaml:" in err
    deck = pptx.Presentation(str(next(project.root.glob("output/*/*.pptx"))))
    assert deck.slides[0].shapes.title.text_frame.text == "Ten slotte"
