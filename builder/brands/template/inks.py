"""The palette of a layout: the theme's own colours, tinted where its real ground asks for it; never refused."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from builder.brands.palette import Colour
from builder.brands.template.theme import OFFICE_ACCENTS
from builder.ooxml.rgb import GRAPHIC_RATIO, TEXT_RATIO, contrast, luminance, mixed, tinted

_STEPS = (100, 90, 80, 70, 60, 50, 40, 30, 20)
_ACCENTS = tuple(f"accent{n}" for n in range(1, 7))
_HUES = {"good": (0.33, 0.15), "warning": (0.11, 0.07), "bad": (0.0, 0.055)}  # of 1, and how far from it


def house_palette(theme: dict[str, str], page: str, own: Mapping[str, str] | None = None) -> dict[str, Colour]:
    """Give every colour role on a ground.

    theme: RGB by tx1, bg1 … accent6 as the layout's map names them; own: RGB by role, instead of the theme's accents.
    """
    own = own or {}
    make = _Inks(theme | {f"#{role}": rgb for role, rgb in own.items()}, page)
    text = make.ink(7)
    tint = "#primary" if "primary" in own else "accent1"
    surface = _veil(text if make.grey(tint) else make.plain(tint), page, 10)
    grounds = (page, surface.rgb)
    colours: dict[str, Colour] = {"background": make.page(), "surface": surface, "text": text}
    colours["muted"] = make.softened(text, grounds, 4.8)
    colours["line"] = _veil(text, page, 22)
    primary, accent = make.leading()
    chosen = {"primary": primary, "accent": accent, **make.tones((primary, accent))}
    chosen |= {role: f"#{role}" for role in own}
    for name, scheme in chosen.items():
        colours[name] = make.filled(scheme)
        colours[f"{name}_text"] = make.readable(scheme, grounds)
    colours["neutral"] = make.softened(text, (page,), GRAPHIC_RATIO)
    colours["quiet"] = colours["neutral"]
    colours["neutral_text"] = colours["muted"]
    colours["neutral_surface"] = surface
    for name in ("good", "warning", "bad"):
        colours[f"{name}_surface"] = _veil(make.plain(chosen[name]), page, 16)
    for name in ("primary", "accent", "good", "warning", "bad", "neutral"):
        colours[f"on_{name}"] = make.on(colours[name].rgb)
    return colours


def best_ink(theme: dict[str, str], ground: str) -> Colour:
    """Give the theme's text colour that is read best on a ground."""
    return _Inks(theme, ground).ink(7)


def uses_office_accents(theme: dict[str, str]) -> bool:
    """True where the accents are those that Office begins with."""
    return tuple(theme[f"accent{n}"] for n in (1, 2, 3)) in OFFICE_ACCENTS


def _veil(colour: Colour, page: str, share: int) -> Colour:
    """Give a colour nearly transparent, with what shows of it on the page."""
    return Colour(colour.scheme, colour.mod, colour.off, mixed(colour.rgb, page, share / 100), share)


class _Inks:
    """Finds tints on one ground."""

    def __init__(self, theme: dict[str, str], page: str) -> None:
        self.theme, self.ground = theme, page
        self.dark = contrast(page, "FFFFFF") > contrast(page, "000000")

    def plain(self, scheme: str, mod: int = 100, off: int = 0) -> Colour:
        return Colour(scheme, mod, off, tinted(self.theme[scheme], mod, off))

    def grey(self, scheme: str) -> bool:
        return is_grey(self.theme[scheme])

    def page(self) -> Colour:
        """Give the ground as the theme colour that it is, else by its RGB."""
        for scheme in ("bg1", "bg2", "tx2", "tx1", *_ACCENTS):
            apart = max(
                abs(int(self.theme[scheme][i : i + 2], 16) - int(self.ground[i : i + 2], 16)) for i in (0, 2, 4)
            )
            if apart <= 6:
                return self.plain(scheme)
        return Colour("#", 100, 0, self.ground)

    def ink(self, ratio: float) -> Colour:
        """Give the theme's first text colour that stands out, else its best, else black or white."""
        tried = [self.plain(scheme) for scheme in ("tx1", "bg1", "tx2", "bg2")]
        for wanted in (ratio, TEXT_RATIO):
            for each in tried:
                if contrast(each.rgb, self.ground) >= wanted:
                    return each
        return Colour("tx1", 0, 100, "FFFFFF") if self.dark else Colour("tx1", 0, 0, "000000")

    def steps(self, scheme: str) -> list[Colour]:
        """Give the tints of a colour, away from the ground."""
        return [self.plain(scheme, mod, 100 - mod if self.dark else 0) for mod in _STEPS]

    def readable(self, scheme: str, grounds: tuple[str, ...], ratio: float = TEXT_RATIO) -> Colour:
        for each in self.steps(scheme):
            if min(contrast(each.rgb, ground) for ground in grounds) >= ratio:
                return each
        return self.ink(7)

    def softened(self, text: Colour, grounds: tuple[str, ...], ratio: float) -> Colour:
        """Give the palest grey of the text colour that is still read."""
        if text.mod != 100 or luminance(text.rgb) > 0.02:
            pale = [_veil(text, self.ground, share) for share in (62, 70, 78, 86, 94)]
            return next((c for c in pale if min(contrast(c.rgb, g) for g in grounds) >= ratio), text)
        for mod in (50, 60, 65, 75, 85):
            tried = Colour(text.scheme, mod, 100 - mod, tinted(text.rgb, mod, 100 - mod))
            if min(contrast(tried.rgb, ground) for ground in grounds) >= ratio:
                return tried
        return text

    def filled(self, scheme: str) -> Colour:
        """Give the tint nearest to a colour that shows on the ground, and that text is read on."""
        for each in self.steps(scheme):
            if (
                contrast(each.rgb, self.ground) >= GRAPHIC_RATIO
                and contrast(self.on(each.rgb).rgb, each.rgb) >= TEXT_RATIO
            ):
                return each
        return self.softened(self.ink(7), (self.ground,), GRAPHIC_RATIO)

    def on(self, fill: str) -> Colour:
        """Give the text colour that is read on a fill."""
        pair = [self.plain("bg1"), self.plain("tx1"), self.plain("bg2"), self.plain("tx2")]
        good = [each for each in pair if contrast(each.rgb, fill) >= TEXT_RATIO]
        if good:
            return good[0]
        return max(
            (Colour("tx1", 0, 0, "000000"), Colour("tx1", 0, 100, "FFFFFF")), key=lambda c: contrast(c.rgb, fill)
        )

    def leading(self) -> tuple[str, str]:
        """Choose the colour that leads and the one that points things out: the first accents that show."""
        shown = [s for s in _ACCENTS if contrast(self.theme[s], self.ground) >= 1.6 and not self.grey(s)]
        shown = shown or ["tx2", "accent1"]
        first = "#primary" if "#primary" in self.theme else shown[0]
        others = [s for s in shown if s != first]
        apart = [s for s in others if apart_by(self.theme[s], self.theme[first]) > 0.25]
        return first, (apart or others or [first])[0]

    def tones(self, taken: tuple[str, str]) -> dict[str, str]:
        """Choose accents for good, warning and bad: by hue, else those that are left."""
        found: dict[str, str] = {}
        for tone, (hue, reach) in _HUES.items():
            near = [(self._from(scheme, hue), scheme) for scheme in _ACCENTS if not self.grey(scheme)]
            near = [each for each in near if each[0] <= reach]
            found[tone] = min(near)[1] if near else ""
        left = [s for s in _ACCENTS if s not in taken and s not in found.values() and not self.grey(s)]
        spare = [*left, taken[1], taken[0], "tx2"]
        for number, tone in enumerate(t for t in found if not found[t]):
            found[tone] = spare[min(number, len(spare) - 1)]
        return found

    def _from(self, scheme: str, hue: float) -> float:
        red, green, blue = (int(self.theme[scheme][i : i + 2], 16) / 255 for i in (0, 2, 4))
        own, _, saturation = colorsys.rgb_to_hls(red, green, blue)
        return min(abs(own - hue), 1 - abs(own - hue)) if saturation > 0.2 else 1.0


def is_grey(rgb: str) -> bool:
    """True for a colour without a hue to speak of."""
    red, green, blue = (int(rgb[i : i + 2], 16) for i in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) < 24


def apart_by(one: str, other: str) -> float:
    """Give how far two colours are apart, 0 to about 1.7."""
    return float(sum(((int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) / 255) ** 2 for i in (0, 2, 4)) ** 0.5)
