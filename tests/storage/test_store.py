"""The store: entries by kind and key, writes that wait, a database that cannot be used, files written whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest

from builder.storage import program as program_module
from builder.storage.places import folder_of, is_local
from builder.storage.program import program_key
from builder.storage.store import MemoryStore, Store, _is_damage, digest_of, key_of, write_atomically, written_beside


def kept(folder: Path) -> Store:
    """Return a store with one entry on disk."""
    store = Store(folder)
    store.put("slides", "a", {"ü": [1, 2]}, [b"one", b"", b"three"])
    store.commit()
    store.close()
    return Store(folder)


def test_an_entry_comes_back_before_and_after_it_is_written(tmp_path: Path) -> None:
    store = Store(tmp_path / "deep" / "down")
    store.put("slides", "a", {"ü": [1, 2]}, [b"one", b"", b"three"])
    assert store.get("slides", "a") == ({"ü": [1, 2]}, [b"one", b"", b"three"])
    assert not (tmp_path / "deep").exists()
    store.commit()
    assert Store(tmp_path / "deep" / "down").get("slides", "a") == ({"ü": [1, 2]}, [b"one", b"", b"three"])
    assert store.get("slides", "b") is None
    assert store.get("layouts", "a") is None
    assert store.media("nothing") is None


def test_reading_makes_no_folder_and_an_empty_commit_neither(tmp_path: Path) -> None:
    store = Store(tmp_path / "none")
    assert store.get("slides", "a") is None
    store.commit()
    assert not (tmp_path / "none").exists()


def test_a_fresh_store_reads_nothing_and_writes_what_it_is_given(tmp_path: Path) -> None:
    kept(tmp_path)
    store = Store(tmp_path, fresh=True)
    assert store.get("slides", "a") is None
    store.put("slides", "a", 2, [])
    assert store.get("slides", "a") == (2, [])
    store.commit()
    assert Store(tmp_path).get("slides", "a") == (2, [])


def test_a_store_in_memory_reads_and_leaves_nothing_behind(tmp_path: Path) -> None:
    kept(tmp_path)
    before = (tmp_path / "store.sqlite").read_bytes()
    store = MemoryStore(tmp_path)
    assert store.get("slides", "a") is not None
    store.put("slides", "b", 1, [])
    store.commit()
    assert store.get("slides", "b") == (1, [])
    assert (tmp_path / "store.sqlite").read_bytes() == before


def test_a_store_in_memory_leaves_a_damaged_database_to_others(tmp_path: Path) -> None:
    kept(tmp_path)
    raw = bytearray((tmp_path / "store.sqlite").read_bytes())
    raw[100:] = bytes(b ^ 0xFF for b in raw[100:])
    (tmp_path / "store.sqlite").write_bytes(raw)
    store = MemoryStore(tmp_path)
    assert store.get("slides", "a") is None
    assert (tmp_path / "store.sqlite").exists()


def test_pictures_are_kept_once_written_and_before(tmp_path: Path) -> None:
    store, digest = Store(tmp_path), hashlib.sha256(b"picture").hexdigest()
    store.keep(digest, b"picture")
    assert store.media(digest) == b"picture"
    store.commit()
    later = Store(tmp_path)
    assert later.get("slides", "a") is None
    assert later.media(digest) == b"picture"
    store.keep("0" * 64, b"picture")
    store.commit()
    assert Store(tmp_path).media("0" * 64) is None


def test_a_database_that_someone_else_holds_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits is written by the next commit."""
    store = kept(tmp_path)
    assert store.get("slides", "a") is not None
    store._connection.execute("PRAGMA busy_timeout = 1")  # type: ignore[union-attr]
    other = sqlite3.connect(tmp_path / "store.sqlite")
    other.execute("BEGIN EXCLUSIVE")
    store.put("slides", "b", 1, [])
    store.commit()
    assert store.get("slides", "a") is None  # cannot be read meanwhile
    other.rollback()
    other.close()
    assert store.get("slides", "a") is not None
    store.commit()
    assert Store(tmp_path).get("slides", "b") == (1, [])


def test_where_nothing_can_be_written_a_store_forgets(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file" / "under")
    store.put("slides", "a", 1, [])
    store.commit()
    assert store.get("slides", "a") == (1, [])
    assert Store(tmp_path / "file" / "under").get("slides", "a") is None


def test_a_database_damaged_while_it_is_used_is_begun_anew(tmp_path: Path) -> None:
    store = kept(tmp_path)
    assert store.get("slides", "a") is not None
    store._connection.execute("DROP TABLE entries")  # type: ignore[union-attr]
    store._connection.commit()  # type: ignore[union-attr]
    store.put("slides", "b", 1, [])
    store.commit()
    assert Store(tmp_path).get("slides", "b") == (1, [])


def test_what_is_damage() -> None:
    def error(kind: type[sqlite3.Error], code: int) -> sqlite3.Error:
        made = kind("x")
        made.sqlite_errorcode = code
        return made

    damage = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT_VTAB}
    sound = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_READ}
    assert all(_is_damage(error(sqlite3.DatabaseError, code)) for code in damage)
    assert not any(_is_damage(error(sqlite3.OperationalError, code)) for code in sound)
    assert _is_damage(OverflowError()) and _is_damage(UnicodeDecodeError("utf-8", b"", 0, 1, ""))
    assert not _is_damage(sqlite3.OperationalError("no code"))


def test_a_run_sees_what_another_wrote_of_a_kind_that_was_there(tmp_path: Path) -> None:
    store = kept(tmp_path)
    assert store.get("slides", "none") is None
    other = Store(tmp_path)
    other.put("slides", "later", 1, [])
    other.commit()
    assert store.get("slides", "later") == (1, [])


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file"
    write_atomically(path, [b"a", b"b"])
    assert path.read_bytes() == b"ab"
    with pytest.raises(RuntimeError), written_beside(str(path.parent), "file", [b"other"]):
        raise RuntimeError
    assert path.read_bytes() == b"ab"
    assert list(path.parent.iterdir()) == [path]


def test_keys_differ_with_their_parts_and_digests_with_their_files(tmp_path: Path) -> None:
    assert key_of("a", 1) == key_of("a", 1) != key_of("a", "1") != key_of("a1")
    file = tmp_path / "file"
    assert digest_of(file) == "missing"
    file.write_bytes(b"one")
    os.utime(file, ns=(1, 1))
    assert digest_of(file) == hashlib.sha256(b"one").hexdigest()
    file.write_bytes(b"two")
    os.utime(file, ns=(1, 2))
    assert digest_of(file) == hashlib.sha256(b"two").hexdigest()


def test_the_program_s_key_is_of_its_files_in_all_rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that another version of it made is used; what Python compiles is none of it."""
    root = tmp_path / "builder"
    files = [root / "one.py", root / "room" / "two.py", root / "room" / "three.json"]
    other = [root / "room" / "text.md", root / "__pycache__" / "one.py"]
    for file in (*files, *other, root / "storage" / "program.py"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    monkeypatch.setattr(program_module, "__file__", str(root / "storage" / "program.py"))
    key = program_key.__wrapped__
    before = key()
    for file in other:
        file.write_text("changed", encoding="utf-8")
    assert key() == before
    for file in files:
        file.write_text("changed", encoding="utf-8")
        assert key() != before
        before = key()
    assert program_key() == program_key()


def test_folders_of_this_machine_are_told_from_others(tmp_path: Path) -> None:
    from upath import UPath

    assert is_local(tmp_path)
    assert not is_local(folder_of("memory://somewhere"))
    assert not is_local(UPath(tmp_path.as_uri())) or not hasattr(UPath(tmp_path.as_uri()), "fs")
    assert folder_of("some/folder") == Path("some/folder").resolve()


def test_what_kept_a_file_from_being_written_is_what_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.storage import store

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(store, "open", refuse, raising=False)
    with pytest.raises(PermissionError, match="Permission denied"):
        write_atomically(tmp_path / "file", [b"x"])
