"""Pseudo-languages: translations made by rule, so that what was not extracted shows, and what does not fit breaks early.

`en-XA` has accents and is 35 % longer, in brackets; `ar-XB` reads from the right, in Arabic letters (the tags are CLDR's). Any other
language gives letters of its script, such as `el-XA`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.languages.language import language_of

LONGER = 0.35
_KEPT = re.compile(
    r"\{\{|\}\}|\{\w+\}|\]\([^)\s]*\)|https?://\S+|\S+@\S+\.\w+|\\[\n\S]|^\s*(?:[-*+]|\d+[.)])\s+|\n", re.M
)  # placeholders, links, addresses, escapes, list marks and line ends
_ACCENTED = str.maketrans("aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "áçéĝĥîĵķļñöŕšţüŵýžÁÇÉĜĤÎĴĶĻÑÖŔŠŢÜŴÝŽ")
_ARABIC = str.maketrans(dict(zip("abcdefghijklmnopqrstuvwxyz", "ابجدهفقحيكلمنوصرستثخطظضعغزش", strict=False)))
_HEBREW = str.maketrans(dict(zip("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתאבגד", strict=False)))
_GREEK = str.maketrans(dict(zip("abcdefghijklmnopqrstuvwxyz", "αβγδεφγηιξκλμνοπθρστυωψχυζ", strict=False)))
_CYRILLIC = str.maketrans(dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхійклмнопярстувщжиз", strict=False)))
_HAN = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多"
_KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"
_HANGUL = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"


def pseudo(text: str, language: str, limit: int = 0) -> str:
    """Return a text in a pseudo-language; marks, placeholders and links stay. limit: the most characters, where there is one."""
    change = _letters(language)
    parts, place = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[place : kept.start()]), kept[0]]
        place = kept.end()
    said = "".join([*parts, change(text[place:])])
    if _edge(text) or "\n" in said or re.match(r"\s*(?:[-*+]|\d+[.)])\s", said):
        return said  # a text with lists or spaces at its ends keeps its form
    if language_of(language).is_rtl:
        return f"«{said}»" if not limit or len(said) + 2 <= limit else said
    more = round(len(text) * LONGER) if language_of(language).script == "Latn" else 0
    more = min(more, limit - len(said) - 4) if limit else more
    padding = " " + ("·" * 9 + " ") * (more // 10) + "·" * (more % 10) if more > 1 else ""
    return f"[{said}{padding.rstrip()}]" if not limit or len(said) + len(padding) + 2 <= limit else said


def _edge(text: str) -> bool:
    return text != text.strip()


def _letters(language: str) -> Callable[[str], str]:
    """Return what changes letters into those of a language's script."""
    script = language_of(language).script
    tables = {"Arab": _ARABIC, "Hebr": _HEBREW, "Grek": _GREEK, "Cyrl": _CYRILLIC}
    if script in tables:
        table = tables[script]
        return lambda text: text.lower().translate(table)
    letters = {"Hans": _HAN, "Hant": _HAN, "Jpan": _KANA, "Kore": _HANGUL}.get(script)
    if letters:
        return lambda text: re.sub(r"[^\W\d_]+ ?", lambda word: _signs(word[0].strip(), letters), text)
    return lambda text: text.translate(_ACCENTED)


def _signs(word: str, letters: str) -> str:
    """Write a word with half as many signs, always the same for the same word."""
    seed = sum(ord(letter) * place for place, letter in enumerate(word, 1))
    return "".join(letters[(seed + 7 * place) % len(letters)] for place in range((len(word) + 1) // 2))
