"""Time fitting beside compiling: the shipped webinar, cold in fresh processes, and a second time.

usage: PYTHONPATH=. python benchmarks/fitting/speed.py [--runs N]

Cold includes the imports and loading the fonts, on both sides.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(*once())
        return
    rounds = []
    for _ in range(options.runs + 1):  # the first compiles the modules, and is not counted
        told = subprocess.run([sys.executable, __file__, "--once"], check=True, capture_output=True, text=True)
        rounds.append([float(each) for each in told.stdout.split()])
    fit, fitted, again, made = (statistics.median(each) for each in zip(*rounds[1:], strict=True))
    ratio = statistics.median(a / b for a, _, _, b in rounds[1:])
    print(
        f"{options.runs} rounds: fitting cold {fit:.0f} ms (imports and fonts {fit - fitted:.0f}), again {again:.0f} ms;"
    )
    print(f"compiling cold {made:.0f} ms; fitting {ratio:.2f} of compiling")


def once() -> tuple[float, float, float, float]:
    """Fit and compile the webinar's plans; gives milliseconds: cold, of it without imports and fonts, again, compiling."""
    from builder.diagnostics import Findings
    from builder.pipeline.prepared_run import media_of
    from builder.pipeline.slides import _Deck
    from builder.pipeline.source_slides import SlideMaker
    from builder.pptx.brand_parts import ready_brand
    from builder.projects.library import Library
    from builder.projects.project import Project
    from builder.projects.session import load_session
    from builder.storage.store import Store

    project = Project.at(ROOT)
    session = load_session("sociale-innovatie", project)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).mkdir(exist_ok=True)
        store = Store(Path(tempfile.gettempdir()) / "fandeck-fitting-speed")
        brand = ready_brand("helder", project, store).brand
        maker = SlideMaker(session, session.names("nl", brand.name, None, {}), brand, store, media_of(store))
        deck = _Deck(maker, maker.names, Findings(), "")
        plans = []
        for source in session.slides:
            facts = deck._facts_for(source, ())
            library = Library(project, session.folder, session.library)
            for _, made in deck._plans(source, facts, library, Findings()):
                plans += made
    start = time.perf_counter()
    from builder.fitting.fonts import Face, ruler
    from builder.fitting.split import fit_slides

    for family in brand.fonts.values():
        for bold in (False, True):
            ruler(Face(family, bold, False), brand.font_folder)
    loaded = time.perf_counter()
    fitted = [slide for plan in plans for slide in fit_slides(plan, brand)]
    cold = time.perf_counter()
    for plan in plans:
        fit_slides(plan, brand)
    again = time.perf_counter()
    from builder.pptx.compile import compile_slide

    for slide in fitted:
        compile_slide(slide, brand, session.footer, maker.dates, lambda digest, data: None)
    end = time.perf_counter()
    times = (cold - start, cold - loaded, again - cold, end - again)
    a, b, c, d = (1000 * each for each in times)
    return a, b, c, d


if __name__ == "__main__":
    main()
