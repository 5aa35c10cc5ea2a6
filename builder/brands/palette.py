"""The palette of a brand: theme colours with their tints, as contrast asks for them.

A palette gives each role (`text`, `accent_text`, `good_surface` …) a theme colour, tinted where
contrast asks for it, so that a change of theme recolours a deck and text stays readable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from builder.diagnostics import ContentError, Position
from builder.ooxml.rgb import GRAPHIC_RATIO, TEXT_RATIO, contrast, mixed, tinted


class Colour(NamedTuple):
    """A theme colour (`accent1`, `tx1` …) with PowerPoint's luminance changes in per cent, and its RGB."""

    scheme: str
    mod: int = 100
    off: int = 0
    rgb: str = "000000"
    alpha: int = 100  # per cent; `rgb` is what shows on the page

    @property
    def of_theme(self) -> bool:
        """True for a theme colour; a scheme that begins with `#` stands for a colour of its own."""
        return not self.scheme.startswith("#")

    def xml(self, alpha: int = 100) -> str:
        """Write the colour as DrawingML; alpha in per cent."""
        seen = min(alpha, self.alpha)
        veil = f'<a:alpha val="{seen * 1000}"/>' if seen < 100 else ""
        if self.of_theme:
            kind, value = "schemeClr", self.scheme
            change = f'<a:lumMod val="{self.mod * 1000}"/>' if self.mod != 100 or self.off else ""
            change += f'<a:lumOff val="{self.off * 1000}"/>' if self.off else ""
        else:
            kind, value, change = "srgbClr", self.rgb, ""
        change += veil
        return f'<a:{kind} val="{value}">{change}</a:{kind}>' if change else f'<a:{kind} val="{value}"/>'


Tints = tuple[tuple[int, int], ...]  # lumMod and lumOff in per cent, from the colour itself outward


class PaletteMaker:
    """Finds for each role the tint nearest to a theme colour that keeps contrast on a ground (RGB).

    What is done where none does, its kinds say: a designed brand is refused, a template makes do.
    """

    darker: Tints = ((100, 0), (90, 0), (80, 0), (75, 0), (65, 0), (50, 0), (40, 0), (30, 0), (20, 0))
    lighter: Tints = tuple((mod, 100 - mod) for mod in range(100, 0, -10))

    def __init__(self, theme: Mapping[str, str], ground: str) -> None:
        self.theme, self.ground = dict(theme), ground
        self.dark = contrast(ground, "FFFFFF") > contrast(ground, "000000")

    def colour(self, scheme: str, mod: int = 100, off: int = 0) -> Colour:
        return Colour(scheme, mod, off, tinted(self.theme[scheme], mod, off))

    def veil(self, colour: Colour, share: int) -> Colour:
        """Return a colour nearly transparent (per cent), with what shows of it on the ground."""
        return Colour(colour.scheme, colour.mod, colour.off, mixed(colour.rgb, self.ground, share / 100), share)

    def steps(self, scheme: str) -> list[Colour]:
        """Return the tints of a colour, away from the ground."""
        return [self.colour(scheme, *tint) for tint in (self.lighter if self.dark else self.darker)]

    def inks(self) -> list[Colour]:
        """Return what text on a fill may be written in."""
        return [self.colour("tx1"), self.colour("bg1")]

    def readable(self, role: str, scheme: str, grounds: tuple[str, ...], ratio: float = TEXT_RATIO) -> Colour:
        """Return the tint nearest to a colour that stands out from all grounds (RGB)."""
        found = (each for each in self.steps(scheme) if least_contrast(each, grounds) >= ratio)
        return next(found, None) or self.unreadable(role, scheme, grounds, ratio)

    def filled(self, role: str, scheme: str) -> Colour:
        """Return the tint nearest to a colour that shows on the ground and that text can be read on."""
        inks = self.inks()
        for each in self.steps(scheme):
            shows = contrast(each.rgb, self.ground) >= GRAPHIC_RATIO
            if shows and max(contrast(each.rgb, ink.rgb) for ink in inks) >= TEXT_RATIO:
                return each
        return self.unseen(role, scheme)

    def unreadable(self, role: str, scheme: str, grounds: tuple[str, ...], ratio: float) -> Colour:
        """Return what text is written in where no tint of its colour is read."""
        raise NotImplementedError

    def unseen(self, role: str, scheme: str) -> Colour:
        """Return what is drawn with where no tint of a colour both shows and bears text."""
        raise NotImplementedError


def least_contrast(colour: Colour, grounds: Iterable[str]) -> float:
    """Return the contrast of a colour with the ground that it stands out from least."""
    return min(contrast(colour.rgb, ground) for ground in grounds)


class _Refusing(PaletteMaker):
    """The palette of a designed brand, whose tokens can be changed."""

    def __init__(self, theme: Mapping[str, str], at: Position | None) -> None:
        super().__init__(theme, theme["bg1"])
        self.at = at

    def unreadable(self, role: str, scheme: str, grounds: tuple[str, ...], ratio: float) -> Colour:
        best = max(self.steps(scheme), key=lambda each: least_contrast(each, grounds))
        ground = min(grounds, key=lambda each: contrast(best.rgb, each))
        found = f"{role} (#{best.rgb}) on #{ground} has a contrast of {contrast(best.rgb, ground):.2f}:1, {ratio}:1 is needed"
        raise ContentError.of("brand-contrast", found, self.at, "choose a darker or lighter colour for one of the two")

    def unseen(self, role: str, scheme: str) -> Colour:
        return self.readable(role, scheme, (self.ground,), GRAPHIC_RATIO)

    def on(self, role: str, fill: Colour) -> Colour:
        """Return the text colour, dark or light, that stands out from a fill."""
        best = max(self.inks(), key=lambda ink: contrast(ink.rgb, fill.rgb))
        ratio = contrast(best.rgb, fill.rgb)
        if ratio < TEXT_RATIO:
            found = (
                f"text (#{best.rgb}) on {role} (#{fill.rgb}) has a contrast of {ratio:.2f}:1, {TEXT_RATIO}:1 is needed"
            )
            raise ContentError.of("brand-contrast", found, self.at, f"choose a darker or lighter {role}")
        return best

    def surface(self, scheme: str) -> Colour:
        """Return a pale tint that ordinary text reads on; on a dark page the colour, nearly transparent."""
        if self.dark:
            return self.veil(self.colour(scheme), 22)
        pale = (self.colour(scheme, *tint) for tint in ((20, 80), (15, 85), (10, 90)))
        return next((each for each in pale if contrast(each.rgb, self.theme["tx1"]) >= 7), self.colour("bg2"))


def palette(theme: Mapping[str, str], at: Position | None = None) -> dict[str, Colour]:
    """Return every colour role of a brand.

    theme: RGB by tx1, bg1, tx2, bg2, accent1 … accent6, as the master's colour map names them.
    Raises ContentError naming the pair and its ratio where the theme cannot give enough contrast.
    """
    make = _Refusing(theme, at)
    page, panel = theme["bg1"], theme["bg2"]
    colours: dict[str, Colour] = {
        "background": make.colour("bg1"),
        "surface": make.colour("bg2"),
        "text": make.readable("text", "tx1", (page, panel), 7),
        "muted": make.readable("muted text", "accent6", (page, panel), 4.8),
        "line": make.colour("bg1", 75, 25) if make.dark else make.colour("bg1", 85, 0),
        "primary": make.filled("primary", "accent1"),
        "accent": make.filled("accent", "accent2"),
        "primary_text": make.readable("primary as text", "accent1", (page, panel)),
        "accent_text": make.readable("accent as text", "accent2", (page, panel)),
        "quiet": make.readable("quiet bars", "accent6", (page,), GRAPHIC_RATIO),
    }
    for name, scheme in (("good", "accent3"), ("warning", "accent4"), ("bad", "accent5"), ("neutral", "accent6")):
        colours[name] = make.filled(name, scheme)
        pale = make.colour("bg2") if name == "neutral" else make.surface(scheme)
        colours[f"{name}_surface"] = pale
        colours[f"{name}_text"] = make.readable(f"{name} as text", scheme, (page, panel, pale.rgb))
    for name in ("primary", "accent", "good", "warning", "bad", "neutral"):
        colours[f"on_{name}"] = make.on(name, colours[name])
    return colours
