"""Names of files: of letters that no file system minds, and not too long."""

from __future__ import annotations

import unicodedata

import pytest

from builder.storage.file_names import LONGEST_SLUG, LONGEST_STEM, file_stem, is_device, slug_of


@pytest.mark.parametrize("name", ["con", "NUL", "aux.txt", "prn .x", "COM1", "com9", "lpt1.pptx", "LPT9", "ＣＯＮ"])
def test_what_windows_takes_for_a_device(name: str) -> None:
    assert is_device(name)


@pytest.mark.parametrize("name", ["com", "com0", "com10", "lpt0", "console", "a.con", ""])
def test_what_it_does_not(name: str) -> None:
    assert not is_device(name)


def test_a_slug_has_letters_figures_and_single_hyphens() -> None:
    assert slug_of("’s-Hertogenbosch & 'Co' — 2026!") == "s-hertogenbosch-co-2026"
    assert slug_of("_Zoë_ 東京") == "zoë-東京"
    assert slug_of("Zoe\u0308") == "zoë"
    assert slug_of("!?") == ""
    assert len(slug_of("a" * 99)) == LONGEST_SLUG
    assert slug_of("a" * (LONGEST_SLUG - 1) + " b") == "a" * (LONGEST_SLUG - 1)


def test_a_stem_joins_what_there_is() -> None:
    assert file_stem(["webinar", "", "raad", "nl"]) == "webinar-raad-nl"
    assert file_stem(['a<b>:"c', "d/e\\f|g?*", " .h. "]) == "a-b-c-d-e-f-g-h"
    assert file_stem(["a\x00\x1f\tb"]) == "a-b"
    assert file_stem(["con", "nl"]) == "con_-nl"
    assert file_stem(["a", "con"]) == "a-con"
    assert file_stem(["zoe\u0308"]) == unicodedata.normalize("NFC", "zoë")
    assert file_stem(["a", "..."]) == "a"


def test_a_long_stem_loses_letters_of_its_first_part() -> None:
    """Eight stay at least, so that what tells decks apart is whole."""
    assert file_stem(["a" * LONGEST_STEM]) == "a" * LONGEST_STEM
    assert file_stem(["a" * 200, "raad", "nl"]) == "a" * (LONGEST_STEM - 8) + "-raad-nl"
    assert file_stem(["a" * 200, "b" * 120]) == "a" * 8 + "-" + "b" * 120
    assert file_stem(["a" * (LONGEST_STEM - 9) + ". b", "raad", "nl"]) == "a" * (LONGEST_STEM - 9) + "-raad-nl"
