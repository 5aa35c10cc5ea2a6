"""A bounded memory forgets what was used longest ago, and nothing else."""

from __future__ import annotations

from builder.storage.bounded import Bounded


def test_what_was_used_longest_ago_goes_first() -> None:
    memory: Bounded[str, int] = Bounded(2)
    memory.put("a", 1)
    memory.put("b", 2)
    assert memory.get("a") == 1
    memory.put("c", 3)
    assert (memory.get("a"), memory.get("b"), memory.get("c"), len(memory)) == (1, None, 3, 2)


def test_putting_a_known_key_forgets_no_other() -> None:
    memory: Bounded[str, int] = Bounded(2)
    memory.put("a", 1)
    memory.put("b", 2)
    memory.put("a", 3)
    assert (memory.get("a"), memory.get("b")) == (3, 2)


def test_a_value_is_made_once() -> None:
    memory: Bounded[str, int] = Bounded(8)
    made: list[str] = []

    def make() -> int:
        made.append("x")
        return 0  # false values are remembered too

    assert [memory.made("x", make), memory.made("x", make)] == [0, 0]
    assert made == ["x"]
