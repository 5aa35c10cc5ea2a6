"""The webinar and every kind's example on each template: whole, in their places, the template as it was."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.templates.checking import faults
from tests.templates.conftest import Built
from tests.templates.corpus import CORPUS
from tests.tools.office import converted
from tests.tools.packages import DeckFile, title_of
from tests.tools.sdk_validator import sdk_findings

KEPT = ("ppt/theme/theme", "ppt/slideMasters/", "ppt/slideLayouts/", "ppt/media/ground")
on_each = pytest.mark.parametrize("own", sorted(CORPUS), indirect=True)


@on_each
def test_everything_has_its_place(own: Built) -> None:
    """Nothing outside the slide, over something else, or unfilled; titles in title placeholders."""
    assert [fault for deck in own.decks for fault in faults(deck)] == []


@on_each
def test_the_template_stays_as_it_is(own: Built) -> None:
    """Theme, masters and layouts to the byte; nothing of its slides, comments, macros and sections."""
    before = DeckFile(own.raw)
    after = DeckFile(own.decks[1])
    kept = [name for name in before.names if name.startswith(KEPT)]
    assert len(kept) >= 4
    for name in kept:
        assert after.members.get(name) == before.members[name], name
    assert not [name for name in after.names if "comment" in name or "vba" in name.lower() or "only-slide" in name]
    assert b"Voorbeelden" not in after.members["ppt/presentation.xml"]


@on_each
def test_nothing_is_lost(own: Built, webinar: dict[str, Path]) -> None:
    """Every title of the webinar on a designed brand is there, parts of a split slide aside."""
    titles = DeckFile(own.decks[0]).titles
    for wanted in DeckFile(webinar["helder"]).titles:
        start = wanted.split("\u00a0(")[0]
        assert any(title.startswith(start) for title in titles), wanted


@on_each
@pytest.mark.sdk
def test_the_validator_finds_what_the_template_had(own: Built, tmp_path: Path) -> None:
    template = tmp_path / "template.potx"
    template.write_bytes(own.raw)
    had = {finding.split(": ", 1)[1] for finding in sdk_findings(template)}
    assert [finding for finding in sdk_findings(own.decks[1]) if finding.split(": ", 1)[1] not in had] == []


@pytest.mark.parametrize("own", ["dutch", "libreoffice", "doubled", "picture-ground"], indirect=True)
@pytest.mark.sdk
def test_the_validator_finds_nothing_in_the_webinar(own: Built) -> None:
    assert sdk_findings(own.decks[0]) == []


def _python_pptx() -> bytes:
    import pptx

    return (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()


def _pandoc() -> bytes:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("pandoc is not here")
    command = [pandoc, "--print-default-data-file", "reference.pptx"]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize("source", [_python_pptx, _pandoc])
def test_templates_of_other_programs(houses: Callable[[str, bytes], Built], source: Callable[[], bytes]) -> None:
    own = houses(source.__name__.strip("_").replace("_", "-"), source())
    assert [fault for deck in own.decks for fault in faults(deck)] == []
    assert all(title_of(slide) for slide in DeckFile(own.decks[1]).slides)


@pytest.mark.office
@pytest.mark.parametrize("name", ["DNA", "Vivid", "Piano"])
def test_templates_of_libreoffice(houses: Callable[[str, bytes], Built], name: str, tmp_path: Path) -> None:
    """LibreOffice's own templates, converted: no indexes, no text styles, decoration behind content."""
    source = next(Path("/usr").glob(f"lib*/libreoffice/share/template/common/presnt/{name}.otp"), None)
    if source is None:
        pytest.skip("LibreOffice's templates are not here")
    own = houses(f"lo-{name.lower()}", converted([source], tmp_path, "pptx")[0].read_bytes())
    assert [fault for deck in own.decks for fault in faults(deck)] == []
