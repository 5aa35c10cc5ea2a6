"""The small Markdown of text fields, parsed into paragraphs and runs by markdown-it-py.

`**bold**`, `*italic*`, `~~struck~~`, `` `code` ``, `[link](…)`, `^sup^`, `~sub~`, a backslash at a line's end, `\\` as escape.
Bare addresses become links.
`_` is literal. A line end is a space, an empty line a new paragraph; notes may hold lists.
markdown-it is imported for texts that hold a mark, and for no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from builder.plan import Paragraph, Run

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARKS = re.compile(r"[*\[\]\\^~`]")
# compiled when a text needs them
_BARE = (
    r"(?i)(?<![\w@/.:+-])(?:https?://[^\s<>\"“”«»\ufdd0-\ufdd1]+|www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"“”«»\ufdd0-\ufdd1]*)?"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?![@\ufdd0])"
)
_LOOSE_LINK = r"(?i)\]\(\s*((?:https?://|mailto:|tel:)(?:[^()<>\n]|\([^()\n]*\))*)\)"
_IN_ANGLES = (
    r"(?i)<((?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>"  # as CommonMark writes a bare address
)
_LINK_IN_ANGLES = r"(?i)\]\(\s*<((?:https?://|mailto:|tel:)[^<>\n]*)>\s*\)"
_TIMES = r"(?<=\d)\*(?=\d)"  # 2*3*4 is arithmetic
_CODE = r"(`+[^`]*`+)"
_LOOSE_AND = r"&(?![\w.-]+=)"
_LIST_LINE = re.compile(r"(?m)^\s*(?:[-*+]|\d+[.)])\s+\S")
_UNDERSCORE = "\ufdd2"  # keeps `_` out of the emphasis rule; read_yaml refuses this character
_ALLOWED_LINK = re.compile(r"^(?:https?://\S+|mailto:\S+|tel:\S+|#[a-z0-9-]+)$", re.I)


class Parsed(NamedTuple):
    """A parsed text and what a person should know about it: rule and message."""

    paragraphs: tuple[Paragraph, ...]
    remarks: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)
def parse(source: str, *, lists: bool = False) -> Parsed:
    """Parse a text field; lists: also take list items, as speaker notes do."""
    text = source.strip()
    if "<" in text:
        text = re.sub(_IN_ANGLES, lambda found: found[1].removeprefix("mailto:"), text)
    if not _MARKS.search(text) and not (lists and _LIST_LINE.search(text)):
        blocks = re.split(r"\n[ \t]*\n+", text) if "\n" in text else [text]
        return Parsed(
            tuple(
                Paragraph(tuple(_linked(Run(" ".join(block.split("\n")).strip())))) for block in blocks if block.strip()
            ),
            (),
        )
    return _parse_marked(text, lists)


def allowed_link(address: str) -> bool:
    """True for http, https, mailto, tel and `#slide-id`."""
    return bool(_ALLOWED_LINK.match(address))


def link_hint(address: str) -> str:
    """Say how an address is written that is no link as it stands."""
    bare = address.strip()
    if found := re.search(r"""(?:src|href)\s*=\s*["']?(https?://[^"'\s>]+)""", bare, re.I):
        return f"write the address alone: {found[1]}"
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", bare):
        return f"write mailto:{bare}"
    if re.fullmatch(r"(?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:[/?#:]\S*)?", bare, re.I):
        return f"write https://{bare.removeprefix('//')}"
    return "a link begins with https://, mailto: or tel:"


def strip_marks(source: str) -> str:
    """Return the words of a text without its marks, on one line."""
    return " ".join(p.text.replace("\n", " ") for p in parse(source).paragraphs)


def _parse_marked(text: str, lists: bool) -> Parsed:
    tokens = _parser(lists).parse(_readied(text).replace("_", _UNDERSCORE))
    paragraphs: list[Paragraph] = []
    remarks: list[tuple[str, str]] = []
    begins = False  # an item, whose first paragraph has its mark
    stack: list[int] = []  # of the lists around: the number of the item, 0 for bullets
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            stack.append(0 if token.type.startswith("bullet") else int(token.attrs.get("start", 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            stack.pop()
        elif token.type == "list_item_close" and stack[-1]:
            stack[-1] += 1
        elif token.type == "list_item_open":
            begins = True
        elif token.type == "inline":
            runs = _runs(token.children or [], remarks)
            marker: Any = "inherit" if not stack else "none" if not begins else "number" if stack[-1] else "bullet"
            number = stack[-1] if stack and begins else 0
            begins = False
            paragraphs.append(Paragraph(tuple(runs), level=max(len(stack) - 1, 0), marker=marker, number=number))
    return Parsed(tuple(paragraphs), tuple(remarks))


def _readied(text: str) -> str:
    """Return a text whose links and signs of multiplication the parser reads as people mean them; code stays as it is."""
    parts = re.split(_CODE, text) if "`" in text else [text]
    for number in range(0, len(parts), 2):
        part = parts[number]
        if "](" in part:
            part = re.sub(_LINK_IN_ANGLES, _without_angles, part)
            part = re.sub(_LOOSE_LINK, _tight, part)
        parts[number] = re.sub(_TIMES, r"\\*", part) if "*" in part else part
    return "".join(parts)


def _without_angles(found: re.Match[str]) -> str:
    return f"]({found[1].strip().replace('(', '%28').replace(')', '%29')})"


def _tight(found: re.Match[str]) -> str:
    """Write a link as an address is written: spaces as %20; in a subject of an e-mail `&` as %26."""
    address, quote, title = found[1].rstrip(), "", ""
    if named := re.search(r"""\s+(["'])(.*)\1$""", address):
        address, quote, title = address[: named.start()], named[1], named[2]
    if address[:7].lower() == "mailto:":
        address = re.sub(_LOOSE_AND, "%26", address)
    address = re.sub(r"\s", "%20", address)
    return f"]({address} {quote}{title}{quote})" if quote else f"]({address})"


def _linked(run: Run) -> Iterator[Run]:
    """Divide a run at its bare addresses, and make these links."""
    text, done = run.text, 0
    if run.link or run.code or not _ADDRESS.search(text):
        yield run
        return
    for found in re.finditer(_BARE, text):
        address = found[0].rstrip(".,;:!?'*_…")
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(".,;:!?")
        mail = "://" not in address[:9] and "@" in address and address[:4].lower() != "www."
        start = "mailto:" if mail else "" if "://" in address[:9] else "https://"
        if found.start() > done:
            yield replace(run, text=text[done : found.start()])
        yield replace(run, text=address, link=start + address)
        done = found.start() + len(address)
    if done < len(text):
        yield replace(run, text=text[done:])


_ADDRESS = re.compile(r"://|www\.|@", re.I)


def _runs(tokens: list[Any], remarks: list[tuple[str, str]]) -> list[Run]:
    runs: list[Run] = []
    bold = italic = struck = 0
    script, link = "", ""
    for token in tokens:
        kind, text = token.type, token.content.replace(_UNDERSCORE, "_")
        if kind == "strong_open":
            bold += 1
        elif kind == "strong_close":
            bold -= 1
        elif kind == "em_open":
            italic += 1
        elif kind == "em_close":
            italic -= 1
        elif kind in ("s_open", "s_close"):
            struck += 1 if kind == "s_open" else -1
        elif kind in ("sup_open", "sub_open"):
            script = kind[:3]
        elif kind in ("sup_close", "sub_close"):
            script = ""
        elif kind == "link_open":
            link = str(token.attrs["href"]).replace(_UNDERSCORE, "_")
            if "\ufdd0" not in link and not allowed_link(link):
                is_picture = bool(runs) and runs[-1].text.endswith("!")
                refused = f"the picture '{link}' cannot stand in a text"
                message = refused if is_picture else f"the link '{link}' is not http, https, mailto, tel or #id"
                remarks.append(("picture-in-text" if is_picture else "link-scheme", message))
            if token.attrs.get("title"):
                remarks.append(("markup-left", f"the title of the link '{link}' is not shown"))
        elif kind == "link_close":
            link = ""
        elif kind in ("text", "text_special", "softbreak", "hardbreak", "code_inline"):
            text = {"softbreak": " ", "hardbreak": "\n"}.get(kind, text)
            if kind == "text" and "**" in text:
                remarks.append(("markup-unmatched", "** stands here without its partner"))
            made = Run(text, bold > 0, italic > 0, script, link, "", struck > 0, kind == "code_inline")  # type: ignore[arg-type]
            runs = _append(runs, made)
    return [part for run in runs for part in _linked(run)]


def _append(runs: list[Run], run: Run) -> list[Run]:
    """Add a run, joined to the last one where they look alike."""
    if runs:
        last = runs[-1]
        if replace(last, text="") == replace(run, text=""):
            runs[-1] = replace(run, text=last.text + run.text)
            return runs
    if run.text:
        runs.append(run)
    return runs


_parsers: dict[bool, MarkdownIt] = {}


def _parser(lists: bool) -> MarkdownIt:
    if lists not in _parsers:
        from markdown_it import MarkdownIt

        parser = MarkdownIt("zero").enable(["emphasis", "strikethrough", "backticks", "link", "escape", "newline"])
        parser.core.ruler.disable("text_join")  # would hide which marks were escaped
        if lists:
            parser.enable("list")
        parser.validateLink = lambda url: True  # type: ignore[method-assign]
        parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
        parser.inline.ruler.push("sup", _script_rule("^", "sup"))
        parser.inline.ruler.push("sub", _script_rule("~", "sub"))
        _parsers[lists] = parser
    return _parsers[lists]


def _script_rule(mark: str, name: str) -> Any:
    """Make the inline rule for text between two single marks, without spaces in it."""

    def rule(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if state.src[start] != mark:
            return False
        end = state.src.find(mark, start + 1, state.posMax)
        inside = state.src[start + 1 : end] if end > 0 else ""
        if not inside or re.search(r"\s", inside):
            return False
        if not silent:
            state.push(f"{name}_open", "", 1)
            token = state.push("text", "", 0)
            token.content = inside
            state.push(f"{name}_close", "", -1)
        state.pos = end + 1
        return True

    return rule
