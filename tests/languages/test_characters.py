"""One set of characters that text may not hold, for all that reads and writes it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from builder.content.yaml_nodes import Scalar, parse_yaml
from builder.diagnostics import Findings
from builder.languages.characters import NOT_IN_TEXT, NOT_IN_XML, NOT_ON_A_LINE
from builder.translation.catalog import clean
from tests.tools.projects import ROOT

EVERY = [chr(number) for number in range(0x10000)]


def found_by(pattern: re.Pattern[str]) -> set[str]:
    return {each for each in EVERY if pattern.match(each)}


def test_each_set_holds_the_one_before_it() -> None:
    assert found_by(NOT_IN_XML) < found_by(NOT_IN_TEXT) < found_by(NOT_ON_A_LINE)
    assert found_by(NOT_ON_A_LINE) - found_by(NOT_IN_TEXT) == set("\t\n\r\x85")


def test_what_xml_refuses_is_what_a_parser_refuses() -> None:
    """Tried on the machine's own parser; it reads noncharacters, which XML 1.0 does not allow."""

    def is_refused(each: str) -> bool:
        try:
            ElementTree.fromstring(f"<a>{'&lt;' if each == '<' else '&amp;' if each == '&' else each}</a>".encode())
        except (ElementTree.ParseError, UnicodeEncodeError):
            return True
        return False

    refused = {each for each in EVERY if is_refused(each)}
    assert refused <= found_by(NOT_IN_XML)
    assert found_by(NOT_IN_XML) - refused <= {"\ufffe", "\uffff"}


@pytest.mark.parametrize("code", ["0007", "0085", "009f", "2028", "feff", "fdd0", "fdef"])
def test_what_is_written_out_in_yaml_is_told(code: str) -> None:
    found = Findings()
    node = parse_yaml(f'text: "een\\u{code}twee"', "s.yaml", found)
    expected = [] if code == "0085" else ["control-character"]  # NEL is a line end of YAML
    assert [each.rule for each in found] == expected
    assert node is None or not any(
        NOT_IN_TEXT.search(each.text) for each in node.entries.values() if isinstance(each, Scalar)
    )  # type: ignore[union-attr]


def test_a_translation_holds_none_of_them() -> None:
    assert clean("een" + "".join(found_by(NOT_IN_TEXT)) + "\ttwee\n") == "een\ttwee\n"


def test_no_other_module_has_a_set_of_its_own() -> None:
    """File names and the cells of lists are told apart by more than characters."""
    allowed = {
        "languages/characters.py",
        "storage/file_names.py",
        "content/tables/cells.py",
        "fitting/glyphs.py",
    }
    own = [
        path.relative_to(ROOT / "builder").as_posix()
        for path in (ROOT / "builder").rglob("*.py")
        if re.search(r"\\x00-|\\x0b|\\ufffe", path.read_text(encoding="utf-8"))
    ]
    assert set(own) <= allowed
