"""How to reach us."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import Address, Code, Record, Say, optional, record
from builder.plan import Drawing, Element, Flow, RichText, Row, SlidePlan, Stack, Tile, words
from builder.slide_kinds._base import BODY, LABEL, LEAD, STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import person_lines, portrait, short_address, under_each_other
from builder.slide_kinds._records import Person

BESIDE, ABOVE = {1: 224.0, 2: 144.0, 3: 96.0}, {1: 184.0, 2: 104.0}  # points of portraits, by how many there are


@record
class ContactDetails(Record):
    """Ways to reach an organisation; the closing slide has them too."""

    CALLED: ClassVar[str] = "contact"
    people: list[Person] | None = optional("whom to reach; default the presenters", at_most=6)
    organisation: RichText | None = optional("the organisation; default the session's")
    address: RichText | None = optional("a postal address")
    phone: Code | None = optional("a telephone number", translate=False)
    email: Code | None = optional("an e-mail address", translate=False)
    website: Address | None = optional("a web address", translate=False)

    def check(self, say: Say) -> None:
        if self.email and "@" not in self.email:
            say("email", "email-address", f"'{self.email}' is not an e-mail address", "write name@example.nl")

    def lines(self, deck: DeckFacts, *, styled: bool = True) -> list[RichText]:
        """Return organisation, address and ways to reach it, a line each."""
        organisation = self.organisation or deck.organisation
        lines = [organisation.styled(LEAD) if styled else organisation] if organisation else []
        body = BODY if styled else None
        if self.address:
            lines.append(self.address.styled(BODY) if styled else self.address)
        if self.phone:
            line = words(str(self.phone), body, link="tel:" + "".join(self.phone.split()))
            lines.append(replace(line, at=self.phone.at, field="phone"))
        if self.email:
            line = words(str(self.email), body, link=f"mailto:{self.email}")
            lines.append(replace(line, at=self.email.at, field="email"))
        if self.website:
            line = words(short_address(str(self.website)), body, link=str(self.website))
            lines.append(replace(line, at=self.website.at, field="website"))
        return lines


@record
class Contact(ContactDetails, SlideKind):
    """People beside address, telephone, e-mail and website."""

    TITLE_NEEDED: ClassVar[bool] = False
    USES_SESSION_FACTS: ClassVar[bool] = True
    ROLES: ClassVar[tuple[str, ...]] = ("contact",)
    EXAMPLE: ClassVar[str] = """
kind: contact
id: contact
people:
  - {name: Noor de Wit, role: trainer, email: noor@example.nl}
organisation: Bureau Morgen (verzonnen)
address: Voorbeeldstraat 1, Utrecht
phone: 030 000 00 00
email: info@example.nl
website: https://example.nl
"""

    def check(self, say: Say) -> None:
        ContactDetails.check(self, say)

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or words(deck.labels["contact"])

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        details = Tile(under_each_other(self.lines(deck)), share=1, name="Details")
        people = list(deck.presenters) if self.people is None else self.people
        root, below = Row((details,)), None
        if people:
            beside = Flow(self._rows(people, deck, BESIDE), row_gap=24, share=1)
            root = Row((beside, details), gap=36, align="top")
            above = Flow(self._rows(people, deck, ABOVE), row_gap=18)
            below = Stack((above, replace(details, share=0)), gap=24)  # where it is too narrow for both side by side
        drawing = Drawing(root, name="Contact", grow=1, larger=6, anchor="middle", instead=below)
        return [self.slide(deck, "contact", [drawing])]

    @staticmethod
    def _rows(people: list[Person], deck: DeckFacts, sizes: dict[int, float]) -> tuple[Element, ...]:
        """Draw each person's portrait beside name, role and address."""
        few = len(people) < 3
        return tuple(
            Row(
                (
                    portrait(each, deck.labels, sizes.get(len(people), 72.0)),
                    Tile(
                        person_lines(each, STRONG, LABEL) if few else person_lines(each),
                        anchor="middle",
                        share=1,
                        name="Person",
                    ),
                ),
                gap=24,
            )
            for each in people
        )
