"""Catalogs as XLIFF and TMX, and what comes back from translation programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from lxml import etree

from builder.diagnostics import ContentError
from builder.translation.exchange import translations_in, xliff
from tests.tools.projects import ROOT, run_cli
from tests.translation.projects import catalog, fill, shouted, translated_project, update

LOCALES = ROOT / "content" / "sociale-innovatie" / "locales"
SCHEMAS = Path(os.environ.get("XLIFF_SCHEMAS", "/usr/share/php/Symfony/Component/Translation/Resources/schemas"))


def toolkit(name: str) -> str:
    """Find a program of translate-toolkit beside this Python; the test is skipped without it."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if not found:
        pytest.skip(f"{name} (translate-toolkit) not found")
    return found


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_a_catalog_comes_back_from_xliff_as_it_was(version: str, tmp_path: Path) -> None:
    file = polib.pofile(str(LOCALES / "en.po"))
    path = tmp_path / "en.xlf"
    path.write_bytes(xliff(file, "nl", "en", "proef", version))  # type: ignore[arg-type]
    given = translations_in(path, "en.xlf", "en")
    wanted = {(e.msgctxt, e.msgid): e.msgstr for e in file if e.msgstr and not e.fuzzy and not e.obsolete}
    assert given.entries == wanted
    assert len(wanted) > 500


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_placeholders_are_elements_of_their_own(version: str) -> None:
    file = polib.POFile()
    file.append(polib.POEntry(msgctxt="a/title", msgid="{a} is {{b}} en {a}", msgstr="{a} {{b}} {a}"))
    root = etree.fromstring(xliff(file, "nl", "en", "proef", version))  # type: ignore[arg-type]
    source = next(e for e in root.iter() if e.tag.endswith("}source"))
    assert [child.tag.rpartition("}")[2] for child in source] == (["x", "x"] if version == "1.2" else ["ph", "ph"])
    assert "{a}" not in "".join(source.itertext())


def test_xliff_that_a_translator_filled_in_is_taken_over(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    made = run_cli("--project", root, "translate", "update", "proef", "-l", "en", "--format", "xliff")
    assert made.code == 0, made.err
    path = catalog(root).with_suffix(".xlf")
    tree = etree.parse(str(path))
    space = "{urn:oasis:names:tc:xliff:document:2.0}"
    for segment in tree.iter(f"{space}segment"):
        target = etree.fromstring(etree.tostring(segment.find(f"{space}source")).replace(b"source", b"target"))
        for element in target.iter():
            element.tail = element.tail.upper() if element.tail else None
        target.text = (target.text or "").upper()
        target.tail = None
        segment.append(target)
        segment.set("state", "final")
    tree.write(str(path), encoding="utf-8", xml_declaration=True)
    update(root)
    assert not [e for e in polib.pofile(str(catalog(root))) if e.msgstr], "nobody asked for the file"
    assert run_cli("--project", root, "translate", "update", "proef", "-l", "en", "--take", path).code == 0
    file = polib.pofile(str(catalog(root)))
    assert next(e for e in file if e.msgctxt == "tabel/title").msgstr == "CIJFERS"
    assert next(e for e in file if e.msgctxt == "punten/title").msgstr == "OVER {audience_name} IN {value_1} MINUTEN"
    assert not [e for e in file if not e.msgstr or e.fuzzy]


def test_a_memory_is_written_and_what_is_taken_from_it_is_fuzzy(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    assert run_cli("--project", root, "translate", "extract", "proef", "-l", "en", "--format", "tmx").code == 0
    memory = catalog(root).with_suffix(".tmx")
    catalog(root).rename(tmp_path / "old.po")
    assert run_cli("--project", root, "translate", "update", "proef", "-l", "en", "--take", memory).code == 0
    file = polib.pofile(str(catalog(root)))
    assert all(e.fuzzy and e.msgstr == shouted(e.msgid) for e in file)


def test_a_po_file_of_somebody_else_is_taken_over_where_it_says_the_same_text(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    catalog(root).rename(tmp_path / "old.po")
    assert (
        run_cli("--project", root, "translate", "update", "proef", "-l", "en", "--take", tmp_path / "old.po").code == 0
    )
    assert all(e.msgstr and not e.fuzzy for e in polib.pofile(str(catalog(root))))


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("<xliff", "xml-syntax"),
        ("<html/>", "unknown-format"),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx version="1.4"><header srclang="nl"/><body/></tmx>',
            "",
        ),
    ],
)
def test_strange_files_are_errors_and_entities_are_not_followed(content: str, rule: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(content, encoding="utf-8")
    if rule:
        with pytest.raises(ContentError) as error:
            translations_in(path, "x.xlf", "en")
        assert error.value.found[0].rule == rule
    else:
        assert translations_in(path, "x.xlf", "en").memory == {}


class _Beside(etree.Resolver):
    """Takes what a schema imports from its own folder, never from the network."""

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        name = system_url.rpartition("/")[2]
        return self.resolve_filename(str(SCHEMAS / name), context) if (SCHEMAS / name).is_file() else None


@pytest.mark.parametrize(("version", "schema"), [("1.2", "xliff-core-1.2-strict.xsd"), ("2.0", "xliff-core-2.0.xsd")])
def test_xliff_follows_its_schema(version: str, schema: str) -> None:
    if not (SCHEMAS / schema).is_file():
        assert os.environ.get("CI") != "true", f"CI lacks {schema}"
        pytest.skip(f"{schema} is not at hand: install php-symfony-translation, or name its folder in XLIFF_SCHEMAS")
    file = polib.pofile(str(LOCALES / "de.po"))
    parser = etree.XMLParser()
    parser.resolvers.add(_Beside())
    check = etree.XMLSchema(etree.parse(str(SCHEMAS / schema), parser))
    check.assertValid(etree.fromstring(xliff(file, "nl", "de", "proef", version)))  # type: ignore[arg-type]
    check.assertValid(etree.fromstring(xliff(file, "nl", "", "proef", version)))  # type: ignore[arg-type]


@pytest.mark.gettext
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_msgfmt_finds_nothing(language: str) -> None:
    made = subprocess.run(
        ["msgfmt", "--check", "--check-accelerators=&", "-o", "/dev/null", str(LOCALES / f"{language}.po")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")


@pytest.mark.parametrize("language", ["en", "de"])
def test_pofilter_finds_no_fault_that_matters(language: str, tmp_path: Path) -> None:
    program = toolkit("pofilter")
    tests = (
        "printf",
        "variables",
        "newlines",
        "escapes",
        "urls",
        "emails",
        "blank",
        "isfuzzy",
        "untranslated",
        "tabs",
    )
    command = [
        program,
        *(f"--test={name}" for name in tests),
        str(LOCALES / f"{language}.po"),
        str(tmp_path / "found.po"),
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    found = polib.pofile(str(tmp_path / "found.po")) if (tmp_path / "found.po").exists() else []
    assert [(e.msgctxt, e.comment, e.tcomment) for e in found] == []


@pytest.mark.parametrize("form", ["po", "1.2", "2.0"])
def test_translate_toolkit_opens_and_saves_a_catalog_unharmed(form: str, tmp_path: Path) -> None:
    toolkit("pofilter")
    source = LOCALES / "de.po"
    path = tmp_path / "de.po"
    shutil.copy(source, path)
    if form != "po":
        path = tmp_path / "de.xlf"
        path.write_bytes(xliff(polib.pofile(str(source)), "nl", "de", "proef", form))  # type: ignore[arg-type]
    before = translations_in(path, path.name, "de").entries
    reads = {"2.0": "xliff2 import Xliff2File; s = Xliff2File.parsefile(sys.argv[1])"}
    reading = reads.get(form, "factory import getobject; s = getobject(sys.argv[1])")
    program = f"import sys; from translate.storage.{reading}; s.save()"
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    assert translations_in(path, path.name, "de").entries == before
    assert len(before) > 500
