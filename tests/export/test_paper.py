"""What paper shows beside slides: the running clock of the script, what slides and speakers say in a handout."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from builder.export._clock import Moment, running_clock
from builder.export._pages import Numbered
from builder.pages.page import Page
from builder.pipeline.results import Options
from builder.pipeline.run import build
from tests.tools.projects import ROOT, SmallProject, write_files

needs_typst = pytest.mark.skipif(not find_spec("typst"), reason="typst is not here")
HEAD = 'title: Proef\nlanguage: nl\nstart: "09:30"\nslides:\n'
SLIDES = """- {kind: title, id: titel, duration: 1.5}
- kind: bullets
  id: punten
  title: Drie punten
  points: [Een, Twee, Drie]
  notes: Zeg dit rustig.
  duration: 5
- kind: table
  id: tabel
  title: Een tabel
  columns: [Wie, Hoeveel]
  rows: [[Utrecht, "12"]]
- {kind: statement, id: weg, text: Niet te zien, hidden: true, duration: 10}
- {kind: closing, id: slot, text: Dank u, duration: 1}
"""


def page(minutes: float, *, hidden: bool = False) -> Page:
    return Page("een", "bullets", "Een", "nl", False, 960, 540, "", (), hidden=hidden, minutes=minutes)


def clock(*pages: Page, start: str = "09:58", language: str = "nl") -> list[Moment]:
    return running_clock([Numbered(n, each) for n, each in enumerate(pages, 1)], start, language)


def test_the_clock_runs_on_from_slide_to_slide() -> None:
    assert clock(page(1.5), page(0), page(0.5), page(10, hidden=True), page(62)) == [
        Moment("09:58–09:59", "1,5 min"),
        Moment("09:59"),
        Moment("09:59–10:00", "0,5 min"),
        Moment(),  # hidden slides take no time
        Moment("10:00–11:02", "62 min"),
    ]
    assert clock(page(90), page(2), start="") == [Moment("0:00–1:30", "90 min"), Moment("1:30–1:32", "2 min")]
    assert "9:58" in clock(page(5), language="en-US")[0].time and "AM" in clock(page(5), language="en-US")[0].time
    assert clock(page(0), page(0)) == [Moment(), Moment()]


@needs_typst
@pytest.mark.office
def test_a_slide_of_several_parts_takes_its_time_once(project: SmallProject) -> None:
    items = "".join(f"    - {{text: Een onderdeel van het programma, section: deel{n}, duration: 5}}\n" for n in (1, 2))
    agenda = f"- kind: agenda\n  id: programma\n  recap: true\n  duration: 4\n  items:\n{items}"
    sections = "".join(f"- {{kind: section, id: deel{n}, title: Deel {n}, duration: 1}}\n" for n in (1, 2))
    made = said(project, "notes", slides=agenda + sections)
    times = re.findall(r"\d\d:\d\d(?:–\d\d:\d\d)?", re.sub(r"(?m)^.*Een onderdeel.*$", "", made))
    assert [each for each in times if "–" in each] == ["09:30–09:34", "09:34–09:35", "09:35–09:36"]


def said(project: SmallProject, form: str, slides: str = SLIDES, head: str = HEAD) -> str:
    """Build a document and return its text as pdftotext reads it."""
    file = project.write(slides, head).deck("-f", form)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


@needs_typst
@pytest.mark.office
def test_the_script_says_when_each_slide_is_shown(project: SmallProject) -> None:
    pages = said(project, "notes").split("\f")
    assert "09:30–09:31" in pages[0] and "1,5 min" in pages[0]
    assert "09:31–09:36" in pages[1] and "5 min" in pages[1] and "Zeg dit rustig." in pages[1]
    assert "09:36" in pages[2] and " min" not in pages[2]
    assert not re.search(r"\d\d:\d\d", pages[3])
    assert "09:36–09:37" in pages[4]


@needs_typst
@pytest.mark.office
def test_another_start_makes_another_script(project: SmallProject) -> None:
    assert "09:30" in said(project, "notes")
    assert "14:00" in said(project, "notes", head=HEAD.replace("09:30", "14:00"))


@needs_typst
@pytest.mark.office
def test_a_handout_has_what_is_asked_for(project: SmallProject) -> None:
    plain, full = said(project, "handout"), said(project, "handout:text:notes")
    assert "Zeg dit rustig." not in plain and "Zeg dit rustig." in full
    assert plain.count("Twee") == 1 and full.count("Twee") == 2
    assert "Utrecht · 12" in full and "Niet te zien" not in full
    assert "Zeg dit rustig." not in said(project, "handout:text")


@needs_typst
def test_a_batch_on_several_processors_ends(tmp_path: Path) -> None:
    """Typst keeps threads: where it had worked before, a forked process waited for them forever."""
    rows = "".join(f"{n:04d},Gemeente {n}\n" for n in range(1, 17))
    files: dict[str, str | bytes] = {
        "content/proef/session.yaml": HEAD.replace("slides:", "audiences: lijst\nslides:") + SLIDES,
        "content/audiences/lijst.yaml": 'source: lijst.csv\nid: "{{ code }}"\nname: "{{ naam }}"\n',
        "content/audiences/lijst.csv": "code,naam\n" + rows,
    }
    write_files(tmp_path, files)
    program = (
        "from builder.pipeline import workers; workers.STARTING = workers.FORKING = 0.0; workers.TRIED = 2\n"
        "from builder import Options, build\n"
        f"made = build(['proef'], {str(tmp_path)!r}, Options(select=('all',), formats=('handout',), jobs=2))\n"
        "assert [each.status for each in made.decks] == ['built'] * 16, made.findings\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr


@needs_typst
def test_documents_keep_to_their_standards(project: SmallProject) -> None:
    project.write(SLIDES, HEAD)
    for form in ("notes", "handout:text:notes"):
        made = build(["proef"], project.root, Options(formats=(form,), force=True))
        assert made.ok and not [each for each in made.findings if each.rule == "pdf-standard"]
        assert b"pdfuaid" in Path(made.decks[0].file).read_bytes()
