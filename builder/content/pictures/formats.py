"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"\0\0\1\0", "ICO"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\1\0\x09\0", "WMF"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"gimp xcf", "GIMP"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"PK\x03\x04", "ZIP or Office"),
    (b"\x1f\x8b", "gzip"),
    (b"version https://git-lfs", "Git LFS pointer"),
    (b"/annex/objects/", "git-annex pointer"),
    (b"<mxfile", "draw.io"),
    (b"<mxGraphModel", "draw.io"),
)
_BRANDS = {
    b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"heim": "HEIC", b"heis": "HEIC", b"hevc": "HEIC",
    b"hevx": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC", b"crx ": "Canon raw", b"isom": "MP4", b"mp42": "MP4", b"qt  ": "QuickTime",
}  # fmt: skip
NO_PICTURES = {
    "PDF",
    "EPS",
    "Photoshop",
    "GIMP",
    "old Office",
    "ZIP or Office",
    "gzip",
    "MP4",
    "QuickTime",
    "web page",
    "Git LFS pointer",
    "git-annex pointer",
    "draw.io",
}
HOW_TO_GET = {
    "Git LFS pointer": "fetch the picture itself: git lfs pull", "git-annex pointer": "fetch the picture itself: git annex get",
    "draw.io": "export it from draw.io as PNG, or as SVG with words as SVG text",
}  # fmt: skip


def format_of(data: bytes) -> str:
    """Return the name of a file's format, "SVG" for any XML or what may be, "" where it is not known."""
    for start, name in _STARTS:
        if data.startswith(start):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _of_container(data)
    if data[:4] == b"\1\0\0\0" and data[40:44] == b" EMF":
        return "EMF"
    head = _as_text(data[:800]).lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html")):
        return "web page"
    return "SVG" if head.startswith("<") else ""


def _of_container(data: bytes) -> str:
    """Return the format of an ISO media file by its brand (ISO/IEC 14496-12): `mif1` may be either, and lists the true one."""
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, length, 4))]
    known = [_BRANDS[each] for each in brands if each in _BRANDS]
    return "AVIF" if "AVIF" in known else known[0] if known else ""


def _as_text(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if head[:4] == b"<\0?\0":
        return head[: len(head) // 2 * 2].decode("utf-16-le", "replace")
    return head.decode("utf-8", "replace")
