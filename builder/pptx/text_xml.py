"""Text written as DrawingML: paragraphs, runs, links, the language on every run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from builder.brands.palette import Colour
from builder.brands.prepared import Level
from builder.fitting.fonts import CODE
from builder.fitting.styles import INDENTS, numbered_place
from builder.languages.bidi import marked
from builder.languages.language import language_of
from builder.ooxml.units import POINT
from builder.ooxml.xml import escape, plain
from builder.plan import Paragraph, Run, TextStyle
from builder.pptx.parts import END, Rels

_LINK_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
_CODE_FONT = f'<a:latin typeface="{CODE}"/><a:cs typeface="{CODE}"/>'


def list_starts(paragraphs: tuple[Paragraph, ...]) -> dict[int, int]:
    """Return, by their places, at which number the lists of numbered points begin that paragraphs belong to.

    Points between them that are no deeper end a list, as they do in PowerPoint.
    """
    starts: dict[int, int] = {}
    last: dict[int, tuple[int, int]] = {}  # by level: the number before, and the start of its list
    for place, paragraph in enumerate(paragraphs):
        before = last.get(paragraph.level)
        last = {level: found for level, found in last.items() if level < paragraph.level}
        if paragraph.number:
            goes_on = before is not None and before[0] == paragraph.number - 1
            starts[place] = before[1] if before and goes_on else paragraph.number
            last[paragraph.level] = (paragraph.number, starts[place])
    return starts


def numbers_of(paragraphs: tuple[Paragraph, ...]) -> dict[int, int]:
    """Return the numbers of numbered paragraphs by their place; others between them do not begin a new list."""
    places = (place for place, paragraph in enumerate(paragraphs) if paragraph.marker == "number")
    return {place: number for number, place in enumerate(places, 1)}


def numbered(start: int) -> str:
    """Write the mark of numbered paragraphs, whose list begins at a number."""
    first = f' startAt="{start}"' if start > 1 else ""
    return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{first}/>'


@dataclass
class TextWriter:
    """Writes text for one part: its language, its relationships, the brand's colours.

    rtl: the text runs from right to left; page_rtl: so does what its placeholders inherit.
    """

    culture: str
    rels: Rels
    palette: dict[str, Colour]
    rtl: bool = False
    page_rtl: bool = False

    @property
    def lang(self) -> str:
        """Write the language of a run; East Asian text names that of the Latin words in it too."""
        if self.culture[:2] in ("zh", "ja", "ko"):
            return f'lang="{self.culture}" altLang="en-US"'
        return f'lang="{self.culture}"'

    @property
    def look(self) -> tuple[Any, ...]:
        """Tell what the same text is written with on another slide of the brand."""
        return self.culture, self.rtl, self.page_rtl, id(self.palette)

    unit: float = 1.0  # points of the slide in one point of the brand's measures
    families: dict[str, str] = field(default_factory=dict)  # major, minor
    typefaces: dict[str, str] = field(default_factory=dict)  # the same, where a template does not use its theme's
    own_colours: set[str] = field(default_factory=set)  # those of brand.yaml that were written
    shown: list[str] = field(default_factory=list)  # the words written, END after each paragraph
    links_slides: bool = True  # a page of notes belongs to one slide, and may lead to no other

    def emu(self, points: float) -> int:
        """Give English Metric Units for the brand's points."""
        return round(points * POINT * self.unit)

    def hundredths(self, points: float) -> int:
        """Give a size in hundredths of a point of the slide; rounded down to half points where it is converted."""
        if self.unit == 1.0:
            return round(points * 100)
        real = points * self.unit
        return int(real * 2 + 0.01) * 50 if real >= 8 else round(real * 100)

    def fill(self, role: str, alpha: int = 100) -> str:
        """Write a solid fill of a colour role."""
        return f"<a:solidFill>{self.colour(role, alpha)}</a:solidFill>"

    def colour(self, role: str, alpha: int = 100) -> str:
        """Write a theme colour with its tint."""
        self.uses(role)
        return self.palette[role].xml(alpha)

    def uses(self, role: str) -> None:
        """Note a colour that is brand.yaml's own instead of the theme's."""
        name = self.palette[role].scheme
        if len(name) > 1 and name[0] == "#":
            self.own_colours.add(name[1:])

    def font(self, kind: str) -> str:
        """Write the font of titles (major) or of running text (minor): the theme's, or the one used instead."""
        named = self.typefaces.get(kind, "")
        name = "+mj" if kind == "major" else "+mn"
        latin = escape(named) if named else f"{name}-lt"
        return f'<a:latin typeface="{latin}"/><a:ea typeface="{name}-ea"/><a:cs typeface="{name}-cs"/>'

    def font_of(self, family: str) -> str:
        """Write a font by its family, as the theme's where it is that."""
        for kind in ("minor", "major"):
            if family == self.families.get(kind):
                return self.font(kind)
        return f'<a:latin typeface="{escape(family)}"/>'

    def paragraphs(
        self,
        paragraphs: tuple[Paragraph, ...],
        sizes: dict[int, float],
        scale: dict[str, float],
        *,
        shape: bool = False,
        margins: dict[int, float] | None = None,
        centred: bool = False,
        levels: tuple[Level, ...] = (),
    ) -> str:
        """Write paragraphs.

        margins: extra room at the end side, by paragraph; shape: in a shape of its own, where every size and colour is written;
        centred: what they inherit, which their direction leaves as it is; levels: what paragraphs inherit by their levels.
        """
        starts = numbers_of(paragraphs) if shape else list_starts(paragraphs)
        if not paragraphs:
            direction = '<a:pPr rtl="1"/>' if self.rtl else ""
            return f"<a:p>{direction}<a:endParaRPr {self.lang}/></a:p>"
        ends = margins or {}
        places = self._numbered_places(paragraphs, sizes, levels)
        return "".join(
            self._paragraph(
                p,
                n,
                sizes,
                scale,
                shape,
                ends.get(n, 0) if ends else None,
                centred,
                starts.get(n, 0),
                places.get(n, ""),
            )
            for n, p in enumerate(paragraphs)
        )

    def _paragraph(
        self,
        paragraph: Paragraph,
        number: int,
        sizes: dict[int, float],
        scale: dict[str, float],
        shape: bool,
        end: float | None,
        centred: bool,
        start: int,
        place: str,
    ) -> str:
        style = paragraph.style or (TextStyle() if shape else None)
        size = scale[style.size] if style else sizes.get(paragraph.level)
        look = self._look(style, shape)
        properties = self._paragraph_properties(paragraph, number, style, shape, end, centred, size, start, place)
        return self.paragraph(paragraph, properties, size, style, look)

    def paragraph(
        self,
        paragraph: Paragraph,
        properties: str,
        size: float | None = None,
        style: TextStyle | None = None,
        look: str = "",
        *,
        bold: bool = False,
    ) -> str:
        """Write a paragraph with properties of its own; bold: all of it, as the cells of a highlighted row are."""
        runs = "".join(self._run(run, size, style, look, bold=bold) for run in paragraph.runs)
        points = f' sz="{self.hundredths(size)}"' if size else ""
        self.shown.append(END)
        return f"<a:p>{properties}{runs}<a:endParaRPr {self.lang}{points}/></a:p>"

    def _numbered_places(
        self, paragraphs: tuple[Paragraph, ...], sizes: dict[int, float], levels: tuple[Level, ...]
    ) -> dict[int, str]:
        """Write where numbered points stand, by their places among paragraphs."""
        found = {}
        for place, paragraph in enumerate(paragraphs if levels else ()):
            if paragraph.number:
                level = levels[min(paragraph.level, len(levels) - 1)]
                margin, indent = numbered_place(level, sizes.get(paragraph.level, level.size))
                found[place] = f' marL="{self.emu(margin)}" indent="{self.emu(indent)}"'
        return found

    def _look(self, style: TextStyle | None, shape: bool) -> str:
        if style is None:
            return ""
        font = ""
        if shape or style.heading_font:
            font = self.font("major" if style.heading_font else "minor")
        return (self.fill(style.colour) if style.colour else "") + font

    def _paragraph_properties(
        self,
        paragraph: Paragraph,
        number: int,
        style: TextStyle | None,
        shape: bool,
        end: float | None,
        centred: bool,
        size: float | None,
        start: int,
        place: str,
    ) -> str:
        attributes, children = place + ("" if end is None else f' marR="{self.emu(end)}"'), ""
        if paragraph.level:
            attributes += f' lvl="{paragraph.level}"'
        if not shape and paragraph.marker == "none":
            attributes += ' marL="0" indent="0"'
            children += "<a:buNone/>"
        elif not shape and start:
            children += numbered(start)
        align = style.align if style else "center" if centred else "start"
        if self.rtl:
            attributes += ' algn="{}" rtl="1"'.format({"start": "r", "end": "l", "center": "ctr"}[align])
        elif self.page_rtl:
            attributes += ' algn="{}" rtl="0"'.format({"start": "l", "end": "r", "center": "ctr"}[align])
        elif style and align != "start":
            attributes += ' algn="{}"'.format({"end": "r", "center": "ctr"}[align])
        elif shape:
            attributes += ' algn="l"'
        if shape:
            before = (style.space_before if style and style.space_before else 4) if number else 0
            sign = "<a:buNone/>"
            if start:
                indent = self.emu((size or 0) * INDENTS["number"])
                attributes = f' marL="{indent}" indent="-{indent}"' + attributes
                sign = numbered(start)
            elif paragraph.marker == "bullet":
                indent = self.emu((size or 0) * INDENTS["bullet"])
                attributes = f' marL="{indent}" indent="-{indent}"' + attributes
                sign = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
            children = f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="{self.hundredths(before)}"/></a:spcBef>{sign}'
        return f"<a:pPr{attributes}>{children}</a:pPr>" if attributes or children else ""

    def _run(self, run: Run, size: float | None, style: TextStyle | None, look: str, *, bold: bool = False) -> str:
        attributes = f' lang="{language_of(run.lang).culture}"' if run.lang else f" {self.lang}"
        if size:
            attributes += f' sz="{self.hundredths(size)}"'
        if bold or run.bold or (style and style.bold):
            attributes += ' b="1"'
        elif style:
            attributes += ' b="0"'
        if run.italic or (style and style.italic):
            attributes += ' i="1"'
        if run.strike:
            attributes += ' strike="sngStrike"'
        if run.code:
            look = look.partition("<a:latin")[0] + _CODE_FONT
        if run.script:
            attributes += ' baseline="{}"'.format({"sup": 30000, "sub": -25000}[run.script])
        if style:
            attributes += ' kern="1200"'
        properties = (
            f"<a:rPr{attributes}>{look}{self.link(run.link)}</a:rPr>" if look or run.link else f"<a:rPr{attributes}/>"
        )
        pieces = []
        text = marked(run.text) if self.rtl else run.text
        for number, line in enumerate(plain(text).split("\n")):
            if number:
                self.shown.append(" ")
                pieces.append(f"<a:br>{properties}</a:br>")
            if line:
                pieces.append(f"<a:r>{properties}{self.words(line)}</a:r>")
        return "".join(pieces)

    def words(self, text: str) -> str:
        """Write the words of a run, and note that they are shown."""
        self.shown.append(text)
        return f"<a:t>{escape(text)}</a:t>"

    def value(self, text: str) -> str:
        """Write a value of a chart, and note that it is shown."""
        self.shown += (text, END)
        return f"<c:v>{escape(text)}</c:v>"

    def described(self, text: str) -> str:
        """Write an alternative text, and note that it is told."""
        self.shown += (END, text, END)
        return f' descr="{escape(text)}"'

    def link(self, address: str) -> str:
        """Write a link to an address or to a slide of the deck."""
        if not address or (address.startswith("#") and not self.links_slides):
            return ""
        if address.startswith("#"):
            rel = self.rels.add("slide", address)
            return f'<a:hlinkClick r:id="{rel}" action="ppaction://hlinksldjump">{_LINK_COLOUR}</a:hlinkClick>'
        rel = self.rels.add("hyperlink", address, external=True)
        return f'<a:hlinkClick r:id="{rel}">{_LINK_COLOUR}</a:hlinkClick>'
