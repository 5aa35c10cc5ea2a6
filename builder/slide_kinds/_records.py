"""Records that several kinds share: points, people, logos, pictures with their alternative text."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import Any, ClassVar

from msgspec import structs

from builder.content.fields import Address, Code, IconName, Plain, Record, Say, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar
from builder.diagnostics import Position
from builder.plan import ImageFile, Paragraph, Picture, RichText, TextStyle

MAX_LEVELS = 3


def _read_as_a_key(key: str, value: Node, at: Position) -> tuple[str, Position, str]:
    """Say of a point that YAML takes for a key with a value what was read so, where, and how it is written."""
    if isinstance(value, Scalar) and not value.absent:
        return "a point with ': ' in it is read as a key with a value", at, f'quote the text: - "{key}: {value.text}"'
    return (
        f"'{key}' is read as a key without a value: a colon, a question mark or braces stand around it",
        at,
        "put the whole point in double quotes, marks and all",
    )


def check_alt(say: Say, image: object, alt: object, decorative: bool, field: str = "image") -> None:
    """Demand an alternative text beside a picture, or `decorative: true`."""
    if image and not alt and not decorative:
        say(
            field,
            "image-has-alt",
            "the picture has no alternative text",
            "add alt: with what the picture tells, or decorative: true",
        )
    if alt and not image:
        say(
            "alt", "unused-field", "there is an alternative text here, but no picture", "name the picture, or remove it"
        )
    if alt and decorative:
        say("decorative", "image-has-alt", "a decorative picture has no alt", "remove one of the two")


@record
class Pictured(Record):
    """A picture with its alternative text."""

    image: ImageFile | None = optional("a picture, relative to the session", translate=False)
    alt: Plain | None = optional("what the picture tells, for people who cannot see it")
    decorative: bool = optional("true where the picture tells nothing", False, translate=False)

    def check(self, say: Say) -> None:
        check_alt(say, self.image, self.alt, self.decorative)

    def picture(self, **look: Any) -> Picture | None:
        """Return the picture as a block."""
        if self.image is None:
            return None
        return Picture(self.image, str(self.alt or ""), **look)


@record
class Logo(Record):
    """A partner's logo."""

    SHORTHAND: ClassVar[str] = ""
    image: ImageFile = needed("the logo's picture", translate=False)
    alt: Plain = needed("whose logo it is")
    link: Address | None = optional("where it leads", translate=False)


@record
class Person(Record):
    """Somebody shown with a name."""

    CALLED: ClassVar[str] = "a person"
    name: Plain = needed("the name", translate=False)
    role: RichText | None = optional("what they do")
    organisation: RichText | None = optional("where they work")
    email: Code | None = optional("an e-mail address", translate=False)
    photo: ImageFile | None = optional("a portrait", translate=False)
    alt: Plain | None = optional("what the portrait tells; default the name")
    decorative: bool = optional("true where the portrait tells nothing", False, translate=False)

    def check(self, say: Say) -> None:
        if self.email and "@" not in self.email:
            say("email", "email-address", f"'{self.email}' is not an e-mail address", "write name@example.nl")
        if self.alt and not self.photo:
            say("alt", "unused-field", "there is an alternative text here, but no photo")


@record
class Point(Record):
    """A point: text, or text with sub-points."""

    CALLED: ClassVar[str] = "a point"
    SHORTHAND: ClassVar[str] = "text"
    text: RichText = needed("what the point says")
    points: list[Point] = optional("its sub-points", list)
    icon: IconName | None = optional("an icon before it (`fandeck icons`)", translate=False)
    numbered: bool = optional("true numbers its sub-points", False, translate=False)
    number: int = field(default=0)  # that was typed before its text, as in "1. first"

    @classmethod
    def list_from_nodes(cls, node: Listing, reading: Reading, path: str, level: int = 1) -> list[Point]:
        """Read points; a list directly after a point holds its sub-points."""
        points: list[Point] = []
        for number, child in enumerate(node.items):
            here = f"{path}[{number}]"
            if level > MAX_LEVELS:
                reading.findings.add(
                    "too-deep", f"points go {MAX_LEVELS} levels deep at most", child.at, "move it up a level"
                )
                break
            if isinstance(child, Listing):
                if not points:
                    reading.findings.add(
                        "wrong-type", "these sub-points come before their point", child.at, "write the point first"
                    )
                    continue
                below = cls.list_from_nodes(child, reading, here, level + 1)
                points[-1] = replace(points[-1], points=[*points[-1].points, *below])
                continue
            point = cls._one(child, reading, here, level)
            if point is not None:
                points.append(point)
        return _typed_numbers(points)

    @classmethod
    def _one(cls, child: Node, reading: Reading, path: str, level: int) -> Point | None:
        if isinstance(child, Scalar):
            if child.empty:
                reading.findings.add("empty-item", "a point without text", child.at, "fill it in or remove the dash")
                return None
            return cls(text=reading.rich(child, path))
        if isinstance(child, Mapping) and isinstance(child.get("points"), Listing):
            nested = child.entries["points"]
            entries = {key: value for key, value in child.entries.items() if key != "points"}
            made = reading.record(Mapping(entries, child.at, child.keys_at), cls, path)
            below = cls.list_from_nodes(nested, reading, f"{path}.points", level + 1)  # type: ignore[arg-type]
            return replace(made, points=below) if made else None
        if isinstance(child, Mapping) and len(child.entries) == 1 and not {"text", "points"} & set(child.entries):
            key, value = next(iter(child.entries.items()))
            reading.findings.add("wrong-type", *_read_as_a_key(key, value, child.at))
            return None
        point: Point | None = reading.record(child, cls, path)
        return point


_TYPED_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")


def _typed_numbers(points: list[Point]) -> list[Point]:
    """Make points a numbered list that have their numbers typed before them, from 1 on."""
    found = [_TYPED_NUMBER.match(point.text.plain) for point in points]
    count = next((n for n, match in enumerate(found) if match is None or int(match[1]) != n + 1), len(points))
    if count < 2:
        return points
    bare = (replace(point, text=_without_number(point.text), number=n) for n, point in enumerate(points[:count], 1))
    return [*bare, *points[count:]]


def _without_number(text: RichText) -> RichText:
    first, *rest = text.paragraphs
    run, *more = first.runs
    runs = (structs.replace(run, text=_TYPED_NUMBER.sub("", run.text, count=1)), *more)
    return structs.replace(
        text, paragraphs=(structs.replace(first, runs=tuple(each for each in runs if each.text)), *rest)
    )


def point_paragraphs(points: list[Point], level: int = 0, *, numbered: bool = False) -> tuple[Paragraph, ...]:
    """Lay points out as paragraphs with levels; a second paragraph of a point has no marker."""
    paragraphs: list[Paragraph] = []
    for count, point in enumerate(points, 1):
        number = count if numbered else point.number
        for place, paragraph in enumerate(point.text.paragraphs):
            marker: Any = "none" if place else "number" if number else "inherit"
            paragraphs.append(structs.replace(paragraph, level=level, marker=marker, number=0 if place else number))
        paragraphs.extend(point_paragraphs(point.points, level + 1, numbered=point.numbered))
    return tuple(paragraphs)


def shape_points(points: list[Point], style: TextStyle) -> RichText:
    """Return points as one text of a shape, each after a bullet."""
    paragraphs = tuple(
        structs.replace(each, marker="bullet" if each.marker == "inherit" else "none", style=style, level=0)
        for each in point_paragraphs(points)
    )
    return RichText(paragraphs, points[0].text.at if points else None, "points")


def points_text(points: list[Point], *, numbered: bool = False) -> RichText:
    """Return points as one text."""
    first = points[0].text if points else RichText(())
    return RichText(point_paragraphs(points, numbered=numbered), first.at, "points")
