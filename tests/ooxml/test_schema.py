"""Elements against a schema: a small table of its own, so that each rule of the models is seen by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builder.ooxml import schema as module
from builder.ooxml.schema import Schema, schema

URI = "urn:x"


def table(model: Any = "", attributes: dict[str, str] | None = None, **types: list[Any]) -> dict[str, Any]:
    leaves = {f"x:CT/x:{name}": [{}, ""] for name in "abcd"}
    return {
        "namespaces": {"x": URI, "y": "urn:y"}, "enums": [["one", "two"], ["auto"]],
        "roots": {"x:root": "x:CT_Root/x:root", "x:other": "x:CT/x:a"},
        "types": {**leaves, **types, "x:CT_Root/x:root": [attributes or {}, model]},
    }  # fmt: skip


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def make(*arguments: Any, **more: Any) -> Schema:
        (tmp_path / "schema.json").write_text(json.dumps(table(*arguments, **more)), encoding="utf-8")
        monkeypatch.setattr(module, "_TABLE", tmp_path / "schema.json")
        return Schema()

    return make


def faults(rules: Schema, children: str = "", attributes: str = "") -> list[str]:
    inner = "".join(f"<x:{name}/>" if name.isalpha() else name for name in (children.split() if "<" not in children else [children]))  # fmt: skip
    root = etree.fromstring(f"<x:root xmlns:x='{URI}' xmlns:y='urn:y' xmlns:z='urn:z' {attributes}>{inner}</x:root>")
    return [wrong.message for wrong in rules.faults(root)]


A, B, C, D = (f"x:CT/x:{name}" for name in "abcd")


@pytest.mark.parametrize(
    ("model", "right", "wrong"),
    [
        ([",", A, B], ["a b"], ["", "a", "b", "b a", "a b b", "a a b"]),
        ([",", f"{A}?", B], ["a b", "b"], ["", "a", "a a b"]),
        ([",", f"{A}*", B], ["b", "a b", "a a a b"], ["a", "a b a"]),
        ([",", f"{A}+"], ["a", "a a a"], ["", "b"]),
        ([",", f"{A}{{2,3}}"], ["a a", "a a a"], ["a", "a a a a"]),
        ([",", f"{A}{{2,}}"], ["a a", "a a a a a"], ["a"]),
        (["|", A, B], ["a", "b"], ["", "a b", "c"]),
        (["|?", A, B], ["", "a", "b"], ["a b"]),
        (["|*", A, B], ["", "a b a", "b b"], ["a c"]),
        (["|+", A, B], ["a", "a b"], [""]),
        (["|{0,2}", A, B], ["", "a", "a b"], ["a b a"]),
        ([",{2,2}", A, B], ["a b a b"], ["", "a b", "a b a b a b", "a b a"]),
        ([",?", A, B], ["", "a b"], ["a"]),
        ([",*", A, B], ["", "a b", "a b a b"], ["a b a"]),
        (["&", A, f"{B}?", C], ["a b c", "c b a", "c a", "a c"], ["a b", "b", "a a c", ""]),
        ([",", ["|", A, [",", B, C]], D], ["a d", "b c d"], ["d", "a b c d", "b d"]),
        ([",", ["|", f"{A}?", B], D], ["a d", "d", "b d"], ["a b d"]),
        (["|", [",*", A], B], ["", "a", "a a", "b"], ["b b"]),
        ([",*", f"{A}?"], ["", "a", "a a"], ["b"]),
    ],
)
def test_children_follow_their_model(made: Any, model: Any, right: list[str], wrong: list[str]) -> None:
    rules = made(model)
    assert [each for each in right if faults(rules, each)] == []
    assert [each for each in wrong if not faults(rules, each)] == []


def test_what_is_out_of_place_too_often_or_missing_is_named(made: Any) -> None:
    rules = made([",", A, f"{B}?", f"{C}?"])
    assert faults(rules, "a c b") in (["x:c is not in its place among the children of x:root"], ["x:b is not in its place among the children of x:root"])  # fmt: skip
    assert faults(rules, "a b b") == ["x:root holds x:b more often than it may"]
    assert faults(rules, "b") == faults(rules, "") == ["x:root lacks x:a"]
    assert faults(rules, "a d") == ["x:d does not belong in x:root"]
    assert faults(made([",", A, B]), "") == ["x:root lacks what it has to hold"]
    assert faults(made([",", A, B, C, D]), "d c b a") == ["the children of x:root are not in the order of the schema"]
    assert faults(made(""), "a b") == ["x:root holds nothing, not x:a", "x:root holds nothing, not x:b"]


def test_the_element_that_is_wrong_is_the_one_that_is_told(made: Any) -> None:
    rules = made([",", A, f"{B}?", f"{C}?"])

    def told(children: str) -> list[str]:
        root = etree.fromstring(f"<x:root xmlns:x='{URI}' xmlns:z='urn:z'>{children}</x:root>")
        return [etree.QName(wrong.element).localname for wrong in rules.faults(root)]

    assert told("<x:a/><x:b/><x:b/>") == ["b"]
    assert told("<z:q/><x:a/><x:d/>") == ["d"]
    assert told("<z:q/><x:a/><z:q/><x:b/><x:b/>") == ["b"]
    assert told("<x:b/>") == ["root"]


def test_many_children_are_not_tried_one_by_one(made: Any) -> None:
    """From two hundred and one on."""
    rules = made([",", f"{A}*", f"{B}?"])
    assert faults(rules, "b " + "a " * 199)[0].startswith("x:b is not in its place")
    assert faults(rules, "b " + "a " * 200) == ["x:root holds children out of order, or more than it may"]


def test_what_another_namespace_adds_is_free_and_any_holds_roots(made: Any) -> None:
    rules = made([",", A])
    assert faults(rules, "<x:a/><z:own/>") == []
    open_ = made([",", "any*"], **{A: [{}, [",", B]]})
    assert faults(open_, "<z:own/><x:d/>") == []
    assert faults(open_, "<x:other/>") == ["x:a lacks x:b"]
    assert list(rules.faults(etree.fromstring("<x/>"))) == []


def test_children_of_children_are_looked_at(made: Any) -> None:
    rules = made([",", A], **{A: [{"n": "!b"}, [",", f"{B}?"]]})
    assert faults(rules, "<x:a n='1'><x:b><x:c/></x:b></x:a>") == ["x:b holds nothing, not x:c"]
    assert faults(rules, "<x:a/>") == ["x:a lacks its attribute n"]


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("s", ["", "x"], []),
        ("b", ["0", "1", "true", "false", "on", "off", "t", "f"], ["", "2", "yes", "TRUE"]),
        ("e0", ["one", "two"], ["", "three", "auto"]),
        ("i", ["0", "-2147483648", "2147483647", " 7 ", "+7"], ["", "2147483648", "-2147483649", "1.0", "x", "٣", "1" * 30]),
        ("u", ["0", "4294967295"], ["-1", "4294967296"]),
        ("l", ["-9223372036854775808", "9223372036854775807"], ["9223372036854775808", "-9223372036854775809"]),
        ("u8", ["0", "255"], ["256", "-1"]), ("i8", ["-128", "127"], ["-129", "128"]), ("u16", ["65535"], ["65536"]),
        ("i[5,9]", ["5", "9"], ["4", "10"]), ("i[5,]", ["5", "2147483647"], ["4", "2147483648"]),
        ("u8[0,999]", ["255"], ["256"]), ("u[,7]", ["0", "7"], ["8", "-1"]),
        ("x3", ["00ffAA"], ["00ffA", "00ffAA0", "gg0000"]), ("x", ["", "0a", "0a1b"], ["0", "zz"]),
        ("d", ["1", "-1.5", ".5", "1e3", "INF", "NaN"], ["", "x", "1,5"]),
        ("t", ["2026-11-27T08:00:00Z"], ["2026-11-27", "x"]),
        ("/ab+/", ["ab", "abbb"], ["a", "xab"]), ("e1|l[0,5]", ["auto", "5"], ["one", "6"]),
    ],
)  # fmt: skip
def test_attributes_take_what_their_rules_say(made: Any, rule: str, right: list[str], wrong: list[str]) -> None:
    rules = made("", {"n": rule})
    assert faults(rules) == []
    assert [each for each in right if faults(rules, attributes=f"n='{each}'")] == []
    for each in wrong:
        assert faults(rules, attributes=f"n='{each}'") == [f'n="{each[:40]}" of x:root is not a value that it takes']
    needed = made("", {"n": f"!{rule}"})
    assert faults(needed) == ["x:root lacks its attribute n"]
    assert [each for each in right if faults(needed, attributes=f"n='{each}'")] == []


def test_attributes_of_known_namespaces_are_looked_at_and_of_others_not(made: Any) -> None:
    rules = made("", {"n": "s", "y:own": "b"})
    assert faults(rules, attributes="m='1'") == ["x:root has no attribute m"]
    assert faults(rules, attributes="y:own='1' z:other='1' xml:space='preserve'") == []
    assert faults(rules, attributes="y:other='1'") == ["x:root has no attribute y:other"]
    assert faults(rules, attributes="y:own='7'") == ['y:own="7" of x:root is not a value that it takes']


def test_what_was_found_once_is_told_each_time(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is remembered meanwhile, and when it is forgotten."""
    monkeypatch.setattr(module, "_KNOWN_LIMIT", 1)
    rules = made([",", A, f"{B}?"], {"n": "i"})
    for _ in range(3):
        assert faults(rules, "b", "n='x'") == ['n="x" of x:root is not a value that it takes', "x:root lacks x:a"]
        assert faults(rules, "a", "n='1'") == []


def test_the_table_of_office_knows_an_element_s_place_and_values() -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    right = f"<a:tbl xmlns:a='{a}'><a:tblGrid><a:gridCol w='5'/></a:tblGrid><a:tr h='1'><a:tc/></a:tr></a:tbl>"
    assert list(schema().faults(etree.fromstring(right))) == []
    (wrong,) = schema().faults(etree.fromstring(right.replace("w='5'", "w='x'")))
    assert wrong.message == 'w="x" of a:gridCol is not a value that it takes'
