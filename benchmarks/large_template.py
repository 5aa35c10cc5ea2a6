"""Build the webinar on a template of 79 layouts and 13 masters beside `helder`, in turns; the ratios, smallest first.

usage: PYTHONPATH=. python benchmarks/large_template.py [--rounds N]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.templates.corpus import thirteen_masters
from tests.templates.writing import write

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "content", project / "content")
        large = project / "large.potx"
        large.write_bytes(write(thirteen_masters()))
        print(f"adopted in {run(project, 'brand', 'adopt', str(large), '--name', 'large'):.2f} s")
        for name, build in (("first build", first_build), ("next build", next_build)):
            ratios = sorted(build(project, "large") / build(project, "helder") for _ in range(rounds))
            print(f"{name}, of helder's: " + ", ".join(f"{each:.2f}" for each in ratios))


def first_build(project: Path, brand: str) -> float:
    """Give the seconds of a build that finds nothing prepared."""
    shutil.rmtree(project / brand, ignore_errors=True)
    return next_build(project, brand)


def next_build(project: Path, brand: str) -> float:
    """Give the seconds of a build whose brand and slides are prepared, if it was built before; its deck is made anew."""
    shutil.rmtree(project / brand / "sociale-innovatie", ignore_errors=True)
    return run(project, "build", "sociale-innovatie", "-l", "nl", "-b", brand, "-o", str(project / brand))


def run(project: Path, *command: str) -> float:
    """Run a command of fandeck in a project; gives its seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "builder", *command, "--project", str(project)],
                   cwd=ROOT, check=True, capture_output=True)  # fmt: skip
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
