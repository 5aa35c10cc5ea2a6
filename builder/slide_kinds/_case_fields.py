"""A case of the library (`content/cases`): what it tells, and how a slide names it."""

from __future__ import annotations

from typing import Any, ClassVar

from builder.content.fields import Code, Describe, Plain, Record, Say, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Mapping, Node, Scalar
from builder.plan import ImageFile, RichText
from builder.slide_kinds._records import check_alt


@record
class CaseFields(Record):
    """What a case tells."""

    CALLED: ClassVar[str] = "a case"
    COMPARED: ClassVar[tuple[str, ...]] = ("sector", "tags")  # what cases are chosen by: no translation changes it
    id: Code | None = optional("the case's name in content/cases", translate=False)
    title: RichText | None = optional("what the case is about")
    sector: Plain | None = optional("the sector it comes from")
    organisation: RichText | None = optional("where it happened")
    size: Plain | None = optional("how large the organisation is")
    challenge: RichText | None = optional("what the problem was")
    approach: list[RichText] | RichText | None = optional("what was done, step by step")
    result: RichText | None = optional("what came of it")
    lessons: list[RichText] | RichText | None = optional("what others can learn from it")
    image: ImageFile | None = optional("a picture", translate=False)
    alt: Plain | None = optional("what the picture tells")
    decorative: bool = optional("true where the picture tells nothing", False, translate=False)
    sources: list[RichText] = optional("references", list)
    tags: list[Code] = optional("words to choose cases by", list, translate=False)

    def check(self, say: Say) -> None:
        check_alt(say, self.image, self.alt, self.decorative)
        if not (self.challenge or self.approach or self.result):
            say("challenge", "missing-field", "a case tells a challenge, an approach or a result")

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> CaseFields | None:
        """Read a case in place, or find it in content/cases by its id."""
        if isinstance(node, Scalar):
            found: CaseFields | None = reading.files.case(reading.plain_text(node), node.at, reading)
            return found
        if not isinstance(node, Mapping):
            reading.wrong_type(node, "a case's id, or its fields")
            return None
        made: CaseFields | None = reading.record(node, cls, path)
        return made

    @classmethod
    def schema(cls, describe: Describe) -> dict[str, Any]:
        """Return the schema of an id of the library, or of a case in place."""
        return {"anyOf": [{"type": "string"}, describe.fields(cls)]}
