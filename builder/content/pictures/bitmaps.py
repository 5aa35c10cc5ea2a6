"""Pictures of other formats, colours and directions turned into the PNG or JPEG that every PowerPoint shows."""

from __future__ import annotations

import importlib
import io
import warnings
from pathlib import Path
from typing import Any

from builder.content.pictures.bounds import Refused, check_pixels, too_many_pixels, unreadable
from builder.diagnostics import Findings, Position

QUALITY = 92  # of a JPEG that is written anew
HEIC_LIBRARIES = ("pi_heif", "pillow_heif")
_DEEP = ("I", "I;16", "I;16L", "I;16B", "I;16N")
_WITH_ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")


def rgba(image: Any) -> Any:
    """Return an opened picture with 8 bits a colour and transparency; Pillow would cut 16 bits off at white."""
    return _eight_bits(image).convert("RGBA")


def _eight_bits(image: Any) -> Any:
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    return image


def as_png(data: bytes) -> bytes:
    """Return a picture written anew as PNG. Raises OSError where Pillow cannot read it."""
    from PIL import Image

    stream = io.BytesIO()
    rgba(Image.open(io.BytesIO(data))).save(stream, "PNG")
    return stream.getvalue()


def opened(path: Path, data: bytes, kind: str) -> Any:
    """Open a picture with Pillow, within the bounds. Raises Refused."""
    from PIL import Image, UnidentifiedImageError

    if kind == "HEIC":
        _learn_heic(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError:
        raise too_many_pixels(path) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, RuntimeError):
        raise unreadable(path, kind) from None
    check_pixels(path, *image.size)
    return image


def _learn_heic(path: Path) -> None:
    """Let Pillow read HEIC with a library that is there; none is brought along, for their codecs have licences of their own."""
    for name in HEIC_LIBRARIES:
        try:
            importlib.import_module(name).register_heif_opener()
        except ImportError:
            continue
        return
    raise Refused(
        "image-kind",
        f"{path.name} is a HEIC picture, which PowerPoint does not show and Pillow alone does not read",
        "install a reader (pip install pi-heif), or save it as JPEG",
    )


def tell_of_frames(path: Path, count: int, what: str, at: Position, findings: Findings) -> None:
    """Tell that of several pictures in one file the first is shown; what: frames or pages."""
    findings.add(
        "image-frames",
        f"{path.name} has {count} {what}; the first is shown",
        at,
        "save the one that is meant as PNG or JPEG, or a film as MP4",
        severity="warning",
    )


def converted(path: Path, data: bytes, kind: str, at: Position, findings: Findings) -> tuple[str, bytes, int, int]:
    """Return a picture as PNG or JPEG: kind, bytes, width, height; upright, in sRGB, without what is private. Raises Refused."""
    image = opened(path, data, kind)
    if getattr(image, "n_frames", 1) > 1 and kind in ("WEBP", "AVIF", "TIFF"):
        tell_of_frames(path, image.n_frames, "pages" if kind == "TIFF" else "frames", at, findings)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
            upright = _in_srgb(_upright(image))
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, MemoryError):
        raise unreadable(path, kind) from None
    stream = io.BytesIO()
    lossy = upright.mode not in _WITH_ALPHA and (
        kind in ("JPEG", "HEIC", "AVIF") or (kind == "WEBP" and b"VP8L" not in data[:64])
    )
    if lossy:
        upright.convert("L" if upright.mode == "L" else "RGB").save(stream, "JPEG", quality=QUALITY)
    else:
        upright.save(stream, "PNG")
    return "jpeg" if lossy else "png", stream.getvalue(), *upright.size


def _upright(image: Any) -> Any:
    from PIL import ImageOps

    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image) or image
    turned.info = {"icc_profile": profile} if profile else {}
    return turned


def _in_srgb(image: Any) -> Any:
    """Return a picture as RGB, RGBA, L or LA in sRGB, its profile reckoned in."""
    from PIL import Image, ImageCms

    profile = image.info.pop("icc_profile", None)
    if image.mode == "P":
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    mode = image.mode
    if mode == "F":
        raise ValueError("a picture of measurements")
    if profile and mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            alpha = image.getchannel("A") if mode == "RGBA" else None
            plain = image.convert("RGB") if alpha is not None else image
            seen = ImageCms.profileToProfile(plain, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a damaged profile: the colours are taken as they stand
        else:
            if seen is not None:
                seen.info = {}  # the profile made for sRGB, which holds the time of day
                if alpha is not None:
                    seen.putalpha(alpha)
                return seen
    if mode in _DEEP:
        return _eight_bits(image)
    if mode in ("RGB", "RGBA", "L", "LA"):
        made: Image.Image = image
        return made
    return image.convert("RGBA" if mode in _WITH_ALPHA else "L" if mode == "1" else "RGB")
