"""Marks that the small Markdown does not know: told, since they would stand on the slide as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class Remark(NamedTuple):
    """What a person should know about a text: rule, message, what to do."""

    rule: str
    message: str
    hint: str = "put a backslash before a mark that is text"


_TAG = "a|b|i|u|s|em|strong|strike|del|ins|p|div|span|sub|sup|small|big|font|h[1-6]|ul|ol|li|img|table|tr|td|th|hr|center|mark|code|pre"
# What a text holds that may have a mark, rule, pattern with its flags, what the mark is, what to do. Patterns are compiled
# when a text needs them: all of them cost a hundredth of a small build.
_RULES: tuple[tuple[str, str, str, int, str, str], ...] = (
    ("$", "markup-left", r"(?<![\w$])(\${1,2})(?=[^\s$])[^$\n]{0,200}?[^\s$]\1(?![\w$])", 0,
     "is a formula elsewhere, and stands here with its marks", "write it with ^2^ and ~2~, or show it as a picture"),
    ("[^", "markup-left", r"\[\^[^\]\s]{1,40}\]", 0,
     "is a footnote elsewhere, and stands here as it is", "write ^1^, and the reference in sources:"),
    ("<", "markup-left", r"<br\s*/?>", re.I,
     "is no line break here, and stands as it is", "end the line with a backslash, or leave an empty line"),
    ("<", "markup-left", rf"</?(?:{_TAG})(?:\s[^<>]*)?/?>|<!--.*?-->", re.I | re.S,
     "is HTML, and stands here as it is", "take it out; **bold**, *italic*, ^sup^, ~sub~, ~~struck~~ and `code` are known"),
    ("&", "markup-left", r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d?);", re.I,
     "is a sign as HTML writes it, and stands here as it is", "type the sign itself"),
    ("```", "markup-left", r"(?m)^\s*```\w*", 0,
     "begins a block of code, which is put on one line here", "put each line between ` marks, or show a picture of it"),
    ("](", "markup-left", r"!\[[^\]\n]{0,200}\]\([^)\n]*\)", 0,
     "is a picture elsewhere, and no picture here", "name it in the field image:"),
    ("](", "markup-left", r"(?<!!)\[[^\]\n]{1,80}\]\((?!<?(?:https?:|mailto:|tel:)|#)[^()\n]*\s[^()\n]*\)", re.I,
     "is no link here, and stands with its marks", "a link begins with https://, mailto: or tel:, or is #slide-id"),
    ("](", "markup-left", r"(?m)\[[^\]\n]{1,80}\]\((?:https?:|mailto:)[^()\n]*$", re.I,
     "is a link without its end, and stands with its marks", "close it with )"),
    ("] (", "markup-left", r"\[[^\]\n]{1,80}\] +\((?:https?:|mailto:)[^()\s]*\)", re.I,
     "is no link here, and stands with its marks", "take out the space between ] and ("),
    ("~~", "markup-left", r"(?<![~\w])~~(?=[^\s~])(?![^\n]*~~)[^~\n]{1,60}", 0,
     "has no partner, and stands here as it is", "write ~~struck~~, or put a backslash before it"),
    ("][", "markup-left", r"\[[^\]\n]{1,80}\]\[[^\]\n]{0,80}\]", 0,
     "is a link elsewhere, and none here", "write [words](https://…)"),
    ("{", "markup-left", r"(?<=\])\{[.#][^{}\n]{1,80}\}|(?<=\s)\{[.#][A-Za-z][^{}\n]{0,80}\}", 0,
     "gives words a class or a name elsewhere, and stands here as it is", "take it out"),
    (":", "markup-left", r"(?m)^:{3,}.*$", 0, "begins a block elsewhere, and stands here as it is", "take it out"),
    (":", "markup-left", r"(?<![\w:]):[a-z][a-z_]{2,30}:(?![\w:])", 0,
     "is a small picture elsewhere, and stands here as it is", "type the sign itself"),
    ("==", "markup-left", r"(?<![=\w])==(?=[^\s=])[^=\n]{1,200}[^\s=]==(?![=\w])", 0,
     "is marked text elsewhere, and stands here with its marks", "write **bold**"),
    ("++", "markup-left", r"(?<![\w+])\+\+(?=[^\s+])[^+\n]{1,200}[^\s+]\+\+(?![\w+])", 0,
     "is underlined text elsewhere, and stands here with its marks", "write **bold**"),
    ("||", "markup-left", r"(?<![\w|])\|\|(?=[^\s|])[^|\n]{1,200}[^\s|]\|\|(?![\w|])", 0,
     "is hidden text elsewhere, and stands here with its marks", "take the marks out"),
    ("_", "markup-left", r"(?<![\w/.@_-])_(?=[^\W\d_])[^_\n]{1,80}(?<=\w)_(?![\w/@_])", 0,
     "is italic elsewhere, and stands here with its marks", "write *italic*"),
    ("__", "markup-left", r"(?<![\w/.@])__(?=[^\W\d_])[^_\n]{1,60} [^_\n]{1,60}(?<=\w)__(?![\w/@])", 0,
     "is bold elsewhere, and stands here with its marks", "write **bold**"),
    ("\\n", "markup-left", r"(?<=[^\W_])[.,;:!?)]?\s?\\n(?=[A-Z\d\s\u2022\u2013-]|$)|(?<!\S)[^\s\\/:]+\\n[a-z][^\s\\/:]*(?!\S)", 0,
     "holds a line break as programs write it, and stands here as it is", "end the line with a backslash, or leave an empty line"),
    ("# ", "markup-left", r"^#{1,6} +\S[^\n]{0,40}", 0,
     "is a heading elsewhere, and stands here with its #", "take the # out; a slide has its title: and headings"),
    ("|", "markup-left", r"(?m)^\|.*\|[ \t]*$", 0, "is a row of a table elsewhere", "kind: table shows tables"),
    ("{%", "markup-left", r"\{%[^%]*%\}", 0,
     "is an instruction of Jinja, and stands here as it is", "say when: or repeat: of the slide, or choose in {{ … }}: {{ 'a' if audience.x else 'b' }}"),
    ("{#", "markup-left", r"\{#[^#]*#\}", 0,
     "is a remark of Jinja, and stands here as it is", "put remarks behind # in the YAML, outside the text"),
    ("> ", "markup-left", r"^>+ +(?![\d€$£])\S[^\n]{0,40}", 0,
     "is a quotation elsewhere, and stands here with its >", "take the > out; kind: statement shows a quotation"),
    ("--", "markup-left", r"(?m)^-{3,}[ \t]*$", 0, "is a line elsewhere, and stands here as it is", "begin another slide"),
    ("<", "merge-field", r"<<[^\W\d]\w{1,40}>>", 0,
     "is a field of a mail merge, and is not filled in", "write {{ audience.… }}"),
    ("<", "merge-field", rf"(?<!<)<(?!/?(?:{_TAG}|br)\b)[^\W\d_][\w -]{{1,30}}(?<=\w)>(?!>)", re.I,
     "is a place to fill in, and is not filled in", "write {{ audience.… }}, or the words that belong here"),
    ("[[", "merge-field", r"\[\[[^\W\d][\w -]{1,40}\]\]", 0,
     "is a place to fill in, and is not filled in", "write {{ audience.… }}, or the words that belong here"),
    ("#", "merge-field", r"(?<![\w#])#[^\W\d_]\w{1,30}#(?![\w#])", 0,
     "is a place to fill in, and is not filled in", "write {{ audience.… }}, or the words that belong here"),
)  # fmt: skip
_ANY = re.compile(
    r"[$<&`|{#=_]|~~|\] \(|\+\+|\\n|\[\[|\]\(|^>|^-{3}|\[\^|!\[|\]\[|:[a-z:]|^\s*(?:[-*+]|\d+[.)])\s", re.M
)
_CODE = r"(?<!`)(`+)(?!`)(?:(?!\1)[^\n]|\n(?!\s*\n))*?(?<!`)\1(?!`)"
_LINE_OF_LIST = r"(?m)^[ \t]*(?:[-*+\u2013]|\d{1,2}[.)])[ \t]+\S"
_FOLDED = r"(?m)(?<=\n)[-*+] \S.* [-*+] \S"  # what > makes of a list
_LONGEST = 40  # characters of a mark that are shown


@lru_cache(maxsize=1024)
def left_marks(source: str, *, lists: bool) -> tuple[Remark, ...]:
    """Name each mark of another Markdown, HTML or TeX that a text would show; lists: list items are read in it."""
    return tuple(_found(source.strip(), lists=lists)) if _ANY.search(source) else ()


def _found(source: str, *, lists: bool) -> Iterator[Remark]:
    text = re.sub(_CODE, " ", source) if "`" in source and "```" not in source else source
    if "\\" in text:
        text = re.sub(r"\\[^\w\s]", "  ", text)
    if not lists:
        yield from _lists(text)
    seen: set[str] = set()
    for needs, rule, pattern, flags, means, hint in _RULES:
        if needs not in text:
            continue
        for found in re.finditer(pattern, text, flags):
            shown = " ".join(found[0].split())
            if shown not in seen and not any(shown in before for before in seen):
                seen.add(shown)
                shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
                yield Remark(rule, f"'{shown}' {means}", hint)


def _lists(text: str) -> Iterator[Remark]:
    lines = re.findall(_LINE_OF_LIST, text)
    if len(lines) > 1:
        yield Remark(
            "list-in-text", "the lines of a list are put behind one another here", "give each a dash of its own in points:, or leave an empty line between them"
        )  # fmt: skip
    elif re.search(_FOLDED, text):
        yield Remark(
            "list-in-text",
            "the lines of a list are put behind one another here",
            "write | in place of >, with an empty line between them, or points:",
        )
    elif lines and text.lstrip()[:2] in ("- ", "* ", "+ "):
        yield Remark(
            "typed-bullet", "the mark of a list stands in the text itself", "remove it: each point has its mark already"
        )


_MERGED = r"«([^\W\d]\w{1,40})»"
_QUOTING = [
    "fr",
    "it",
    "es",
    "pt",
    "ca",
    "gl",
    "ru",
    "uk",
    "be",
    "bg",
    "el",
    "no",
    "nb",
    "nn",
    "hy",
    "fa",
    "ar",
    "tr",
    "ro",
    "sr",
    "hr",
    "bs",
    "sl",
    "lv",
    "lt",
    "et",
    "fi",
    "az",
    "sq",
    "eu",
    "oc",
    "br",
    "rm",
    "ka",
    "kk",
    "mk",
]


def merge_fields(source: str, language: str) -> Iterator[Remark]:
    """Name fields of a mail merge such as «Naam»; where «…» quotes words, only what is no word."""
    if "«" not in source:
        return
    for name in dict.fromkeys(re.findall(_MERGED, source)):
        if language.partition("-")[0].lower() in _QUOTING and not re.search(r"[_\d]|[a-z][A-Z]", name):
            continue
        hint = f"write {{{{ audience.{name.lower()} }}}}, with a column of that name; « {name} » with spaces where words are quoted"
        yield Remark("merge-field", f"«{name}» is a field of a mail merge, and is not filled in", hint)
