"""Faults that are put one by one into the sound deck: what is changed, and the rule that must notice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from builder.checks.fact import Fact
from tests.checks.sound import part_of, photo
from tests.tools.packages import DeckFile

Change = Callable[[bytes], bytes]
TYPES = "[Content_Types].xml"
PRESENTATION = "ppt/presentation.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
CORE = "docProps/core.xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Fault(NamedTuple):
    """A change to one part; `slide` is where it has to be found, "" where it belongs to no slide."""

    name: str
    rule: str
    part: str
    change: Change | None  # None: the part is left out
    new: dict[str, bytes] = {}  # members that come with it  # noqa: RUF012
    message: str = ""  # words of the finding


def swap(pattern: str, replacement: str, count: int = 1) -> Change:
    """Change text of a part; the change must change something."""

    def change(data: bytes) -> bytes:
        made, times = re.subn(pattern, replacement, data.decode("utf-8"), count=count, flags=re.S)
        assert times, pattern
        return made.encode("utf-8")

    return change


def timing(inner: str) -> Change:
    """Add an animation to a slide."""
    tree = (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        f"{inner}</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )
    return swap("</p:clrMapOvr>", f"</p:clrMapOvr>{tree}")


def fades(shape: int, **more: str) -> str:
    """Write an animation of a shape."""
    attributes = "".join(f' {name}="{value}"' for name, value in more.items())
    return (
        f'<p:par><p:cTn id="2"{attributes}><p:childTnLst><p:animEffect transition="in" filter="fade"><p:cBhvr><p:cTn id="3" dur="500"/>'
        f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cBhvr></p:animEffect></p:childTnLst></p:cTn></p:par>'
    )


def swapped(first: str, second: str) -> Change:
    """Let two shapes change places in the order of reading."""

    def change(data: bytes) -> bytes:
        text = data.decode("utf-8")
        shapes = re.findall(r"<p:sp>.*?</p:sp>|<p:pic>.*?</p:pic>", text, flags=re.S)
        one, other = (next(s for s in shapes if f'name="{name}' in s) for name in (first, second))
        return text.replace(one, "\0").replace(other, one).replace("\0", other).encode("utf-8")

    return change


def added(xml: str) -> Change:
    """Add a shape at the end of a slide."""
    return swap("</p:spTree>", f"{xml}</p:spTree>")


def in_blip(xml: str) -> Change:
    """Put something into a picture's reference to its data."""

    def change(data: bytes) -> bytes:
        made = re.sub(r"<a:blip ([^>]*?)/>", r"<a:blip \1></a:blip>", data.decode("utf-8"))
        return re.sub("(<a:blip [^>]*>).*?</a:blip>", rf"\1{xml}</a:blip>", made, flags=re.S).encode("utf-8")

    return change


def box(number: int, text: str, x: int, y: int, w: int, h: int, more: str = "", lang: str = ' lang="nl-NL"') -> str:
    """Write a text box."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Extra {number}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{more}</p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr{lang}/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def colour(value: str, also: str = "") -> str:
    return f'<a:rPr lang="nl-NL"{also}><a:solidFill><a:srgbClr val="{value}"/></a:solidFill></a:rPr>'


def without_sheet(data: bytes) -> bytes:
    """Take the values out of a workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(stream, "w") as made:
        for name in book.namelist():
            content = book.read(name)
            made.writestr(name, re.sub(rb"<v>2(\.0)?</v>", b"<v>7</v>", content) if "sheet1" in name else content)
    return stream.getvalue()


def heavy() -> bytes:
    """Give a picture of more than five million bytes."""
    import random

    stream = io.BytesIO()
    Image.frombytes("RGB", (1650, 1100), random.Random(1).randbytes(1650 * 1100 * 3)).save(stream, "PNG")
    return stream.getvalue()


def small(data: bytes) -> bytes:
    """Draw a picture of few pixels, in the same proportion."""
    return photo(90, 60)


OVERRIDE = r'<Override PartName="/ppt/slides/slide-punten\.xml"[^>]*/>'
P = '<p:cNvPr id="{}" name="{}"/>'
VIDEO = "<a:t>Een team legt uit hoe het werk is verdeeld.</a:t>"

FAULTS = [
    # The package
    Fault("two members differ by case", "member-is-there-once", TYPES, None, {"PPT/Slides/slide-punten.xml": b"<a/>"}),
    Fault("a member name leads out", "member-is-there-once", TYPES, None, {"../weg.png": photo()}),
    Fault("a checksum is wrong", "member-unpacks", "ppt/media/logo-c8540b143ce9.png", None),
    Fault("a theme is cut off", "part-is-plain-xml", "ppt/theme/theme1.xml", lambda data: data[: len(data) // 2]),
    Fault("a slide brings a document type", "part-is-plain-xml", "docProps/app.xml", lambda data: data.replace(b"<Properties", b'<!DOCTYPE x [<!ENTITY e "x">]><Properties', 1)),
    Fault("relationships are no XML", "part-is-plain-xml", "ppt/charts/_rels/chart-grafiek.xml.rels", lambda data: data[:-5]),
    Fault("a chart is called plain XML", "part-is-what-it-says", TYPES, swap(OVERRIDE.replace("slides/slide-punten", "charts/chart-grafiek"), "")),
    Fault("a slide is called plain XML", "part-is-what-it-says", TYPES, swap(OVERRIDE, "")),
    Fault("a content type of nothing", "part-has-content-type", TYPES, swap("</Types>", '<Override PartName="/ppt/weg.xml" ContentType="a/b"/></Types>')),
    Fault("a content type twice", "part-has-content-type", TYPES, swap(f"({OVERRIDE})", r"\1\1")),
    Fault("the content type of pictures is dropped", "part-has-content-type", TYPES, swap(r'<Default Extension="png"[^>]*/>', "")),
    Fault("a layout is said to be a master", "part-is-what-it-says", TYPES, swap("presentationml.slideLayout", "presentationml.slideMaster")),
    Fault("a picture is no PNG", "part-is-what-it-says", "picture", lambda data: b"GIF89a" + data[6:]),
    Fault("a layout holds a slide", "part-is-what-it-says", "ppt/slideLayouts/slideLayout9.xml", lambda data: data.replace(b"p:sldLayout", b"p:sld").replace(b' preserve="1"', b"")),
    Fault("a template's content type", "part-is-what-it-says", TYPES, swap(r"presentation\.main\+xml", "template.main+xml")),
    Fault("a slide's layout is a master", "part-is-what-it-says", "rels:Punten", swap(r'Target="[^"]*slideLayout\d+\.xml"', 'Target="/ppt/slideMasters/slideMaster1.xml"')),
    Fault("a picture ends early", "picture-is-whole", "picture", lambda data: data[: len(data) * 2 // 3]),
    Fault("a picture has a wrong checksum", "picture-is-whole", "picture", lambda data: data[:-30] + bytes([data[-30] ^ 1]) + data[-29:]),
    Fault("a prefix that nobody declares", "prefix-is-declared", "slide:Punten", swap("<p:sld ", '<p:sld xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="p99" ')),
    Fault("typed bullets", "list-is-real", "slide:Punten", added(box(50, "- een", 571500, 5200000, 6000000, 900000).replace("</a:p>", '</a:p><a:p><a:r><a:rPr lang="nl-NL"/><a:t>- twee</a:t></a:r></a:p>'))),
    Fault("typed numbers", "list-is-real", "slide:Punten", added(box(51, "1. een", 571500, 5200000, 6000000, 900000).replace("</a:p>", '</a:p><a:p><a:r><a:rPr lang="nl-NL"/><a:t>2. twee</a:t></a:r></a:p>'))),
    Fault("text escaped twice", "text-is-escaped-once", "slide:Punten", swap("<a:t>een", "<a:t>een &amp;amp; ander")),
    Fault("a letter escaped twice", "text-is-escaped-once", "slide:Tabel", swap("<a:t>een", "<a:t>&amp;#233;&amp;eacute;n")),
    Fault("a slide show's content type", "part-is-what-it-says", TYPES, swap(r"presentation\.main\+xml", "slideshow.main+xml")),
    Fault("the content type of macros", "part-is-what-it-says", TYPES, swap(r"application/vnd.openxmlformats-officedocument.presentationml.presentation\.main\+xml", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")),
    Fault("a layout's master is a layout", "part-is-what-it-says", "ppt/slideLayouts/_rels/slideLayout4.xml.rels", swap(r'Target="[^"]*slideMaster1\.xml"', 'Target="/ppt/slideLayouts/slideLayout5.xml"')),
    Fault("notes of two slides", "notes-belong-to-slide", "ppt/notesSlides/_rels/notes-titel.xml.rels", swap(r'(<Relationship Id=")([^"]*)("[^>]*slide-titel\.xml"\s*/>)', r'\1\2\3\1rId88" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="/ppt/slides/slide-punten.xml"/>')),
    Fault("a picture lacks its end", "picture-is-whole", "picture", lambda data: data[:-12]),
    Fault("a drawing ends early", "picture-is-whole", TYPES, swap("</Types>", '<Override PartName="/ppt/media/half.svg" ContentType="image/svg+xml"/></Types>'), {"ppt/media/half.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><rect wid'}),
    Fault("a film ends early", "picture-is-whole", TYPES, swap("</Types>", '<Default Extension="mp4" ContentType="video/mp4"/></Types>'), {"ppt/media/half.mp4": b"\0\0\0\x10ftypisom\0\0\0\0\0\0\xff\0mdat"}),
    Fault("a metafile ends early", "picture-is-whole", TYPES, swap("</Types>", '<Default Extension="emf" ContentType="image/x-emf"/></Types>'), {"ppt/media/half.emf": b"\1\0\0\0\x6c\0\0\0" + bytes(60)}),
    Fault("a choice of a prefix that nobody declares", "prefix-is-declared", "slide:Punten", swap("</p:spTree>", '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="p99"/><mc:Fallback/></mc:AlternateContent></p:spTree>')),
    Fault("a typed bullet", "list-is-real", "slide:Punten", swap("<a:t>een", "<a:t>• een")),
    Fault("a typed dash before the first of several", "list-is-real", "slide:Punten", swap("<a:t>een", "<a:t>- een")),
    Fault("typed bullets on broken lines", "list-is-real", "slide:Punten", added(box(52, "– een", 571500, 5200000, 6000000, 900000).replace("</a:r></a:p>", '</a:r><a:br><a:rPr lang="nl-NL"/></a:br><a:r><a:rPr lang="nl-NL"/><a:t>– twee</a:t></a:r></a:p>'))),
    Fault("typed bullets in a cell", "list-is-real", "slide:Tabel", swap("<a:t>a</a:t>", "<a:t>• a</a:t>")),
    Fault("text of a description escaped twice", "text-is-escaped-once", "slide:Een foto", swap("Een groen vlak", "Een groen &amp;amp; blauw vlak")),
    Fault("text of notes escaped twice", "text-is-escaped-once", "ppt/notesSlides/notes-titel.xml", swap("<a:t>Welkom", "<a:t>Welkom &amp;amp; hallo")),
    Fault("text of a chart escaped twice", "text-is-escaped-once", "chart", swap("<a:t>([^<]*)</a:t>|<c:v>y</c:v>", "<c:v>y &amp;amp; z</c:v>")),
    Fault("a relationship leads nowhere", "relationship-leads-somewhere", "rels:Een foto", swap(r'(Target="[^"]*media/)[^"]*"', r'\1weg.png"')),
    Fault("a relationship is dropped", "relationship-leads-somewhere", "rels:Een foto", swap(r"<Relationship [^>]*media[^>]*/>", "")),
    Fault("a relationship id twice", "relationship-leads-somewhere", "rels:Lange zin", swap('Id="rId3"', 'Id="rId2"')),
    Fault("a picture is embedded that is a layout", "relationship-leads-somewhere", "slide:Een foto", swap('r:embed="rId2"', 'r:embed="rId1"')),
    Fault("a part that nothing points to", "part-is-reached", TYPES, None, {"ppt/media/oud.png": photo()}),
    Fault("children of the presentation out of order", "elements-follow-schema", PRESENTATION, swap("(<p:sldSz[^>]*/>)(<p:notesSz[^>]*/>)", r"\2\1")),
    Fault("children of a slide out of order", "elements-follow-schema", "slide:Punten", swap("(<p:cSld>.*</p:cSld>)(<p:clrMapOvr>.*?</p:clrMapOvr>)", r"\2\1")),
    Fault("fill after the font", "elements-follow-schema", "slide:Punten", swap('<a:rPr lang="nl-NL"/>', '<a:rPr lang="nl-NL"><a:latin typeface="+mn-lt"/><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:rPr>')),
    Fault("an unknown element", "elements-follow-schema", "slide:Punten", swap("<a:bodyPr/>", "<a:bodyPr><a:shadow/></a:bodyPr>")),
    Fault("an unknown attribute", "elements-follow-schema", "slide:Punten", swap('<a:rPr lang="nl-NL"', '<a:rPr lang="nl-NL" colour="red"')),
    Fault("a value that is none of the list", "elements-follow-schema", "slide:Tabel", swap('anchor="ctr"', 'anchor="middle"')),
    Fault("a size of nothing", "elements-follow-schema", "slide:Tabel", swap('sz="2200"', 'sz="50"')),
    Fault("a size that is no number", "elements-follow-schema", "slide:Tabel", swap('sz="2200"', 'sz="18pt"')),
    Fault("a colour of five digits", "elements-follow-schema", "slide:Punten", swap('<a:rPr lang="nl-NL"/>', colour("12345"))),
    Fault("a required attribute is missing", "elements-follow-schema", "slide:Punten", swap(' name="Points 3"', "")),
    Fault("a shape without properties", "elements-follow-schema", "slide:Punten", swap("<p:spPr/>", "")),
    Fault("two bodies of text", "elements-follow-schema", "slide:Punten", swap("(<p:txBody>.*?</p:txBody>)", r"\1\1")),
    Fault("a paragraph without a body", "elements-follow-schema", "slide:Tabel", swap("<a:bodyPr/><a:lstStyle/>", "")),
    Fault("a table cell's lines after its fill", "elements-follow-schema", "slide:Tabel", swap('anchor="ctr"></a:tcPr>', 'anchor="ctr"><a:noFill/><a:lnL w="12700"><a:noFill/></a:lnL></a:tcPr>')),
    Fault("a layout's name after its colour map", "elements-follow-schema", "ppt/slideLayouts/slideLayout3.xml", swap("(<p:cSld .*</p:cSld>)(<p:clrMapOvr>.*?</p:clrMapOvr>)", r"\2\1")),
    Fault("a theme without fonts", "elements-follow-schema", "ppt/theme/theme1.xml", swap("<a:fontScheme.*?</a:fontScheme>", "")),
    Fault("a slide id below 256", "elements-follow-schema", PRESENTATION, lambda data: data.replace(b'id="1875199184"', b'id="12"')),
    Fault("a slide too small", "elements-follow-schema", PRESENTATION, swap('cx="12192000"', 'cx="900"')),
    Fault("a chart's axis id before its bars", "elements-follow-schema", "chart", swap('(<c:gapWidth[^>]*/>)(<c:axId val="500001"/>)', r"\2\1")),
    Fault("a chart of an unknown grouping", "elements-follow-schema", "chart", swap('<c:grouping val="clustered"/>', '<c:grouping val="heap"/>')),
    Fault("the notes master is not listed", "presentation-lists-its-parts", PRESENTATION, swap("<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", "")),
    Fault("the master is not listed", "presentation-lists-its-parts", PRESENTATION, swap("<p:sldMasterIdLst>.*?</p:sldMasterIdLst>", "")),
    Fault("a layout is not listed", "presentation-lists-its-parts", MASTER, swap(r'<p:sldLayoutId [^>]*r:id="rId7"\s*/>', "")),
    Fault("a slide is not listed", "presentation-lists-its-parts", PRESENTATION, lambda data: re.sub(rb'<p14:sldId id="224583645"\s*/>', b"", re.sub(rb'<p:sldId id="224583645"[^>]*/>', b"", data))),
    Fault("a slide id twice", "ids-are-own", PRESENTATION, swap('<p:sldId id="1941587526"', '<p:sldId id="1875199184"')),
    Fault("a layout id that the master has", "ids-are-own", MASTER, swap(r'<p:sldLayoutId id="\d+"', '<p:sldLayoutId id="2147483648"')),
    Fault("a shape id twice", "shape-id-is-own", "slide:Punten", swap('<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    Fault("a shape id of a layout twice", "shape-id-is-own", "ppt/slideLayouts/slideLayout5.xml", swap('<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    Fault("a slide without a layout", "slide-has-its-layout", "rels:Punten", swap(r"<Relationship [^>]*slideLayout[^>]*/>", "")),
    Fault("a slide with two layouts", "slide-has-its-layout", "rels:Punten", swap("(<Relationship )(Id=\"rId1\")([^>]*/>)", r'\1\2\3\1Id="rId77"\3')),
    Fault("a master without a theme", "slide-has-its-layout", "ppt/slideMasters/_rels/slideMaster1.xml.rels", swap(r'<Relationship Id="[^"]*" Type="[^"]*/theme"[^>]*/>', "")),
    Fault("notes of another slide", "notes-belong-to-slide", "ppt/notesSlides/_rels/notes-titel.xml.rels", swap("slide-titel", "slide-punten")),
    Fault("a slide in no section", "sections-hold-each-slide", PRESENTATION, swap(r'<p14:sldId id="1875199184"\s*/>', "")),
    Fault("a slide in a section twice", "sections-hold-each-slide", PRESENTATION, swap(r'(<p14:sldId id="1875199184"\s*/>)', r"\1\1")),
    Fault("a section of a slide that is not there", "sections-hold-each-slide", PRESENTATION, swap(r'(<p14:sldId id="1875199184"\s*/>)', r'\1<p14:sldId id="999"/>')),
    Fault("an axis that crosses nothing", "chart-axes-agree", "chart", swap('<c:crossAx val="500002"/>', '<c:crossAx val="7"/>')),
    Fault("bars on an axis that is not there", "chart-axes-agree", "chart", swap('<c:axId val="500001"/>', '<c:axId val="9"/>')),
    Fault("a chart shows another value", "chart-matches-workbook", "chart", swap("<c:v>2(?:.0)?</c:v>", "<c:v>3</c:v>")),
    Fault("a chart names another category", "chart-matches-workbook", "chart", swap("<c:v>y</c:v>", "<c:v>z</c:v>")),
    Fault("a workbook holds another value", "chart-matches-workbook", "ppt/embeddings/chart-grafiek.xlsx", without_sheet),
    Fault("a workbook is no workbook", "chart-matches-workbook", "ppt/embeddings/chart-grafiek.xlsx", lambda data: data[:100]),
    Fault("a table with a column too many", "table-is-rectangular", "slide:Tabel", swap("<a:tblGrid>", '<a:tblGrid><a:gridCol w="914400"/>')),
    Fault("a row with a cell too few", "table-is-rectangular", "slide:Tabel", swap("<a:tc>.*?</a:tc></a:tr>", "</a:tr>")),
    Fault("a cell merged over a whole one", "table-is-rectangular", "slide:Tabel", swap("</a:tr>(.*?)<a:tc>", r'</a:tr>\1<a:tc rowSpan="2">')),
    Fault("a table style that nobody defines", "table-style-is-known", "slide:Tabel", swap(r"<a:tableStyleId>\{[^}]*\}", "<a:tableStyleId>{00000000-0000-0000-0000-000000000001}")),
    Fault("an animation of no shape", "animation-has-its-shape", "slide:Een foto", timing(fades(999))),
    Fault("the name of a library's author", "nothing-is-left-of-template", CORE, swap("<dc:creator>[^<]*", "<dc:creator>Steve Canny")),
    Fault("the date of a library's template", "nothing-is-left-of-template", CORE, swap("2026-12-10T00:00:00Z</dcterms:created>", "2013-01-27T09:14:16Z</dcterms:created>")),
    # Accessibility
    Fault("a title is emptied", "slide-has-title", "slide:Punten", swap("<a:t>Punten</a:t>", "<a:t></a:t>")),
    Fault("a title that is a text box", "slide-has-title", "slide:Punten", swap('<p:ph type="title"/>', "")),
    Fault("a title twice", "title-is-unique", "slide:Tabel", swap("<a:t>Tabel</a:t>", "<a:t>Punten</a:t>")),
    Fault("the title is read last", "title-is-read-first", "slide:Punten", swapped("Title 2", "Points 3")),
    Fault("columns are read from right to left", "reading-order-follows-sight", "slide:Twee kolommen", None),
    Fault("a text at the foot is read first", "reading-order-follows-sight", "slide:Punten", lambda data: data.replace(b"</p:sp>", b"</p:sp>" + box(40, "aan de voet", 571500, 5000000, 6000000, 400000).encode(), 1)),
    Fault("a description is stripped", "object-has-alternative-text", "slide:Een foto", swap(' descr="Een groen vlak"', "")),
    Fault("a table's description is stripped", "object-has-alternative-text", "slide:Tabel", swap(' descr="Tabel met[^"]*"', "")),
    Fault("a chart's description is stripped", "object-has-alternative-text", "slide:Grafiek", swap(' descr="[^"]*"', "")),
    Fault("a description is a file name", "alternative-text-tells", "slide:Een foto", swap("Een groen vlak", "foto.png")),
    Fault("a description is one word", "alternative-text-tells", "slide:Een foto", swap("Een groen vlak", "Afbeelding 1")),
    Fault("no header row", "table-has-header", "slide:Tabel", swap(' firstRow="1"', "")),
    Fault("a header cell is empty", "table-has-header", "slide:Tabel", swap("<a:t>twee</a:t>", "<a:t></a:t>")),
    Fault("merged cells", "table-has-no-merged-cells", "slide:Tabel", swap("</a:tr>(.*?)<a:tc>(.*?)<a:tc>", r'</a:tr>\1<a:tc gridSpan="2">\2<a:tc hMerge="1">')),
    Fault("no language", "text-has-language", "slide:Punten", swap(r'(<a:r><a:rPr) lang="[^"]*"', r"\1", 9)),
    Fault("the wrong language", "text-is-in-its-language", "slide:Lange zin", swap('lang="nl-NL"', 'lang="en-US"', 99)),
    Fault("light grey on white", "text-has-contrast", "slide:Punten", swap('<a:rPr lang="nl-NL"[^>]*/><a:t>een', colour("D0D0D0") + "<a:t>een")),
    Fault("white on white", "text-has-contrast", "slide:Punten", swap('<a:rPr lang="nl-NL"[^>]*/><a:t>een', colour("FFFFFF") + "<a:t>een")),
    Fault("grey text on its own grey surface", "text-has-contrast", "slide:Punten", added(box(41, "op grijs", 571500, 5200000, 3000000, 500000, '<a:solidFill><a:srgbClr val="555555"/></a:solidFill>'))),
    Fault("text in a dark cell", "text-has-contrast", "slide:Tabel", swap('(<a:t>a</a:t>.*?anchor="ctr">)(</a:tcPr>)', r'\1<a:solidFill><a:srgbClr val="202020"/></a:solidFill>\2')),
    Fault("light text over a picture", "text-has-contrast", "slide:Een foto", added(box(42, "op de foto", 900000, 4700000, 3000000, 400000).replace('<a:rPr lang="nl-NL"/>', colour("3A8F87")))),
    Fault("text on a gradient", "text-has-contrast", "slide:Punten", added(box(43, "op een verloop", 571500, 5200000, 3000000, 500000, '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="333333"/></a:gs><a:gs pos="100000"><a:srgbClr val="444444"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>'))),
    Fault("words of a chart in light grey", "chart-has-contrast", "chart", swap('(<c:catAx>.*?<c:txPr>.*?)<a:schemeClr val="tx1"/>', r'\1<a:srgbClr val="DDDDDD"/>')),
    Fault("a line that is hardly seen", "chart-has-contrast", "ppt/charts/chart-lijnen.xml", swap(r'(<c:ser>.*?<c:spPr>)<a:ln(.*?)<a:solidFill>.*?</a:solidFill>(.*?)<c:dLbls>.*?</c:dLbls>', r'\1<a:ln\2<a:solidFill><a:srgbClr val="F4F4F4"/></a:solidFill>\3')),
    Fault("two lines of one lightness", "colour-is-not-alone", "ppt/charts/chart-lijnen.xml", None),
    Fault("small print", "text-is-large-enough", "slide:Punten", swap('<a:rPr lang="nl-NL"[^>]*/><a:t>een', '<a:rPr lang="nl-NL" sz="700"/><a:t>een')),
    Fault("small print in a table", "text-is-large-enough", "slide:Tabel", swap('sz="2200"', 'sz="800"', 2)),
    Fault("a link that says: here", "link-says-where", "slide:Lange zin", swap("de handreiking", "hier")),
    Fault("a link without words", "link-says-where", "slide:Lange zin", swap("de handreiking", " ")),
    Fault("a link that runs a program", "link-leads-somewhere", "slide:Lange zin", swap(r"(<a:hlinkClick [^>]*?)(/>|>)", r'\1 action="ppaction://program"\2'), message="runs a program"),
    Fault("a button that runs a macro", "link-leads-somewhere", "slide:Punten", added(box(44, "klik", 900000, 5600000, 1500000, 500000).replace('name="Extra 44"/>', 'name="Extra 44"><a:hlinkClick r:id="" action="ppaction://macro?name=Alles"/></p:cNvPr>')), message="runs a macro"),
    Fault("a film on a disk", "link-leads-somewhere", "rels:Film", swap(r'(Type="[^"]*/video"[^>]*?Target=")[^"]*"', r'\1file:///C:/Users/ik/film.mp4"'), message="the film lies on one computer"),
    Fault("a formula that failed", "nothing-is-left-open", "slide:Punten", swap("<a:t>een", "<a:t>Totaal #DEEL/0!"), message="#DEEL/0!"),
    Fault("a letter that was lost", "nothing-is-left-open", "slide:Punten", swap("<a:t>een", "<a:t>Frysl\ufffdn"), message="lost"),
    Fault("letters of a wrong encoding", "nothing-is-left-open", "slide:Punten", swap("<a:t>een", "<a:t>SÃºdwest"), message="Súdwest"),
    Fault("marks of Markdown", "nothing-is-left-open", "slide:Punten", swap("<a:t>een", "<a:t>**vet** en zo"), message="**vet**"),
    Fault("a mark of HTML", "nothing-is-left-open", "slide:Punten", swap("<a:t>een", "<a:t>een&lt;br&gt;twee"), message="<br>"),
    Fault("a value of a program in a cell", "nothing-is-left-open", "slide:Tabel", swap("<a:t>c<", "<a:t>NaN<"), message="NaN"),
    Fault("typed arrows", "list-is-real", "slide:Punten", lambda data: swap("<a:t>twee", "<a:t>→ twee")(swap("<a:t>een", "<a:t>→ een")(data))),
    Fault("typed numbers in circles", "list-is-real", "slide:Punten", lambda data: swap("<a:t>twee", "<a:t>② twee")(swap("<a:t>een", "<a:t>① een")(data))),
    Fault("a description that a program made", "alternative-text-tells", "slide:Een foto", swap('descr="Een groen vlak"', 'descr="Afbeelding met groen&#xA;&#xA;Automatisch gegenereerde beschrijving"'), message="by a program"),
    Fault("a title that nobody sees", "slide-has-title", "slide:Punten", swap("<a:t>Punten<", "<a:t>\u200b\u200b<")),
    Fault("a language that is none", "text-has-language", "slide:Punten", swap('lang="nl-NL"', 'lang="nederlands"'), message="nederlands"),
    Fault("alternatives without a choice", "prefix-is-declared", "slide:Punten", added('<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>'), message="without a choice"),
    Fault("a range beyond the figures of a chart", "chart-matches-workbook", "chart", swap(r"\$B\$2:\$B\$3", "$B$2:$B$9"), message="8 cells, the chart 2 points"),
    Fault("a film that nothing describes", "media-has-text", "slide:Film", swap("Beeld uit de film Film", "Filmbeeld")),
    Fault("a slide that goes on by itself", "slide-waits-for-speaker", "slide:Punten", swap("</p:clrMapOvr>", '</p:clrMapOvr><p:transition advTm="3000"/>')),
    Fault("an animation without end", "nothing-flashes", "slide:Een foto", timing(fades(3, repeatCount="indefinite", fill="hold"))),
    Fault("a section without a name", "section-has-name", PRESENTATION, swap('name="Deel een"', 'name=""')),
    Fault("a section of the default name", "section-has-name", PRESENTATION, swap('name="Deel een"', 'name="Default Section"')),
    Fault("a document without a language", "document-has-properties", CORE, swap("<dc:language>.*?</dc:language>", "")),
    Fault("a document without a title", "document-has-properties", CORE, swap("<dc:title>.*?</dc:title>", "<dc:title></dc:title>")),
    # What PowerPoint repairs or drops, and what nobody sees
    Fault("series of one number", "chart-numbers-its-points", "ppt/charts/chart-lijnen.xml", swap('<c:idx val="1"/><c:order val="1"/>', '<c:idx val="0"/><c:order val="0"/>')),
    Fault("points of one number", "chart-numbers-its-points", "chart", swap('<c:pt idx="1">', '<c:pt idx="0">')),
    Fault("more points than are counted", "chart-numbers-its-points", "chart", swap('<c:ptCount val="2"/>', '<c:ptCount val="1"/>')),
    Fault("a chart whose workbook is not named", "chart-matches-workbook", "chart", swap("<c:externalData .*?</c:externalData>|<c:externalData [^>]*/>", "")),
    Fault("a chart that is a picture", "relationship-leads-somewhere", "slide:Grafiek", swap(r'(<c:chart [^>]*r:id=")rId\d+"', r'\1rId1"')),
    Fault("a layout listed twice", "ids-are-own", MASTER, swap(r'(<p:sldLayoutId id=")(\d+)(" r:id=")(rId\d+)("\s*/>)', r'\1\2\3\4\5<p:sldLayoutId id="4000000000" r:id="\4"/>')),
    Fault("two sections of one id", "ids-are-own", PRESENTATION, lambda data: re.sub(rb'(<p14:section [^>]*id=")\{[^}]*\}', rb"\1{00000000-0000-0000-0000-000000000001}", data)),
    Fault("two table styles of one id", "ids-are-own", "ppt/tableStyles.xml", swap("(<a:tblStyle .*?</a:tblStyle>)", r"\1\1")),
    Fault("two masters of one theme", "slide-has-its-layout", "ppt/notesMasters/_rels/notesMaster1.xml.rels", swap(r"theme2\.xml", "theme1.xml")),
    Fault("a layout outside of the deck", "slide-has-its-layout", "rels:Punten", swap('(Type="[^"]*/slideLayout")', r'\1 TargetMode="External"')),
    Fault("core properties twice", "properties-are-sound", "_rels/.rels", swap('(<Relationship )(Id="[^"]*")([^>]*core-properties"[^>]*/>)', r'\1\2\3\1Id="rId77"\3')),
    Fault("a date that is not said to be one", "properties-are-sound", CORE, swap('<dcterms:created xsi:type="dcterms:W3CDTF">', "<dcterms:created>")),
    Fault("a date that is none", "properties-are-sound", CORE, swap("(<dcterms:created[^>]*>)[^<]*", r"\g<1>gisteren")),
    Fault("a title twice among the properties", "properties-are-sound", CORE, swap("(<dc:title>[^<]*</dc:title>)", r"\1\1")),
    Fault("a table that is said to be a chart", "part-is-what-it-says", "slide:Tabel", swap('drawingml/2006/table"', 'drawingml/2006/chart"')),
    Fault("a cell without a body", "table-is-rectangular", "slide:Tabel", swap("<a:tc><a:txBody>.*?</a:txBody>", "<a:tc>")),
    Fault("a cell that is merged into none", "table-is-rectangular", "slide:Tabel", swap("<a:tc>", '<a:tc hMerge="1">')),
    Fault("a row below nought", "table-is-rectangular", "slide:Tabel", swap(r'<a:tr h="\d+"', '<a:tr h="-5"')),
    Fault("relationships without a content type", "part-has-content-type", TYPES, swap('<Default Extension="rels"[^>]*/>', "")),
    Fault("an animation of a paragraph that is not there", "animation-has-its-shape", "slide:Punten", lambda data: timing(fades(3))(data).replace(b'<p:spTgt spid="3"/>', b'<p:spTgt spid="3"><p:txEl><p:pRg st="9" end="9"/></p:txEl></p:spTgt>')),
    Fault("a jump that no show knows", "link-leads-somewhere", "slide:Lange zin", swap('action="ppaction://hlinksldjump"', 'action="ppaction://hlinkshowjump?jump=weg"')),
    Fault("a character spelled out", "text-is-escaped-once", "slide:Punten", swap("<a:t>een", "<a:t>een_x000D_")),
    Fault("a shape without its picture", "picture-is-whole", "slide:Een foto", swap(' r:embed="rId2"', "")),
    Fault("a picture of an empty name", "picture-is-whole", "slide:Een foto", swap(' r:embed="rId2"', ' r:embed=""')),
    Fault("a picture cropped away", "picture-is-whole", "slide:Een foto", swap("(<a:blip [^>]*?/>|<a:blip [^>]*?>.*?</a:blip>)(<a:srcRect[^>]*/>)?", r'\1<a:srcRect l="60000" r="60000"/>')),
    Fault("a picture of no size", "shape-is-on-slide", "slide:Een foto", swap(r'(<p:pic>.*?<a:ext) cx="\d+" cy="\d+"', r'\1 cx="0" cy="0"')),
    Fault("points that are switched off", "shape-is-on-slide", "slide:Punten", swap('(<p:cNvPr id="3" name="[^"]*")', r'\1 hidden="1"')),
    Fault("a group without a size inside", "shape-is-on-slide", "slide:Punten", added('<p:grpSp><p:nvGrpSpPr><p:cNvPr id="60" name="G" descr="x"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="571500" y="5200000"/><a:ext cx="3000000" cy="500000"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>' + box(61, "in groep", 0, 0, 3000000, 500000) + "</p:grpSp>")),
    Fault("a text that stands nowhere", "shape-is-on-slide", "slide:Punten", added(re.sub("<a:xfrm>.*?</a:xfrm>", "", box(62, "nergens", 0, 0, 9, 9)))),
    Fault("a chart without figures", "chart-numbers-its-points", "chart", swap("<c:val>.*?</c:val>", "")),
    Fault("a show of what is no slide", "presentation-lists-its-parts", PRESENTATION, swap("(<p:notesSz[^>]*/>)", r'\1<p:custShowLst><p:custShow name="a" id="0"><p:sldLst><p:sld r:id="rId1"/></p:sldLst></p:custShow></p:custShowLst>')),
    Fault("a photo that is shown as SVG", "part-is-what-it-says", "slide:Een foto", in_blip('<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId2"/></a:ext></a:extLst>')),
    Fault("a picture that is transparent", "picture-is-whole", "slide:Een foto", in_blip('<a:alphaModFix amt="0"/>')),
    Fault("a background without its picture", "picture-is-whole", "slide:Punten", swap("<p:cSld[^>]*>", r"\g<0><p:bg><p:bgPr><a:blipFill><a:blip/><a:stretch/></a:blipFill><a:effectLst/></p:bgPr></p:bg>")),
    Fault("lines on one another", "text-fits", "slide:Punten", swap("<a:p>(?=<a:r>)", '<a:p><a:pPr><a:lnSpc><a:spcPct val="5000"/></a:lnSpc></a:pPr>')),
    Fault("a surface over the points", "shapes-do-not-overlap", "slide:Punten", added('<p:sp><p:nvSpPr><p:cNvPr id="90" name="Vlak"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="1500000"/><a:ext cx="12192000" cy="5000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></p:spPr></p:sp>')),
    Fault("words without a colour", "text-has-contrast", "slide:Punten", swap('(<a:rPr lang="nl-NL" sz="2800")/>(<a:t>een)', r"\1><a:noFill/></a:rPr>\2")),
    Fault("words in a colour of nothing", "text-has-contrast", "slide:Punten", swap('(<a:rPr lang="nl-NL" sz="2800")/>(<a:t>een)', r'\1><a:solidFill><a:schemeClr val="tx1"><a:alpha val="0"/></a:schemeClr></a:solidFill></a:rPr>\2')),
    # Content
    Fault("a text too long", "text-fits", "slide:Punten", swap("<a:t>een</a:t>", "<a:t>" + "een lange tekst zonder einde " * 60 + "</a:t>")),
    Fault("a word too wide", "text-fits", "slide:Punten", added(box(44, "arbeidsongeschiktheidsverzekeringsmaatschappij", 571500, 5200000, 900000, 2000000))),
    Fault("a table grows over its frame", "table-fits", "slide:Tabel", swap("<a:t>a</a:t>", "<a:t>" + "een lange tekst in een cel " * 9 + "</a:t>")),
    Fault("a table grows off the slide", "table-fits", "slide:Tabel", swap("<a:t>a</a:t>", "<a:t>" + "een lange tekst in een cel " * 60 + "</a:t>")),
    Fault("a word wider than its column", "table-fits", "slide:Tabel", swap("<a:t>a</a:t>", "<a:t>arbeidsongeschiktheidsverzekeringsmaatschappij</a:t>")),
    Fault("rows of a table higher than its frame", "table-fits", "slide:Tabel", swap(r'<a:tr h="\d+"', '<a:tr h="3000000"', 1)),
    Fault("a picture off the slide", "shape-is-on-slide", "slide:Een foto", swap(r'(<p:pic>.*?<a:off) x="\d+"', r'\1 x="99999999"')),
    Fault("a text over the edge", "shape-is-on-slide", "slide:Punten", added(box(45, "over de rand", 11000000, 5200000, 3000000, 500000))),
    Fault("a text on a text", "shapes-do-not-overlap", "slide:Punten", added(box(46, "een twee drie vier", 571500, 1625600, 3000000, 500000))),
    Fault("a stretched picture", "picture-keeps-proportions", "slide:Een foto", swap('cx="5295900" cy="3530600"', 'cx="5295900" cy="2000000"')),
    Fault("a blurred picture", "picture-is-sharp", "picture", small),
    Fault("an empty placeholder", "placeholder-is-filled", "slide:Punten", swap("<a:t>een</a:t>(.*?)<a:t>twee</a:t>", r"<a:t></a:t>\1<a:t></a:t>")),
    Fault("an unfilled expression", "nothing-is-left-open", "slide:Punten", swap("<a:t>een", "<a:t>{{ audience.name }}")),
    Fault("sample text", "nothing-is-left-open", "slide:Punten", swap("<a:t>een", "<a:t>Lorem ipsum dolor")),
    Fault("a prompt", "nothing-is-left-open", "slide:Punten", swap("<a:t>een", "<a:t>Klik om tekst toe te voegen")),
    Fault("a link to a slide that went", "link-leads-somewhere", "rels:Lange zin", swap('Target="/ppt/slides/slide-punten.xml"', 'Target="/ppt/theme/theme1.xml"')),
    Fault("a link to a file on a disk", "link-leads-somewhere", "rels:Lange zin", swap("https://www.example.org/handreiking", "file:///C:/Users/jan/handreiking.docx")),
    Fault("a link that is no address", "link-leads-somewhere", "rels:Lange zin", swap("https://www.example.org/handreiking", "www example org")),
    Fault("a heavy picture", "file-is-light", "picture", lambda data: heavy()),
    Fault("a letter of private use", "glyphs-are-in-font", "slide:Punten", swap("<a:t>een", "<a:t>een \uf0e8")),
    Fault("a font of one organisation", "fonts-are-common", "ppt/theme/theme1.xml", swap(r'<a:latin typeface="[^"]+"', '<a:latin typeface="Gemeente Sans"')),
    Fault("five fonts", "fonts-are-few", "slide:Tabel", None),
]  # fmt: skip


def five_fonts(data: bytes) -> bytes:
    """Give each of five runs another font."""
    families = iter(("Arial", "Calibri", "Georgia", "Times New Roman", "Verdana"))
    text = data.decode("utf-8")
    for family in families:
        text = text.replace(
            '<a:rPr lang="nl-NL" sz="2200"/>',
            f'<a:rPr lang="nl-NL" sz="2200"><a:latin typeface="{family}"/></a:rPr>',
            1,
        )
    return text.encode("utf-8")


def one_lightness(data: bytes) -> bytes:
    """Give two lines another hue of one lightness, a legend, and no labels."""
    text = re.sub(r"<c:dLbls>.*?</c:dLbls>", "", data.decode("utf-8"), flags=re.S)
    for value in ("C00000", "006E00"):
        text = re.sub(
            r"(<c:ser>(?:(?!</c:ser>|srgbClr).)*?<a:ln[^>]*><a:solidFill>)<a:schemeClr.*?</a:solidFill>",
            rf'\1<a:srgbClr val="{value}"/></a:solidFill>',
            text,
            count=1,
            flags=re.S,
        )
    text = re.sub(r"<c:marker>.*?</c:marker>", '<c:marker><c:symbol val="none"/></c:marker>', text, flags=re.S)
    text = (
        text
        if "<c:legend>" in text
        else text.replace(
            "<c:plotVisOnly", '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly', 1
        )
    )
    return text.encode("utf-8")


def columns_swapped(data: bytes) -> bytes:
    """Write the second column's shapes before the first's."""
    text = data.decode("utf-8")
    shapes = re.findall(r"<p:sp>(?:(?!</p:sp>).)*</p:sp>", text, flags=re.S)
    left = [s for s in shapes if "Links" in s or "eerst" in s]
    right = [s for s in shapes if "Rechts" in s or "daarna" in s]
    assert left and right
    for shape in left:
        text = text.replace(shape, "")
    return text.replace(right[-1], right[-1] + "".join(left)).encode("utf-8")


WRITTEN: dict[str, Change] = {
    "five fonts": five_fonts, "two lines of one lightness": one_lightness, "columns are read from right to left": columns_swapped,
}  # fmt: skip


def example_of(fact: Fact) -> Fault:
    """Return the example of a check as a fault: its failing text in place of the passing one."""
    passes, fails = fact.example.passes.encode(), fact.example.fails.encode()
    return Fault(fact.rule, fact.rule, fact.example.part, lambda data: data.replace(passes, fails, 1))


def shows_its_example(sound: Path, fact: Fact) -> bool:
    """True where the passing text of a check's example stands in the sound deck."""
    deck = DeckFile(sound)
    return fact.example.passes.encode() in deck.members.get(part_of(deck, fact.example.part), b"")


def broken(sound: Path, fault: Fault) -> bytes:
    """Write the sound deck with one fault."""
    deck = DeckFile(sound)
    part = part_of(deck, fault.part)
    change = WRITTEN.get(fault.name, fault.change)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in deck.names:
            data = deck.members[name]
            if name == part and change is not None:
                data = change(data)
                assert data != deck.members[name], fault.name
            how = zipfile.ZIP_STORED if fault.rule == "member-unpacks" and name == part else zipfile.ZIP_DEFLATED
            package.writestr(name, data, how)
        for name, data in fault.new.items():
            package.writestr(name, data)
    made = stream.getvalue()
    if fault.rule == "member-unpacks":
        place = made.index(deck.members[part]) + len(deck.members[part]) // 2
        made = made[:place] + bytes([made[place] ^ 255]) + made[place + 1 :]
    return made
