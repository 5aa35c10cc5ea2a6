"""The palette of a layout: the theme's own colours, tinted where its real ground asks for it; never refused."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from builder.brands.palette import Colour, PaletteMaker, least_contrast
from builder.ooxml.rgb import GRAPHIC_RATIO, TEXT_RATIO, apart_by, channels, contrast, is_grey, luminance, tinted
from builder.ooxml.theme import ACCENTS

_BLACK, _WHITE = Colour("tx1", 0, 0, "000000"), Colour("tx1", 0, 100, "FFFFFF")
OFFICE_ACCENTS = (  # the first three, of the themes that new files have had
    ("4F81BD", "C0504D", "9BBB59"), ("4472C4", "ED7D31", "A5A5A5"), ("5B9BD5", "ED7D31", "A5A5A5"),
    ("156082", "E97132", "196B24"),
)  # fmt: skip
_HUES = {"good": (0.33, 0.15), "warning": (0.11, 0.07), "bad": (0.0, 0.055)}  # of 1, and how far from it


def house_palette(theme: dict[str, str], page: str, own: Mapping[str, str] | None = None) -> dict[str, Colour]:
    """Return every colour role on a ground.

    theme: RGB by tx1, bg1 … accent6 as the layout's map names them; own: RGB by role, instead of the theme's accents.
    """
    own = own or {}
    make = _Inks(theme | {f"#{role}": rgb for role, rgb in own.items()}, page)
    text = make.ink(7)
    tint = "#primary" if "primary" in own else "accent1"
    surface = make.veil(text if make.grey(tint) else make.colour(tint), 10)
    grounds = (page, surface.rgb)
    colours: dict[str, Colour] = {"background": make.page(), "surface": surface, "text": text}
    colours["muted"] = make.softened(text, grounds, 4.8)
    colours["line"] = make.veil(text, 22)
    primary, accent = make.leading()
    chosen = {"primary": primary, "accent": accent, **make.tones((primary, accent))}
    chosen |= {role: f"#{role}" for role in own}
    for name, scheme in chosen.items():
        colours[name] = make.filled(name, scheme)
        colours[f"{name}_text"] = make.readable(name, scheme, grounds)
    colours["neutral"] = make.softened(text, (page,), GRAPHIC_RATIO)
    colours["quiet"] = colours["neutral"]
    colours["neutral_text"] = colours["muted"]
    colours["neutral_surface"] = surface
    for name in ("good", "warning", "bad"):
        colours[f"{name}_surface"] = make.veil(make.colour(chosen[name]), 16)
    for name in ("primary", "accent", "good", "warning", "bad", "neutral"):
        colours[f"on_{name}"] = make.on(colours[name].rgb)
    return colours


def best_ink(theme: dict[str, str], ground: str) -> Colour:
    """Return the theme's text colour that is read best on a ground."""
    return _Inks(theme, ground).ink(7)


def uses_office_accents(theme: dict[str, str]) -> bool:
    """True where the accents are those that Office begins with."""
    return tuple(theme[f"accent{n}"] for n in (1, 2, 3)) in OFFICE_ACCENTS


class _Inks(PaletteMaker):
    """The palette of a template's ground, which nobody changes: something is found for every role."""

    darker = tuple((mod, 0) for mod in range(100, 10, -10))
    lighter = tuple((mod, 100 - mod) for mod in range(100, 10, -10))

    def unreadable(self, role: str, scheme: str, grounds: tuple[str, ...], ratio: float) -> Colour:
        return self.ink(7)

    def unseen(self, role: str, scheme: str) -> Colour:
        return self.softened(self.ink(7), (self.ground,), GRAPHIC_RATIO)

    def inks(self) -> list[Colour]:
        return [*(self.colour(scheme) for scheme in ("bg1", "tx1", "bg2", "tx2")), _BLACK, _WHITE]

    def grey(self, scheme: str) -> bool:
        return is_grey(self.theme[scheme])

    def page(self) -> Colour:
        """Return the ground as the theme colour that it is, else by its RGB."""
        for scheme in ("bg1", "bg2", "tx2", "tx1", *ACCENTS):
            pairs = zip(channels(self.theme[scheme]), channels(self.ground), strict=True)
            if max(abs(one - other) for one, other in pairs) <= 6.5 / 255:
                return self.colour(scheme)
        return Colour("#", 100, 0, self.ground)

    def ink(self, ratio: float) -> Colour:
        """Return the theme's first text colour that stands out, else its best, else black or white."""
        tried = [self.colour(scheme) for scheme in ("tx1", "bg1", "tx2", "bg2")]
        for wanted in (ratio, TEXT_RATIO):
            for each in tried:
                if contrast(each.rgb, self.ground) >= wanted:
                    return each
        return _WHITE if self.dark else _BLACK

    def softened(self, text: Colour, grounds: tuple[str, ...], ratio: float) -> Colour:
        """Return the palest grey of the text colour that is still read."""
        if text.mod != 100 or luminance(text.rgb) > 0.02:
            pale = [self.veil(text, share) for share in (62, 70, 78, 86, 94)]
            return next((c for c in pale if least_contrast(c, grounds) >= ratio), text)
        for mod in (50, 60, 65, 75, 85):
            tried = Colour(text.scheme, mod, 100 - mod, tinted(text.rgb, mod, 100 - mod))
            if least_contrast(tried, grounds) >= ratio:
                return tried
        return text

    def on(self, fill: str) -> Colour:
        """Return the first text colour that is read on a fill: black or white always is."""
        return next(each for each in self.inks() if contrast(each.rgb, fill) >= TEXT_RATIO)

    def leading(self) -> tuple[str, str]:
        """Choose the colour that leads and the one that points things out: the first accents that show."""
        shown = [s for s in ACCENTS if contrast(self.theme[s], self.ground) >= 1.6 and not self.grey(s)]
        shown = shown or ["tx2", "accent1"]
        first = "#primary" if "#primary" in self.theme else shown[0]
        others = [s for s in shown if s != first]
        apart = [s for s in others if apart_by(self.theme[s], self.theme[first]) > 0.25]
        return first, (apart or others or [first])[0]

    def tones(self, taken: tuple[str, str]) -> dict[str, str]:
        """Choose accents for good, warning and bad: by hue, else those that are left."""
        found: dict[str, str] = {}
        for tone, (hue, reach) in _HUES.items():
            near = [(self._from(scheme, hue), scheme) for scheme in ACCENTS if not self.grey(scheme)]
            near = [each for each in near if each[0] <= reach]
            found[tone] = min(near)[1] if near else ""
        left = [s for s in ACCENTS if s not in taken and s not in found.values() and not self.grey(s)]
        spare = [*left, taken[1], taken[0], "tx2"]
        for number, tone in enumerate(t for t in found if not found[t]):
            found[tone] = spare[min(number, len(spare) - 1)]
        return found

    def _from(self, scheme: str, hue: float) -> float:
        own, _, saturation = colorsys.rgb_to_hls(*channels(self.theme[scheme]))
        return min(abs(own - hue), 1 - abs(own - hue)) if saturation > 0.2 else 1.0
