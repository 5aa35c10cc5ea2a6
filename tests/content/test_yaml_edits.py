"""YAML edited as text: only the wanted place differs, and comments, layout, line ends and marks stay.

What a file says is worked out here by PyYAML's own nodes, comments by its tokens, and what may change of
the text by lines: by other ways than the editor's own.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.content.edits import EditRefused, YamlFile
from tests.content.strange_yaml import strange_files

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(
    path for folder in ("content", "templates", "tests") for path in (ROOT / folder).rglob("*.y*ml") if path.is_file()
)
TEXTS = (
    'Nieuw: "tekst" #1 it\'s', "kort", "", "ja", "null", "12", "a, b", "[x", "{y: 1}", "twee\nregels", "drie\n\nalinea's\n",
    "- streep", "? vraag", "einde:", "#hek", " spatie", "spatie ", "ta\tb", "é 漢字 😀", "'s ochtends", "100%", "@x", "*vet*", "&c",
    "back\\slash", "{{ audience.name }}", "x" * 300 + " " + "lang " * 60 + "einde", "a\u2028b", "\u0085", "---", "...", "...\n---",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    "tekst", 12, True, None, ["a", "b: c"], {"k": "v", "lijst": ["x", {"y": "z"}]}, {"kind": "poll", "notes": "een\ntwee\n"}, [], {},
    {"results": {"a": 1, "no": 3}},
)  # fmt: skip


class _Loader(yaml.SafeLoader):
    pass


def said(text: str) -> Any:
    """Return what a text says: texts, lists, mappings."""
    return _plain(yaml.compose(text, Loader=_Loader))


def _plain(node: Any) -> Any:
    if node is None:
        return ""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each) for each in node.value]
    return {_plain(key): _plain(value) for key, value in node.value}


def comments(text: str) -> Counter[str]:
    """Return the comments of a text: hashes that no token covers."""
    covered = bytearray(len(text))
    for token in yaml.scan(text, Loader=_Loader):
        start, end = token.start_mark.index, token.end_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            head = text.find("\n", start)
            covered[start] = 1  # a comment may follow in the line
            start = head
        covered[start:end] = b"\1" * (end - start)
    masked = "".join("x" if hidden and each != "\n" else each for each, hidden in zip(text, covered, strict=True))
    return Counter(match[1].rstrip() for match in re.finditer(r"(?:^|\s)(#[^\n]*)", masked))


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return every place of a value with what stands there."""
    found = [(path, value)]
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        found += places(child, (*path, step))
    return found


def meant(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: meant(each) for key, each in value.items()}
    if isinstance(value, list):
        return [meant(each) for each in value]
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def changed(value: Any, path: tuple[str | int, ...], edit: Any) -> Any:
    """Return a value with its part at a path edited."""
    if not path:
        return edit(value)
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = changed(value[path[0]], path[1:], edit)
    return copied


def moved(value: Any, place: int, index: int) -> Any:
    pairs = list(value.items()) if isinstance(value, dict) else list(value)
    pairs.insert(index, pairs.pop(place))
    return dict(pairs) if isinstance(value, dict) else pairs


def inserted(value: Any, step: str | int, new: Any) -> Any:
    if isinstance(step, str):
        return {**(value or {}), step: new}
    items = list(value or [])
    items.insert(step, new)
    return items


Edit = tuple[YamlFile, Any, str, tuple[str | int, ...]]


def one_edit(file: YamlFile, chance: random.Random) -> Edit:
    """Make one random edit; returns the file, what it is to say, what was done and where."""
    before = said(plain(file.text))
    path, value = chance.choice(places(before)[1:] or places(before))
    operation = chance.choice(("set", "set", "set", "insert", "insert", "remove", "move"))
    if operation == "set" and isinstance(value, (dict, list)) and value and chance.random() < 0.8:
        operation = "insert"  # a text in the place of what holds comments is refused
    if operation == "set" and path:
        new = chance.choice(VALUES) if chance.random() < 0.15 else chance.choice(TEXTS)
        made = file.set(path, new)
        return made, changed(before, path, lambda _: meant(new)), operation, path
    if operation == "insert" and (isinstance(value, (dict, list)) or value == ""):
        step: str | int = chance.randint(0, len(value)) if isinstance(value, list) else "nieuwe-sleutel"
        new = chance.choice(VALUES)
        return (
            file.insert((*path, step), new),
            changed(before, path, lambda v: inserted(v, step, meant(new))),
            operation,
            (*path, step),
        )
    if operation == "remove" and path:

        def without(parent: Any) -> Any:
            copied = dict(parent) if isinstance(parent, dict) else list(parent)
            del copied[path[-1]]  # type: ignore[arg-type]
            return copied

        return file.remove(path), changed(before, path[:-1], without), operation, path
    if isinstance(value, (dict, list)) and len(value) > 1:
        place, index = chance.randrange(len(value)), chance.randrange(len(value))
        step = [*value][place] if isinstance(value, dict) else place
        return file.move((*path, step), index), changed(before, path, lambda v: moved(v, place, index)), "move", path
    return file, before, "move", path


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def ordered(value: Any) -> Any:
    """Return a value in which the order of keys counts, and the line ends at a block's end do not."""
    if isinstance(value, dict):
        return [(key, ordered(each)) for key, each in value.items()]
    return [ordered(each) for each in value] if isinstance(value, list) else value.rstrip("\n")


def alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def check_elsewhere(before: str, after: str, operation: str, path: tuple[str | int, ...]) -> None:
    """See that nothing changed but one stretch, which lies inside of what was edited."""
    if operation == "move":
        old, new = ([line.strip() for line in text.splitlines()] for text in (before, after))
        assert Counter("".join(old)) == Counter("".join(new))
        return
    head = alike(before, after)
    tail = min(alike(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    gone, come = before[head : len(before) - tail], after[head : len(after) - tail]
    if operation == "remove":
        letters = iter(before)
        assert come.strip() in ("", "[]", "{}") or all(each in letters for each in after)
    elif gone:
        node = yaml.compose(before, Loader=_Loader)
        for step in path if operation == "set" else path[:-1]:
            node = next(v for k, v in node.value if k.value == step) if isinstance(step, str) else node.value[step]
        if operation == "set" and before[head - 1 : head + 1].count("*"):
            return  # an alias, whose node has its anchor's marks
        assert len(before[: node.start_mark.index].rstrip()) <= head
        assert head + len(gone) <= node.end_mark.index
        assert operation == "set" or len(node.value) == 0 or node.value in ("~", "null")


def run(name: str, data: bytes, count: int) -> tuple[int, int]:
    """Make random edits of a file; returns how many were made and how many refused."""
    file = YamlFile.of(data, name)
    made = refused = 0
    for number in range(count):
        chance = random.Random(f"{name} {number}")
        try:
            edited, wanted, operation, path = one_edit(file, chance)
        except EditRefused as error:
            refused += 1
            assert error.reason in ("alias", "layout"), error
            continue
        made += 1
        text, where = plain(edited.text), f"{name}, edit {number}"
        assert ordered(said(text)) == ordered(wanted), where
        old, new = comments(plain(file.text)), comments(text)
        assert new <= old if operation == "remove" else new == old, where
        check_elsewhere(file.text, edited.text, operation, path)
        assert edited.data.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf"), where
        if b"\r\n" not in data:
            assert "\r" not in edited.text, where
        elif data.count(b"\r\n") == data.count(b"\n"):
            assert re.search(r"(?<!\r)\n", edited.text) is None, where
        if edited.text and operation != "remove":  # the last text may have been a block, which needs its line end
            assert edited.text.endswith("\n") == data.endswith(b"\n"), where
    return made, refused


@pytest.mark.parametrize("name", strange_files())
def test_random_edits_of_strange_files(name: str, request: pytest.FixtureRequest) -> None:
    made, refused = run(name, strange_files()[name], request.config.getoption("--edits"))
    assert made > refused if name.startswith("anchors") else made > 3 * refused


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_random_edits_of_shipped_files(path: Path, request: pytest.FixtureRequest) -> None:
    try:
        YamlFile.read(path)._source()
    except EditRefused:
        pytest.skip("is broken on purpose")
    made, refused = run(path.name, path.read_bytes(), request.config.getoption("--edits") // 4 or 1)
    assert made > refused


SLIDES = b"""slides:
  # over de peiling
  - kind: poll   # soort
    id: a
    options: [Ja, Nee]   # twee

  - {kind: title, id: b}
"""


def test_results_are_written_beside_the_options_in_the_layout_of_the_file() -> None:
    made = YamlFile.of(SLIDES, "s.yaml").put(("slides", 0, "results"), {"A": 3, "B": 4}, after="options")
    assert made.text == SLIDES.decode().replace("# twee\n", "# twee\n    results:\n      A: 3\n      B: 4\n")
    assert made.put(("slides", 0, "results"), {"A": 5, "B": 4}).text == made.text.replace("A: 3", "A: 5")
    assert "+    results:" in made.diff() and made.diff().startswith("--- a/s.yaml")


def test_what_stands_behind_an_alias_is_refused() -> None:
    file = YamlFile.of(b"a: &x {b: 1}\nc: *x\n")
    for path, reason in (
        (("c", "b"), "alias"),
        (("a", "b"), "layout"),
        (("d",), "not-there"),
        (("a", "b", "c"), "not-there"),
    ):
        with pytest.raises(EditRefused) as caught:
            file.set(path, "y")
        assert caught.value.reason == reason
    assert file.set(("c",), "los").text == "a: &x {b: 1}\nc: los\n"


def test_what_is_no_yaml_is_refused() -> None:
    for data, reason in (
        (b"a: [", "not-yaml"),
        (b"a: 1\na: 2\n", "not-yaml"),
        (b"a: \xff", "not-utf-8"),
        (b"a: *x", "not-yaml"),
    ):
        with pytest.raises(EditRefused) as caught:
            YamlFile.of(data).set(("a",), "b")
        assert caught.value.reason == reason
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    with pytest.raises(EditRefused):
        YamlFile.of(bomb.encode()).set(("a0", 0), "y")


def test_a_file_is_replaced_whole_and_only_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    path.chmod(0o640)
    edited = YamlFile.read(path).set(("a",), "x\ty")
    edited.write()
    assert path.read_bytes() == b'\xef\xbb\xbfa: "x\\ty"\r\nb: 2\r\n'
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["s.yaml"]
    with pytest.raises(EditRefused) as caught:
        edited.set(("b",), "3").write()
    assert caught.value.reason == "file-changed"


def test_a_file_that_is_not_there_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "audiences" / "x.yaml"
    YamlFile.new(path).put(("slides",), {"peiling": {"results": {"A": 3}}}).write()
    assert path.read_text() == "slides:\n  peiling:\n    results:\n      A: 3\n"
    with pytest.raises(EditRefused):
        YamlFile.new(path).put(("slides",), {}).write()


def test_the_path_of_a_place_is_found() -> None:
    file = YamlFile.of(SLIDES.replace(b"\n", b"\r\n"))
    assert file.path_at(3, 5) == ("slides", 0)
    assert file.path_at(7, 5) == ("slides", 1)
    assert file.path_at(5, 15) == ("slides", 0, "options", 0) or file.path_at(5, 14) == ("slides", 0, "options")
