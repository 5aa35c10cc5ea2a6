"""Votes of a live poll, kept in a database as they come: which poll, which answers, and a random mark for the voter.

No address, name or time is kept. SQLite by default; any other database by its SQLAlchemy URL.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.diagnostics import UsageError, to_install

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Table


class Vote(NamedTuple):
    """One vote; voter: a mark that says nothing of who it is."""

    poll: str
    voter: str
    chosen: tuple[str, ...]


class Votes:
    """The votes of one session and audience."""

    def __init__(self, url: str) -> None:
        """url: as SQLAlchemy has it. Raises UsageError where the database cannot be opened."""
        try:
            from sqlalchemy import Column, MetaData, String, Table, Text, create_engine, event
            from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
        except ImportError:
            raise UsageError(f"votes are kept with SQLAlchemy: {to_install('serve')}") from None
        metadata: MetaData = MetaData()
        self._votes: Table = Table(
            "fandeck_votes", metadata,
            Column("poll", String(120), primary_key=True), Column("voter", String(64), primary_key=True), Column("chosen", Text, nullable=False),
        )  # fmt: skip
        self._state: Table = Table(
            "fandeck_polls",
            metadata,
            Column("poll", String(120), primary_key=True),
            Column("state", String(200), nullable=False),
        )
        try:
            self._engine: Engine = create_engine(url)
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _lasting)
            metadata.create_all(self._engine)
        except ModuleNotFoundError as error:
            raise UsageError(f"the database needs a driver that is not installed: {error.name}") from None
        except (ArgumentError, NoSuchModuleError, SQLAlchemyError) as error:
            raise UsageError(f"the database cannot be opened ({type(error).__name__})") from None

    def add(self, votes: Iterable[Vote]) -> list[bool]:
        """Keep votes in one transaction; returns for each whether it is the voter's first on that poll."""
        with self._engine.begin() as connection:
            return [
                self._added(connection, {"poll": each.poll, "voter": each.voter, "chosen": json.dumps(each.chosen)})
                for each in votes
            ]

    def _added(self, connection: Connection, row: dict[str, str]) -> bool:
        """Add a vote unless the voter's is there, whichever of several servers took that one."""
        from sqlalchemy.exc import IntegrityError

        dialect = self._engine.dialect.name
        if dialect in ("sqlite", "postgresql"):
            insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(self._votes)
            made = insert.values(**row).on_conflict_do_nothing().returning(self._votes.c.poll)
            return connection.execute(made).first() is not None
        try:
            with connection.begin_nested():
                connection.execute(self._votes.insert().values(**row))
        except IntegrityError:
            return False
        return True

    def all(self) -> list[Vote]:
        """Return every vote, in an order that says nothing of who came first."""
        with self._engine.connect() as connection:
            rows = connection.execute(self._votes.select().order_by(self._votes.c.poll, self._votes.c.voter))
            return [Vote(row.poll, row.voter, tuple(json.loads(row.chosen))) for row in rows]

    def set_state(self, poll: str, state: str) -> None:
        """Keep whether a poll is open."""
        with self._engine.begin() as connection:
            changed = connection.execute(self._state.update().where(self._state.c.poll == poll).values(state=state))
            if not changed.rowcount:
                connection.execute(self._state.insert().values(poll=poll, state=state))

    def states(self) -> dict[str, str]:
        """Return what was kept of each poll."""
        with self._engine.connect() as connection:
            return {row.poll: row.state for row in connection.execute(self._state.select())}

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _lasting(connection: Any, _: Any) -> None:
    """Make SQLite write each transaction so that it outlives a kill, and let readers read meanwhile."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()


def url_of(place: str | Path) -> str:
    """Return the URL of a database: of a file its SQLite URL."""
    text = str(place)
    return text if "://" in text else f"sqlite:///{Path(text).resolve().as_posix()}"


def is_database(place: str) -> bool:
    """True for the URL of a database, or a file that is one of SQLite."""
    if "://" in place:
        return True
    try:
        with Path(place).open("rb") as stream:
            return stream.read(16) == b"SQLite format 3\0"
    except OSError:
        return False
