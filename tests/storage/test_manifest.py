"""The manifest: what is known of decks, what a run that was killed left, what is removed and what is not."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.storage.entries import Entry, csv_lines, json_lines
from builder.storage.manifest import DistantManifest, Manifest


def entry(file: str, data: bytes = b"deck", **more: object) -> Entry:
    facts = {
        "audience": "raad", "language": "nl", "brand": "helder", "slides": 3, "warnings": 1,
        "sha256": hashlib.sha256(data).hexdigest(), "key": "k", **more,
    }  # fmt: skip
    return Entry(file, **facts)  # type: ignore[arg-type]


def filled(folder: Path, *names: str) -> Manifest:
    """Return a manifest with decks that say their own names."""
    manifest = Manifest(folder)
    for name in names:
        manifest.put(entry(name, name.encode()), [name.encode()])
    return manifest


@pytest.fixture(scope="module")
def gone() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """Departures as well, which decks that have the same ones share."""
    manifest = Manifest(tmp_path)
    same = (("dia", ("position (Title)",)),)
    for name, departures in (("a.pptx", same), ("b.pptx", same), ("c.pptx", ()), ("d.pptx", (("eind", ("x", "y")),))):
        manifest.put(entry(name, departures=departures), [b"de", b"ck"])
    manifest.write()
    again = Manifest.of(tmp_path)
    assert again.entries == manifest.entries
    assert not again.changed
    assert again.entries["a.pptx"].departures is again.entries["b.pptx"].departures
    listed = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert len(listed["departures"]) == 2
    assert {len(each["departures"]) for each in listed["decks"]} == {0, 12}


def test_the_list_for_people_opens_in_excel_and_counts_departures(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.put(entry("ü.pptx", departures=(("a", ("x",)), ("b", ("y",)))), [b"deck"])
    manifest.write()
    raw = (tmp_path / "manifest.csv").read_bytes()
    assert raw.startswith("\ufefffile,".encode())
    (row,) = csv.DictReader(raw.decode("utf-8-sig").splitlines())
    assert (row["file"], row["departures"], row["slides"], row["warnings"]) == ("ü.pptx", "2", "3", "1")
    assert row["sha256"] == hashlib.sha256(b"deck").hexdigest()


def test_lists_of_nothing_and_of_many_are_json() -> None:
    for names in ([], ["a"], ["a", "ü"]):
        text = b"".join(json_lines([entry(name) for name in names])).decode()
        assert [each["file"] for each in json.loads(text)["decks"]] == names
        assert ("ü" in text) == ("ü" in names)
    assert len(list(csv_lines([entry("a"), entry("b")]))) == 3


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"decks": [{}]}', '{"decks": [{"file": 1}]}', '{"decks": 3}', "\xff"]
)
def test_a_manifest_that_cannot_be_read_is_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="latin-1")
    assert Manifest.of(tmp_path).entries == {}


def test_a_failed_write_keeps_no_entry(tmp_path: Path) -> None:
    """A deck that was never there has none, one that was there keeps its own, and its file stays."""
    manifest = filled(tmp_path, "old.pptx")
    before = manifest.entries["old.pptx"]

    def broken() -> object:
        yield b"half"
        raise OSError("disk full")

    for name in ("old.pptx", "new.pptx"):
        with pytest.raises(OSError, match="disk full"):
            manifest.put(entry(name, b"other"), broken())  # type: ignore[arg-type]
    assert manifest.entries == {"old.pptx": before}
    assert manifest.entry("old.pptx") == before
    assert (tmp_path / "old.pptx").read_bytes() == b"old.pptx"
    assert not list(tmp_path.glob(".*.part"))


def test_a_deck_that_cannot_take_its_place_keeps_its_entry(tmp_path: Path) -> None:
    """Noted before it takes its place: where that fails, the entry goes again."""
    manifest = filled(tmp_path, "old.pptx")
    before = manifest.entries["old.pptx"]
    (tmp_path / "new.pptx").mkdir()
    with pytest.raises(OSError):
        manifest.put(entry("new.pptx"), [b"deck"])
    assert manifest.entries == {"old.pptx": before}


def test_a_deck_is_untouched_while_its_bytes_are_those_that_were_built(tmp_path: Path) -> None:
    manifest = filled(tmp_path, "a.pptx")
    file = tmp_path / "a.pptx"
    assert manifest.untouched("a.pptx") and manifest.entry("a.pptx") is not None
    os.utime(file, ns=(1, 1))
    assert manifest.untouched("a.pptx")  # copied, say: read again
    file.write_bytes(b"another")
    assert not manifest.untouched("a.pptx")
    assert manifest.entry("a.pptx") is None
    file.unlink()
    assert not manifest.untouched("a.pptx")
    assert not manifest.untouched("never.pptx")


def test_a_deck_is_not_read_while_its_size_and_time_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor after it was read once."""
    manifest = filled(tmp_path, "a.pptx")
    read: list[str] = []
    honest = Manifest._read
    monkeypatch.setattr(Manifest, "_read", lambda self, name: read.append(name) or honest(self, name))
    assert manifest.untouched("a.pptx") and read == []
    os.utime(tmp_path / "a.pptx", ns=(1, 1))
    assert manifest.untouched("a.pptx") and manifest.untouched("a.pptx")
    assert read == ["a.pptx"]


def killed(folder: Path, number: int, *entries: Entry) -> Path:
    """Leave the journal of a run that was killed."""
    path = folder / f".manifest-{number}-{number}.journal"
    lines = "".join(json.dumps(each.as_row()) + "\n" for each in entries)
    path.write_text(lines + '{"file": "half', encoding="utf-8")
    return path


def test_what_a_killed_run_noted_counts_where_the_deck_is_there(tmp_path: Path, gone: int) -> None:
    """Noted before it took its place: which of its entries holds, its bytes say."""
    filled(tmp_path, "a.pptx").write()
    journal = killed(tmp_path, gone, entry("a.pptx", b"newer", slides=9), entry("b.pptx", b"b"), entry("c.pptx", b"c"))
    (tmp_path / "b.pptx").write_bytes(b"b")
    manifest = Manifest.of(tmp_path)
    assert manifest.changed
    assert manifest.untouched("a.pptx") and manifest.entries["a.pptx"].slides == 3
    assert manifest.untouched("b.pptx") and not manifest.untouched("c.pptx")
    manifest.write()
    assert sorted(Manifest.of(tmp_path).entries) == ["a.pptx", "b.pptx"]
    assert not journal.exists()
    (tmp_path / "a.pptx").write_bytes(b"newer")
    killed(tmp_path, gone, entry("a.pptx", b"newer", slides=9))
    manifest = Manifest.of(tmp_path)
    assert manifest.untouched("a.pptx") and manifest.entries["a.pptx"].slides == 9


def test_a_journal_that_cannot_be_read_is_no_error(tmp_path: Path, gone: int) -> None:
    (tmp_path / f".manifest-{gone}-{gone}.journal").write_bytes(b"\xff\xfe")
    assert not Manifest.of(tmp_path).changed


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    manifest = filled(tmp_path, "a.pptx")
    manifest.write()
    (tmp_path / "manifest.json").unlink()
    manifest.write()
    assert not (tmp_path / "manifest.json").exists()


def test_leftovers_of_runs_that_ended_go_and_those_of_others_stay(tmp_path: Path, gone: int) -> None:
    """A half-written file goes where its process has ended, or after an hour; who still runs keeps its journal."""
    running = os.getppid()
    old, young, ended = (tmp_path / f".{number}-{n}.part" for n, number in enumerate((running, running, gone)))
    others = tmp_path / f".manifest-{running}-1.journal"
    own_worker = tmp_path / f".manifest-{os.getpid()}-99.journal"
    nameless = tmp_path / ".manifest-x.journal"
    visible = tmp_path / f"{gone}-1.part"
    for path in (old, young, ended, others, own_worker, nameless, visible):
        path.touch()
    now = time.time()
    os.utime(old, (now - 3700, now - 3700))
    os.utime(young, (now - 3500, now - 3500))
    filled(tmp_path, "a.pptx").write()
    left = {path for path in (old, young, ended, others, own_worker, nameless, visible) if path.exists()}
    assert left == {young, others, nameless, visible}


def test_a_journal_stands_until_the_manifest_has_it(tmp_path: Path) -> None:
    manifest = filled(tmp_path, "a.pptx", "b.pptx")
    (journal,) = tmp_path.glob(".manifest-*.journal")
    assert journal.name == f".manifest-{os.getpid()}-{os.getpid()}.journal"
    assert len(journal.read_bytes().splitlines()) == 2
    manifest.write()
    assert not journal.exists()


def test_decks_that_are_no_longer_made_are_those_that_were_asked_for(tmp_path: Path) -> None:
    """Of these formats, languages, brands and audiences; those of audiences that were left out are not gone."""
    manifest = Manifest(tmp_path)
    for name, more in {
        "made": {}, "left": {}, "german": {"language": "de"}, "avond": {"brand": "avond"}, "pdf": {"format": "pdf"},
        "school": {"audience": "school"}, "nobody": {"audience": ""}, "vanished": {},
    }.items():  # fmt: skip
        manifest.put(entry(name, **more), [b"deck"])
    (tmp_path / "vanished").unlink()

    def others(everyone: bool = False, audiences: tuple[str, ...] = ("raad",)) -> list[str]:
        found = manifest.others({"made"}, {"pptx"}, {"nl"}, {"helder"}, set(audiences), everyone)
        assert all(path.parent == tmp_path for path in found)
        return [path.name for path in found]

    assert others() == ["left"]
    assert others(audiences=("raad", "school")) == ["left", "school"]
    assert others(everyone=True) == ["left", "school"]
    assert others(audiences=("",)) == ["nobody"]


def test_a_deck_changed_by_hand_is_not_dropped(tmp_path: Path) -> None:
    manifest = filled(tmp_path, "a.pptx", "b.pptx")
    manifest.changed = False
    (tmp_path / "b.pptx").write_bytes(b"by hand")
    manifest.drop("b.pptx")
    assert (tmp_path / "b.pptx").exists() and "b.pptx" in manifest.entries and not manifest.changed
    manifest.drop("a.pptx")
    assert not (tmp_path / "a.pptx").exists() and "a.pptx" not in manifest.entries and manifest.changed


def test_copies_of_changed_decks_are_numbered(tmp_path: Path) -> None:
    manifest = filled(tmp_path, "a.b.pptx")
    os.utime(tmp_path / "a.b.pptx", ns=(5_000_000_000, 5_000_000_000))
    names = [manifest.keep_copy("a.b.pptx").name for _ in range(2)]
    assert names == ["a.b.changed-1.pptx", "a.b.changed-2.pptx"]
    assert (tmp_path / names[1]).read_bytes() == b"a.b.pptx"
    assert (tmp_path / names[1]).stat().st_mtime_ns == 5_000_000_000


def test_a_distant_folder_has_no_journals_and_reads_its_decks(tmp_path: Path) -> None:
    from upath import UPath

    folder = UPath(f"memory://manifest-{tmp_path.name}")
    manifest = Manifest.of(folder)
    assert isinstance(manifest, DistantManifest)
    manifest.put(entry("a.pptx"), [b"de", b"ck"])
    assert manifest.changed and manifest.exists("a.pptx") and not manifest.exists("b.pptx")
    assert manifest.untouched("a.pptx")
    manifest.write()
    again = Manifest.of(folder)
    assert again.entries == manifest.entries and not again.changed
    assert manifest.keep_copy("a.pptx").read_bytes() == b"deck"
    (folder / "a.pptx").write_bytes(b"kced")
    assert not again.untouched("a.pptx")


def test_a_row_tells_of_a_deck_and_not_how_its_file_stands() -> None:
    made = entry("a.pptx", departures=(("ü", ("Überschrift",)),), size=5, moment=7)
    assert list(made.as_row()) == [
        "file", "audience", "language", "brand", "slides", "warnings", "sha256", "key", "departures", "format",
    ]  # fmt: skip
    assert Entry.of_row(json.loads(json.dumps(made.as_row()))) == made
    assert "Überschrift" in b"".join(json_lines([made])).decode()
    assert made == entry("a.pptx", departures=(("ü", ("Überschrift",)),))
