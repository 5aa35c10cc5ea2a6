"""A memory of what was made, of a bounded size: what was not asked for the longest goes first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """Values by their keys, at most `limit` of them: the cache of a run over any number of decks."""

    __slots__ = ("_limit", "_values")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: dict[K, V] = {}  # in the order of last use

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[V]:
        return iter(self._values.values())

    def get(self, key: K) -> V | None:
        """Return the value of a key, which is then the last used; None where there is none."""
        if key not in self._values:
            return None
        value = self._values[key] = self._values.pop(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Remember a value; above the limit, the one that was used longest ago is forgotten."""
        self._values.pop(key, None)
        if len(self._values) >= self._limit:
            del self._values[next(iter(self._values))]
        self._values[key] = value

    def made(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key, made where it is not known."""
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value
