"""What brand.yaml says of a template: layouts and colours by hand, each fault and remark at its own place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.templates.checking import faults
from tests.templates.conftest import adopt
from tests.templates.corpus import template
from tests.tools.packages import A, DeckFile, P, placeholder_of, text_of
from tests.tools.projects import SmallProject, run_cli

SLIDES = """  - {kind: section, id: deel, title: Een nieuw deel}
  - {kind: bullets, id: punten, title: Drie dingen, points: [Een, Twee, Drie]}
  - {kind: chart, id: verloop, title: Verloop, type: column, categories: [a, b], series: [{name: x, values: [1, 2]}]}
  - {kind: table, id: tabel, title: Cijfers, columns: [Wat, Hoeveel], rows: [[a, 1], [b, 2]]}
  - {kind: poll, id: uitslag, question: Wat vond u?, options: [Ja, Nee], results: {A: 3, B: 5}}
"""


def _project(tmp_path: Path, name: str, more: str) -> SmallProject:
    adopt(tmp_path, "huis", template(name), more)
    return SmallProject(tmp_path).write(SLIDES)


def _titles(deck: DeckFile) -> list[tuple[str, dict[str, str]]]:
    """Give each slide's title with the attributes of its text's body."""
    found = []
    for slide in deck.slides:
        for shape in slide.iter(f"{P}sp"):
            ph = placeholder_of(shape)
            if ph is not None and ph.get("type") in ("title", "ctrTitle"):
                found.append((text_of(shape), dict(shape.find(f"{P}txBody/{A}bodyPr").attrib)))
    return found


def test_vertical_places_that_are_asked_for_are_not_filled_and_told(tmp_path: Path) -> None:
    project = _project(
        tmp_path,
        "vertical",
        'layouts:\n  section: "Verticale titel"\n  points: "Verticale titel"\n  table: Verticaal\n',
    )
    made = project.build("-b", "huis")
    assert made.code == 0, made.out
    told = [each for each in made.findings if each["rule"] == "vertical-text"]
    assert [(each["severity"], each["file"], each["line"], each["column"]) for each in told] == [
        ("warning", "templates/huis/brand.yaml", 4, 12),
        ("warning", "templates/huis/brand.yaml", 5, 11),
        ("warning", "templates/huis/brand.yaml", 6, 10),
    ]
    file = Path(made.json["decks"][0]["file"])
    titles = dict(_titles(DeckFile(file)))
    for title in ("Een nieuw deel", "Drie dingen"):
        assert titles[title]["vert"] == "horz"
        assert titles[title]["rot"] == "0"
    assert faults(file) == []
    told_again = project.build("-b", "huis", "--force")  # from the store
    assert [each["rule"] for each in told_again.findings].count("vertical-text") == 3
    seen = run_cli("brand", "inspect", "huis", "--json", "--project", tmp_path)
    assert {each["about"] for each in seen.json["flags"] if each["rule"] == "vertical-text"} == {
        "section",
        "points",
        "table",
    }
    checked = run_cli("brand", "check", "huis", "--json", "--project", tmp_path)
    assert [each["line"] for each in checked.json["findings"] if each["rule"] == "vertical-text"] == [4, 5, 6]


def test_results_of_a_poll_have_the_layout_that_is_asked_for_polls(tmp_path: Path) -> None:
    project = _project(tmp_path, "french", 'layouts: {poll: "Titre seul"}\n')
    deck = DeckFile(project.deck("-b", "huis"))
    part = next(name for name in deck.slide_parts if "uitslag" in name)
    assert any(rel.target.endswith("slideLayout5.xml") for rel in deck.relationships(part).values())


@pytest.mark.parametrize(
    ("more", "rule", "place", "said"),
    [
        (
            'layouts:\n  points: "Titre et contenu"\n  statment: "Vide"\n',
            "unknown-role",
            (5, 3),
            "did you mean 'statement'?",
        ),
        ('layouts:\n  points: "Titre et contenus"\n', "unknown-layout", (4, 11), "did you mean 'Titre et contenu'?"),
        ("palette:\n  primair: '#8A1538'\n", "unknown-key", (4, 3), "did you mean 'primary'?"),
        ("palette:\n  primary: rood\n", "colour", (4, 12), "six hexadecimal digits"),
        ("fonts: lettertypen\n", "fonts-folder", (3, 8), "leave fonts: out"),
    ],
)
def test_faults_have_their_own_place(tmp_path: Path, more: str, rule: str, place: tuple[int, int], said: str) -> None:
    made = _project(tmp_path, "french", more).build("-b", "huis")
    assert made.code == 1
    found = [each for each in made.findings if each["rule"] == rule]
    assert [(each["line"], each["column"]) for each in found] == [place]
    assert said in found[0]["hint"]


def test_all_faults_of_layouts_are_told_at_once(tmp_path: Path) -> None:
    made = _project(tmp_path, "french", "layouts: {pointz: Vide, chart: Weg}\n").build("-b", "huis")
    assert [each["rule"] for each in made.findings] == ["unknown-role", "unknown-layout"]


@pytest.mark.parametrize("line", ["layouts: {points: Iets}", 'palette: {primary: "#8A1538"}'])
def test_what_only_a_template_has_is_refused_beside_a_design(tmp_path: Path, line: str) -> None:
    folder = tmp_path / "templates" / "eigen"
    folder.mkdir(parents=True)
    design = 'design: {primary: "#0F4C5C", accent: "#B4541F", fonts: {heading: Calibri, body: Calibri}}'
    (folder / "brand.yaml").write_text(f"name: Eigen\n{design}\n{line}\n", encoding="utf-8")
    made = SmallProject(tmp_path).write(SLIDES).build("-b", "eigen")
    assert [(each["rule"], each["line"]) for each in made.findings] == [("template-only", 3)]


def test_a_folder_of_fonts_without_fonts_is_told(tmp_path: Path) -> None:
    project = _project(tmp_path, "french", "fonts: letters\n")
    folder = tmp_path / "templates" / "huis" / "letters"
    folder.mkdir()
    (folder / "Huisletter.ttf").write_bytes(b"")
    made = project.build("-b", "huis")
    assert [each["rule"] for each in made.findings] == ["fonts-folder"]


def test_default_accents_are_flagged_with_the_colours_of_the_decoration(tmp_path: Path) -> None:
    file = tmp_path / "huis.potx"
    file.write_bytes(template("office-accents"))
    told = run_cli("brand", "inspect", file, "--json")
    assert told.json["suggested_palette"] == {"primary": "8A1538", "accent": "00806B"}
    assert told.json["palette"]["primary"] == {"rgb": "4472C4", "from": "accent1"}
    line = 'palette: {primary: "#8A1538", accent: "#00806B"}'
    assert line in run_cli("brand", "inspect", file).out
    made = run_cli("brand", "adopt", file, "--name", "huis", "--project", tmp_path)
    assert line in made.err
    path = tmp_path / "templates" / "huis" / "brand.yaml"
    written = path.read_text(encoding="utf-8")
    assert f"\n# {line}\n" in written
    path.write_text(written.replace(f"# {line}", line), encoding="utf-8")
    mended = run_cli("brand", "inspect", "huis", "--json", "--project", tmp_path).json
    assert mended["palette"]["primary"] == {"rgb": "8A1538", "from": "brand.yaml"}
    assert "office-accents" not in {flag["rule"] for flag in mended["flags"]}


def test_accents_of_the_house_are_not_flagged(tmp_path: Path) -> None:
    file = tmp_path / "huis.potx"
    file.write_bytes(template("french"))
    told = run_cli("brand", "inspect", file, "--json").json
    assert told["suggested_palette"] == {}
    assert "office-accents" not in {flag["rule"] for flag in told["flags"]}


def test_colours_of_brand_yaml_are_used_readable_and_listed(tmp_path: Path) -> None:
    project = _project(tmp_path, "office-accents", 'palette: {primary: "#8A1538", accent: "#FFE066"}\n')
    deck = DeckFile(project.deck("-b", "huis"))
    chart = next(deck.members[name].decode() for name in deck.names if "charts/chart-verloop" in name)
    assert '<a:srgbClr val="8A1538"/>' in chart
    styles = deck.members["ppt/tableStyles.xml"].decode()
    assert 'val="8A1538"' in styles
    assert "4472C4" not in chart
    manifest = json.loads((tmp_path / "output/proef/manifest.json").read_text(encoding="utf-8"))
    listed = manifest["departures"][manifest["decks"][0]["departures"]]
    assert "colour of brand.yaml (primary)" in listed["verloop"]
    assert "colour of brand.yaml (primary)" in listed["tabel"]
    assert not [
        finding
        for finding in run_cli("verify", deck_file(tmp_path), "--json").findings
        if "contrast" in finding["rule"]
    ]
    assert deck.members["ppt/theme/theme1.xml"] == DeckFile(template("office-accents")).members["ppt/theme/theme1.xml"]


def deck_file(root: Path) -> Path:
    """Give the deck that was built in a project."""
    return next((root / "output" / "proef").glob("*.pptx"))


def test_departures_stand_in_the_manifest(tmp_path: Path) -> None:
    project = _project(tmp_path, "only-titles", "")
    assert project.build("-b", "huis").code == 0
    folder = tmp_path / "output" / "proef"
    first = (folder / "manifest.json").read_bytes()
    manifest = json.loads(first)
    row = manifest["decks"][0]
    listed = manifest["departures"][row["departures"]]
    assert listed
    assert "text box (Text)" in listed["punten"]
    header, line = (folder / "manifest.csv").read_text(encoding="utf-8-sig").splitlines()
    assert dict(zip(header.split(","), line.split(","), strict=True))["departures"] == str(len(listed))
    assert project.build("-b", "huis", "--force").code == 0
    assert (folder / "manifest.json").read_bytes() == first
    for other in folder.glob("*.pptx"):
        other.unlink()
    assert project.build("-b", "huis").code == 0  # from the store
    assert (folder / "manifest.json").read_bytes() == first


def test_decks_of_a_batch_share_their_listing(tmp_path: Path) -> None:
    adopt(tmp_path, "huis", template("only-titles"))
    project = SmallProject(tmp_path).write(SLIDES, "title: Proef\nlanguage: nl\naudiences: lijst\nslides:\n")
    (tmp_path / "content/audiences").mkdir()
    (tmp_path / "content/audiences/lijst.yaml").write_text('source: lijst.csv\nid: "{{ id }}"\nname: "{{ naam }}"\n')
    (tmp_path / "content/audiences/lijst.csv").write_text("id,naam\na,Adorp\nb,Bedorp\n")
    assert project.build("-a", "all", "-b", "huis").code == 0
    manifest = json.loads((tmp_path / "output/proef/manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["decks"]) == 2
    assert len(manifest["departures"]) == 1


def test_a_drawing_that_was_written_before_tells_its_colours_again(tmp_path: Path) -> None:
    """The same deck for two audiences: each slide is compiled for each, the drawing once."""
    adopt(tmp_path, "huis", template("office-accents"), 'palette: {primary: "#8A1538"}\n')
    slides = '  - {kind: poll, id: peil, question: "Wat vindt u, {{ audience.name }}?", options: [Ja, Nee]}\n'
    project = SmallProject(tmp_path).write(slides, "title: Proef\nlanguage: nl\naudiences: lijst\nslides:\n")
    (tmp_path / "content/audiences").mkdir()
    (tmp_path / "content/audiences/lijst.yaml").write_text('source: lijst.csv\nid: "{{ id }}"\nname: "{{ naam }}"\n')
    (tmp_path / "content/audiences/lijst.csv").write_text("id,naam\na,Adorp\nb,Bedorp\n")
    assert project.build("-a", "all", "-b", "huis").code == 0
    manifest = json.loads((tmp_path / "output/proef/manifest.json").read_text(encoding="utf-8"))
    assert [["colour of brand.yaml (primary)" in own["peil"]] for own in manifest["departures"].values()] == [[True]]
    assert len({row["departures"] for row in manifest["decks"]}) == 1


def test_designed_brands_depart_from_nothing(webinar: dict[str, Path]) -> None:
    manifest = json.loads((webinar["helder"].parent / "manifest.json").read_text(encoding="utf-8"))
    assert [row["departures"] for row in manifest["decks"]] == ["", ""]
    assert manifest["departures"] == {}


def test_footers_keep_words_whole_and_clear_of_one_another(tmp_path: Path) -> None:
    """In a narrow place: of one size, widened into the free band, none over another."""
    adopt(tmp_path, "huis", template("narrow-footers"))
    head = "title: Hoe gemeenten samen met inwoners werken aan een betere buurt voor iedereen\nlanguage: nl\ndate: 2026-12-10\nslides:\n"
    project = SmallProject(tmp_path).write(SLIDES, head)
    file = project.deck("-b", "huis")
    assert faults(file) == []
    xml = DeckFile(file).members["ppt/slides/slide-punten.xml"].decode()
    shapes = {
        kind: next(s for s in re.findall(r"<p:sp>.*?</p:sp>", xml) if f'type="{kind}"' in s)
        for kind in ("dt", "ftr", "sldNum")
    }
    sizes = [re.search(r' sz="(\d+)"/?>', shape[shape.index("<a:p>") :]) for shape in shapes.values()]
    assert len({each[1] for each in sizes if each}) == 1
    assert "<a:xfrm>" in shapes["ftr"]
    assert "betere buurt voor iedereen" in shapes["ftr"]


def test_a_footer_that_no_place_holds_ends_after_a_word(tmp_path: Path) -> None:
    adopt(tmp_path, "huis", template("narrow-footers"))
    words = "Hoe gemeenten samen met inwoners werken aan een betere buurt voor iedereen " * 3
    project = SmallProject(tmp_path).write(SLIDES, f"title: {words}\nlanguage: nl\nslides:\n")
    deck = DeckFile(project.deck("-b", "huis"))
    slide = next(each for name, each in zip(deck.slide_parts, deck.slides, strict=True) if "punten" in name)
    said = next(
        text_of(s)
        for s in slide.iter(f"{P}sp")
        if placeholder_of(s) is not None and placeholder_of(s).get("type") == "ftr"
    )
    assert said.endswith("…")
    assert words.startswith(said[:-1])
    assert words[len(said) - 1] == " "


def test_faint_footers_are_made_readable(tmp_path: Path) -> None:
    file = _project(tmp_path, "faint-footers", "").deck("-b", "huis")
    found = run_cli("verify", file, "--json").findings
    assert [finding for finding in found if "contrast" in finding["rule"]] == []


def test_centred_words_keep_their_axis(tmp_path: Path) -> None:
    """Lines of a centred subtitle are balanced from both sides."""
    adopt(tmp_path, "huis", template("centred"))
    head = (
        "title: Proef\nlanguage: nl\nsubtitle: Een inspiratiewebinar over sociale innovatie, goed werk en wat er nodig is om van een plan"
        " een gewoonte te maken\nslides:\n  - {kind: title, id: opening}\n"
    )
    deck = DeckFile(SmallProject(tmp_path).write("", head).deck("-b", "huis"))
    shape = next(
        s
        for s in deck.slides[0].iter(f"{P}sp")
        if (ph := placeholder_of(s)) is not None and ph.get("type") == "subTitle"
    )
    body = shape.find(f"{P}txBody/{A}bodyPr")
    left, right = int(body.get("lIns")), int(body.get("rIns"))
    assert left > 91440
    assert abs(left - right) <= 1
    assert not shape.xpath(".//*[local-name()='pPr'][@marR]")
