"""Pictures as people have them: taken, converted or refused by what they are; nothing private leaves with them."""

from __future__ import annotations

import gzip
import io
import struct
import unicodedata
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from builder.content.pictures import read_picture
from builder.content.pictures.svg import DRAWN_WITH, FONTS
from builder.diagnostics import Diagnostic, Findings, Position
from builder.fitting.fonts import SHIPPED, TWINS
from builder.plan import ImageFile

AT = Position("session.yaml", 3, 9)
NS = 'xmlns="http://www.w3.org/2000/svg"'
RED = '<rect width="100" height="100" fill="#c00"/>'
JAN = b"Jan Jansen"


def read(folder: Path, name: str, data: bytes | str) -> tuple[ImageFile | None, list[Diagnostic]]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    findings = Findings()
    return read_picture(path, AT, findings), list(findings)


def shown(image: ImageFile) -> Image.Image:
    """Open what goes into the deck."""
    data = image.data if image.data is not None else Path(image.path).read_bytes()
    return Image.open(io.BytesIO(data))


def saved(kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 32), **options: object) -> bytes:
    stream = io.BytesIO()
    colour: object = {"RGB": (200, 30, 30), "RGBA": (200, 30, 30, 90), "CMYK": (0, 200, 200, 30)}.get(mode, 120)
    Image.new(mode, size, colour).save(stream, kind, **options)  # type: ignore[arg-type]
    return stream.getvalue()


SIZES = {
    'width="210mm" height="50mm" viewBox="0 0 210 50"': (794, 189),
    'width="21cm" height="5cm" viewBox="0 0 210 50"': (794, 189),
    'width="144pt" height="72pt"': (192, 96),
    'width="2in" height="1in"': (192, 96),
    'width="300px" height="150"': (300, 150),
    'width="100%" height="100%" viewBox="0 0 400 100"': (400, 100),
    'width="100mm" viewBox="0 0 200 100"': (378, 189),
    'viewBox="0,0,64,32"': (64, 32),
    'width="1.5e2" height="75" viewBox="0 0 2 1"': (150, 75),
    'width="12pc" height="96Q"': (192, 91),
}


@pytest.mark.parametrize("size", SIZES)
def test_an_svg_is_as_large_as_its_units_say(size: str, tmp_path: Path) -> None:
    image, found = read(tmp_path, "x.svg", f"<svg {NS} {size}>{RED}</svg>")
    assert found == []
    assert image is not None and image.fallback is not None
    assert (image.width, image.height) == SIZES[size]
    drawn = shown(image.fallback)
    assert abs(drawn.width / drawn.height - image.width / image.height) < 0.02 * image.width / image.height


def test_an_svg_without_a_view_box_grows_with_its_place(tmp_path: Path) -> None:
    image, found = read(tmp_path, "x.svg", f'<svg {NS} width="10em" height="40">{RED}</svg>')
    assert image is not None and image.data is not None and found == []
    assert b'viewBox="0 0 160 40"' in image.data and b'width="10em"' in image.data
    own = f'<svg {NS} width="10em" viewBox="0 0 16 4">{RED}</svg>'
    kept, _ = read(tmp_path, "y.svg", own)
    assert kept is not None and kept.data in (None, own.encode())  # as it stands in the file


DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
PLAIN = f'<svg {NS} width="100" height="100"><title>é</title>{RED}</svg>'
FORMS: dict[str, bytes] = {
    "doctype": f'<?xml version="1.0" encoding="utf-8"?>\n<!-- tekenprogramma -->\n{DOCTYPE}{PLAIN}'.encode(),
    "latin-1": f'<?xml version="1.0" encoding="ISO-8859-1"?>{PLAIN}'.encode("latin-1"),
    "latin-1 undeclared": PLAIN.encode("latin-1"),
    "utf-16": f'<?xml version="1.0" encoding="UTF-16"?>{PLAIN}'.encode("utf-16"),
    "utf-16 big": b"\xfe\xff" + f'<?xml version="1.0" encoding="UTF-16"?>{PLAIN}'.encode("utf-16-be"),
    "mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "gzip": gzip.compress(PLAIN.encode()),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["x.svg", "x.svgz"])
def test_an_svg_goes_out_as_plain_utf_8(form: str, name: str, tmp_path: Path) -> None:
    image, found = read(tmp_path, name, FORMS[form])
    assert found == []
    assert image is not None and image.fallback is not None and image.kind == "svg"
    data = image.data or Path(image.path).read_bytes()
    assert "<title>é</title>" in data.decode("utf-8-sig")
    assert b"DOCTYPE" not in data and b"tekenprogramma" not in data
    assert shown(image.fallback).convert("RGB").getpixel((50, 50)) == (204, 0, 0)


HOSTILE = {
    "entities": f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {NS} width="9" height="9"><title>&a;</title></svg>',
    "a file": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg {NS} width="9" height="9"><title>&a;</title></svg>',
    "a script": f'<svg {NS} width="9" height="9"><script/></svg>',
    "a handler": f'<svg {NS} width="9" height="9" onload="x()"/>',
    "a reference": f'<svg {NS} width="9" height="9"><image href="https://example.org/a.png"/></svg>',
    "a style": f'<svg {NS} width="9" height="9"><style>@import "a.css"</style></svg>',
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("packed", [False, True])
def test_an_svg_brings_nothing_active(what: str, packed: bool, tmp_path: Path) -> None:
    data = HOSTILE[what].encode()
    image, found = read(tmp_path, "x.svg", gzip.compress(data) if packed else data)
    assert image is None
    assert [each.rule for each in found] == ["image-kind"]


def test_a_small_gzip_that_unpacks_to_much_is_refused(tmp_path: Path) -> None:
    image, found = read(tmp_path, "x.svgz", gzip.compress(b"<svg>" + b" " * 60_000_000))
    assert image is None
    assert [each.rule for each in found] == ["image-size"]


def test_what_a_drawing_program_notes_for_itself_stays_at_home(tmp_path: Path) -> None:
    more = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export-filename="/home/jan/x.png"'
    meta = '<metadata>Jan</metadata><inkscape:view user="Jan"/>'
    image, _ = read(tmp_path, "x.svg", f'<svg {NS} {more} width="9" height="9"><!-- Jan -->{meta}{RED}</svg>')
    assert image is not None and image.data is not None
    assert b"jan" not in image.data.lower() and b"rect" in image.data


WORDS = '<text x="10" y="60" font-size="50"{}>Woorden</text>'


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("", []),
        (' font-family="Arial, sans-serif"', []),
        (' font-family="Calibri"', []),
        (' style="font-family:Georgia;fill:#000"', []),
        (' style="font:bold 40px Times New Roman"', []),
        (' font-family="Inter"', ["image-font"]),
        (" style=\"font-family:'Open Sans', sans-serif\"", ["image-font"]),
    ],
)
def test_words_of_an_svg_are_drawn(how: str, told: list[str], tmp_path: Path) -> None:
    image, found = read(tmp_path, "x.svg", f'<svg {NS} width="300" height="100">{WORDS.format(how)}</svg>')
    assert [(each.rule, each.severity) for each in found] == [(rule, "warning") for rule in told]
    assert image is not None and image.fallback is not None
    box = shown(image.fallback).getchannel("A").getbbox()
    assert box is not None and box[2] - box[0] > 600


def test_an_svg_is_drawn_with_the_fonts_that_measure(tmp_path: Path) -> None:
    assert FONTS == SHIPPED
    assert {
        name: twin.replace("Liberation", "Liberation ") for name, twin in TWINS.items()
    }.items() <= DRAWN_WITH.items()


CONVERTED: dict[str, tuple[bytes, str]] = {
    "a.webp": (saved("WEBP"), "jpeg"), "b.webp": (saved("WEBP", "RGBA"), "png"), "c.webp": (saved("WEBP", lossless=True), "png"),
    "a.avif": (saved("AVIF"), "jpeg"), "b.avif": (saved("AVIF", "RGBA"), "png"), "a.tif": (saved("TIFF"), "png"),
    "b.tif": (saved("TIFF", "CMYK"), "png"), "c.tif": (saved("TIFF", "I;16"), "png"), "d.tif": (saved("TIFF", "1"), "png"),
    "a.bmp": (saved("BMP"), "png"), "a.ico": (saved("ICO", "RGBA", (32, 32)), "png"), "cmyk.jpg": (saved("JPEG", "CMYK"), "jpeg"),
    "wrong-ending.png": (saved("WEBP"), "jpeg"),
}  # fmt: skip


@pytest.mark.parametrize("name", CONVERTED)
def test_a_picture_becomes_what_powerpoint_shows(name: str, tmp_path: Path) -> None:
    data, kind = CONVERTED[name]
    image, found = read(tmp_path, name, data)
    again, _ = read(tmp_path, name, data)
    assert found == []
    assert image is not None and again is not None
    assert (image.kind, image.data, image.digest) == (kind, again.data, again.digest)
    made = shown(image)
    assert made.size == (image.width, image.height) == Image.open(io.BytesIO(data)).size
    assert made.mode in ("RGB", "RGBA", "L", "LA")
    if name.startswith("b.") and kind == "png" and "tif" not in name:
        assert abs(made.convert("RGBA").getpixel((4, 4))[3] - 90) < 4


def test_sixteen_bits_are_not_cut_off(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("I;16", (8, 8), 155 * 257).save(stream, "TIFF")
    image, _ = read(tmp_path, "deep.tif", stream.getvalue())
    assert image is not None and shown(image).getpixel((3, 3)) == 155


def test_a_colour_profile_is_reckoned_in(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain, _ = read(tmp_path, "plain.tif", saved("TIFF"))
    image, _ = read(tmp_path, "profiled.tif", saved("TIFF", icc_profile=lab))
    assert plain is not None and image is not None
    assert shown(image).getpixel((3, 3)) == shown(plain).getpixel((3, 3)) and "icc_profile" not in shown(image).info


HEIC = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"heic", 0, b"mif1", b"heic") + bytes(40)
REFUSED = {
    "foto.heic": (HEIC, "HEIC", "pi-heif"),
    "foto.jpg": (HEIC, "HEIC", "pi-heif"),
    "blad.pdf": (b"%PDF-1.7 ...", "PDF", "PNG"),
    "vermomd.png": (b"%PDF-1.7 ...", "PDF", "PNG"),
    "laag.psd": (b"8BPS\0\1" + bytes(40), "Photoshop", "PNG"),
    "web.png": ("<!DOCTYPE html><html><body>404</body></html>", "web page", "PNG"),
    "drie.jxl": (b"\xff\x0a" + bytes(20), "JPEG XL", "PNG"),
    "film.gif": (b"\0\0\0\x18ftypisom" + bytes(20), "MP4", "PNG"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_names_what_it_is(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.content.pictures.bitmaps.HEIC_LIBRARIES", ("no_such_library",))
    data, kind, hint = REFUSED[name]
    image, (found,) = read(tmp_path, name, data)
    assert image is None
    assert (found.rule, found.at) == ("image-kind", AT)
    assert kind in found.message and hint in found.hint


def emf(width: int = 2540, height: int = 1270) -> bytes:
    """Write an EMF of one rectangle; hundredths of a millimetre."""
    head = struct.pack("<II4i4i4sIIIHH", 1, 88, 0, 0, 100, 50, 0, 0, width, height, b" EMF", 0x10000, 108, 2, 1, 0)
    return head + bytes(88 - len(head)) + struct.pack("<IIIII", 14, 20, 0, 16, 20)


def wmf(width: int = 1440, height: int = 720) -> bytes:
    placed = struct.pack("<IH4hHIH", 0x9AC6CDD7, 0, 0, 0, width, height, 1440, 0, 0)
    return placed + struct.pack("<HHHIHIH", 1, 9, 0x300, 12, 0, 3, 0) + struct.pack("<IH", 3, 0)


@pytest.mark.parametrize(("name", "data"), [("a.emf", emf()), ("b.png", emf()), ("c.wmf", wmf())])
def test_a_metafile_is_taken_as_it_is(name: str, data: bytes, tmp_path: Path) -> None:
    image, found = read(tmp_path, name, data)
    assert found == []
    assert image is not None
    assert (image.width, image.height, image.data) == (96, 48, None)
    assert image.kind == ("wmf" if "wmf" in name else "emf")


@pytest.mark.parametrize("name", ["cut.emf", "cut.wmf", "cut.png", "cut.jpg", "cut.gif", "cut.webp", "cut.tif"])
def test_a_picture_that_ends_early_is_told(name: str, tmp_path: Path) -> None:
    kind = name.rpartition(".")[2].replace("jpg", "jpeg").replace("tif", "tiff").upper()
    data = {"EMF": emf(), "WMF": wmf()}.get(kind) or saved(kind, size=(300, 200))
    image, found = read(tmp_path, name, data[: len(data) - max(len(data) // 3, 4)])
    assert image is None
    assert [each.rule for each in found] == ["image-readable"]


def photo(**more: object) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "Telefoon", "Jan Jansen"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    return saved("JPEG", exif=exif, comment=JAN, xmp=b"<x:xmpmeta>Jan Jansen</x:xmpmeta>", **more)


def with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Jan Jansen")
    info.add_itxt("XML:com.adobe.xmp", "Jan Jansen")
    exif = Image.Exif()
    exif[0x013B] = "Jan Jansen"
    return saved("PNG", pnginfo=info, exif=exif, dpi=(144, 144))


PRIVATE: dict[str, Callable[[], bytes]] = {
    "a.jpg": photo,
    "progressive.jpg": lambda: photo(progressive=True),
    "trailer.jpg": lambda: photo() + b"ftypmp42 " + JAN,
    "iptc.jpg": lambda: photo()[:2] + b"\xff\xed\0\x10Photoshop 3.0\0" + photo()[2:],
    "a.png": with_text,
    "trailer.png": lambda: saved("PNG") + JAN,
    "a.gif": lambda: saved("GIF", "L", comment=JAN),
    "a.webp": lambda: saved("WEBP", xmp=b"Jan Jansen"),
    "a.tif": lambda: saved("TIFF", tiffinfo={315: "Jan Jansen"}),
}


@pytest.mark.parametrize("name", PRIVATE)
def test_nothing_private_leaves(name: str, tmp_path: Path) -> None:
    data = PRIVATE[name]()
    image, found = read(tmp_path, name, data)
    assert found == []
    assert image is not None and image.data is not None
    for word in (JAN, b"Telefoon", b"Exif", b"Photoshop", b"xmpmeta"):
        assert word not in image.data
    if not name.endswith(("webp", "tif")):
        assert list(shown(image).convert("RGB").get_flattened_data()) == list(
            Image.open(io.BytesIO(data)).convert("RGB").get_flattened_data()
        )


def test_a_clean_picture_stays_as_it_is(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name, data in (("a.png", saved("PNG", icc_profile=profile)), ("a.jpg", saved("JPEG", icc_profile=profile))):
        image, _ = read(tmp_path, name, data)
        assert image is not None and image.data is None


def test_a_photograph_is_turned_and_its_note_goes(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Jan Jansen"
    image, _ = read(tmp_path, "a.jpg", saved("JPEG", exif=exif))
    assert image is not None and image.data is not None
    assert (image.width, image.height) == (32, 64)
    assert JAN not in image.data and not shown(image).getexif()


def gif(colours: list[str], milliseconds: int, loop: int | None, area: float = 1.0) -> bytes:
    frames = []
    for colour in colours:
        frame = Image.new("RGB", (120, 80), "#808080")
        frame.paste(colour, (0, 0, 120, round(80 * area)))
        frames.append(frame)
    stream = io.BytesIO()
    more = {} if loop is None else {"loop": loop}
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=milliseconds, **more)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (gif(["white", "black"] * 3, 100, 0), ["image-flashes"]),
        (gif(["white", "black"] * 5, 100, None), ["image-flashes"]),
        (gif(["#ff0000", "#202020"] * 5, 110, 0), ["image-flashes"]),
        (gif(["white", "black"] * 3, 100, 0, area=0.02), ["image-moves"]),
        (gif(["white", "black"] * 3, 500, 0), ["image-moves"]),
        (gif(["#808080", "#888888"] * 3, 100, 0), ["image-moves"]),
        (gif(["white", "black"] * 3, 500, None), []),
        (gif(["white", "black"], 2000, 4), ["image-moves"]),
        (gif(["white"], 100, 0), []),
    ],
    ids=["loop", "once", "red", "small", "slow", "faint", "short", "five times", "still"],
)
def test_an_animation_that_flashes_or_goes_on_is_told(data: bytes, told: list[str], tmp_path: Path) -> None:
    image, found = read(tmp_path, "a.gif", data)
    assert image is not None and image.kind == "gif"
    assert [(each.rule, each.severity) for each in found] == [(rule, "warning") for rule in told]


def test_letters_that_fonts_hold_are_those_that_harfbuzz_finds() -> None:
    import uharfbuzz

    from builder.content.pictures.letters import lacking
    from builder.content.pictures.svg import FONTS

    held = {
        each
        for file in FONTS.glob("*-Regular.ttf")
        for each in uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))).unicodes
    }
    signs = "".join(
        chr(each)
        for each in (*range(0x20, 0x2FFF), *range(0x1F300, 0x1F700))
        if chr(each).isprintable() and not chr(each).isspace()
    )
    wanted = {each for each in signs if ord(each) not in held and unicodedata.category(each)[0] in "LNPS"}
    assert set(lacking(signs, FONTS)) == wanted and "\U0001f600" in wanted


@settings(max_examples=30)
@given(
    wide=st.floats(1, 400), high=st.floats(1, 400),
    units=st.tuples(st.sampled_from(["", "px", "pt", "mm", "cm", "in", "pc", "Q"]), st.booleans()),
)  # fmt: skip
def test_a_drawing_has_one_shape_whatever_its_unit(wide: float, high: float, units: tuple[str, bool]) -> None:
    """Sizes with a unit, and a viewBox of the same proportion, come to the same shape; one that is far too long is refused."""
    from builder.content.pictures.bounds import Refused
    from builder.content.pictures.svg import Drawing

    unit, boxed = units
    size = f'viewBox="0 0 {wide:.4f} {high:.4f}"' if boxed else f'width="{wide:.4f}{unit}" height="{high:.4f}{unit}"'
    try:
        drawing = Drawing(
            Path("x.svg"), f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="M0 0h9v9z"/></svg>'.encode()
        )
    except Refused:
        assert max(wide, high) / min(wide, high) > 150
        return
    assert drawing.width / drawing.height == pytest.approx(wide / high, rel=1e-3)


@settings(max_examples=25)
@given(
    letters=st.text(
        st.characters(categories=("Lu", "Ll", "Lo", "Sc", "Nd"), max_codepoint=0x1FFFF), min_size=1, max_size=3
    )
)
def test_a_letter_of_a_drawing_is_drawn_or_told(letters: str) -> None:
    """Where nothing is told of its words, the PNG beside a drawing shows each of them."""
    from builder.content.pictures.svg import Drawing

    def drawing(words: str) -> Drawing:
        text = f'<text x="4" y="30" font-size="24">{escape(words)}</text>'
        return Drawing(
            Path("x.svg"), f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40">{text}</svg>'.encode()
        )

    nothing = drawing("").drawn()[0]
    for letter in letters:
        one = drawing(letter)
        assert one.letters_lacking() == letter or one.drawn()[0] != nothing, f"U+{ord(letter):04X}"
