"""Text is in the language that it says it is in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import Slide
from builder.ooxml.text import cells_of, words_of

FACT = Fact(
    "text-is-in-its-language",
    "accessibility",
    "warning",
    "Text marked as another language is read out in that language's sounds, and proofed by its dictionary.",
    ("WCAG 2.1 3.1.2 Language of Parts", "EN 301 549 10.3.1.2"),
    "set the proofing language (Review, Language), or lang: of the slide",
    Example("slide:Lange zin", 'a Dutch sentence with lang="nl-NL"', 'the same with lang="en-US"'),
)

# Words that are frequent in one of these languages and no words of the others.
_WORDS = {
    "nl": "het een van ik niet dat zijn voor met ook maar bij deze wordt naar wat wie hoe zich nog geen door uit dit worden heeft kunnen moet",
    "en": "the of and to that it with this from which have are were been their would about what who how they will your our not",
    "de": "der und das nicht ist ein eine mit sich auf für dem auch als wird sind einer werden bei oder durch nach kann wie wir",
    "fr": "les des est une dans pour qui que sur avec pas plus par sont aux cette ont nous vous leur mais ou être",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_LEAST = 8  # words that a paragraph has to have
_MOST = 5_000  # letters of it that tell its language
_WORD = re.compile(r"[^\W\d_]+")


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find paragraphs whose small words are clearly of another language."""
    for item in slide.items:
        paragraphs = words_of(slide, item) if item.kind == "sp" else []
        if item.kind == "graphicFrame":
            paragraphs = [p for cell in cells_of(slide, item) for p in cell.paragraphs]
        for paragraph in paragraphs:
            said = Counter(run.language.partition("-")[0].lower() for run in paragraph.runs if run.text.strip())
            if len(said) != 1:
                continue
            language = next(iter(said))
            text = "".join(run.text for run in paragraph.runs)
            words = [w.lower() for w in _WORD.findall(text[:_MOST])]
            found = _language_of(words) if language in _SETS and len(words) >= _LEAST else ""
            if found and found != language:
                yield Fault(f"text marked as '{language}' seems to be '{found}'", item.name)
                break


def _language_of(words: list[str]) -> str:
    """Return the language of words, "" where it is not clear."""
    hits = sorted(((sum(w in known for w in words), name) for name, known in _SETS.items()), reverse=True)
    (best, name), (second, _) = hits[0], hits[1]
    return name if best >= 3 and best >= 3 * second + 1 else ""
