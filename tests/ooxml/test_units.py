"""Values as files write them."""

from __future__ import annotations

import pytest

from builder.ooxml.units import emu, fraction, is_on, number


@pytest.mark.parametrize(
    ("text", "expected"),
    [("50000", 0.5), ("50%", 0.5), ("12.5%", 0.125), ("-20%", -0.2), ("-20000", -0.2), ("x", 0.7), ("%", 0.7), ("", 0.7), (None, 0.7),
     ("inf", 0.7), ("nan%", 0.7), ("9" * 400, 0.7)],
)  # fmt: skip
def test_a_percentage_is_read_with_its_sign_or_in_thousandths(text: str | None, expected: float) -> None:
    assert fraction(text, 0.7) == pytest.approx(expected)


@pytest.mark.parametrize(("text", "expected"), [("12", 12), ("-3", -3), ("1e3", 7), ("", 7), (None, 7), ("9" * 40, 7)])
def test_a_number_that_no_deck_can_have_is_not_there(text: str | None, expected: int) -> None:
    assert number(text, 7) == expected


def test_points_and_truth() -> None:
    assert emu(1.5) == 19050
    assert [is_on(each) for each in ("1", "true", "on", "0", "false", "", None)] == [True] * 3 + [False] * 4
