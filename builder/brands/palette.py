"""The palette of a brand: theme colours with their tints, as contrast asks for them.

A palette gives each role (`text`, `accent_text`, `good_surface` …) a theme colour, tinted where
contrast asks for it, so that a change of theme recolours a deck and text stays readable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from builder.diagnostics import ContentError, Position
from builder.ooxml.rgb import GRAPHIC_RATIO, TEXT_RATIO, contrast, luminance, mixed, tinted


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


_DARKER = ((100, 0), (90, 0), (80, 0), (75, 0), (65, 0), (50, 0), (40, 0), (30, 0), (20, 0))
_LIGHTER = ((100, 0), (90, 10), (80, 20), (70, 30), (60, 40), (50, 50), (40, 60), (30, 70), (20, 80), (10, 90))


class PaletteMaker:
    """Finds for each role the nearest tint of a theme colour that keeps contrast; else refuses."""

    def __init__(self, theme: Mapping[str, str], at: Position | None = None) -> None:
        self.theme, self.at = dict(theme), at
        self.dark = luminance(theme["bg1"]) < luminance(theme["tx1"])

    def colour(self, scheme: str, mod: int = 100, off: int = 0) -> Colour:
        return Colour(scheme, mod, off, tinted(self.theme[scheme], mod, off))

    def readable(self, role: str, scheme: str, backgrounds: Iterable[str], ratio: float = TEXT_RATIO) -> Colour:
        """Give the tint nearest to a colour that stands out from all backgrounds (RGB)."""
        grounds = list(backgrounds)
        steps = _LIGHTER if luminance(grounds[0]) < 0.2 else _DARKER
        best, best_ratio = self.colour(scheme), 0.0
        for mod, off in steps:
            tried = self.colour(scheme, mod, off)
            worst = min(contrast(tried.rgb, ground) for ground in grounds)
            if worst >= ratio:
                return tried
            if worst > best_ratio:
                best, best_ratio = tried, worst
        ground = min(grounds, key=lambda g: contrast(best.rgb, g))
        raise ContentError.of(
            "brand-contrast",
            f"{role} (#{best.rgb}) on #{ground} has a contrast of {best_ratio:.2f}:1, {ratio}:1 is needed",
            self.at,
            "choose a darker or lighter colour for one of the two",
        )

    def filled(self, role: str, scheme: str) -> Colour:
        """Give the tint nearest to a colour that shows on the page and that text can be read on."""
        steps = _LIGHTER if self.dark else _DARKER
        for mod, off in steps:
            tried = self.colour(scheme, mod, off)
            readable = max(contrast(tried.rgb, self.theme[name]) for name in ("tx1", "bg1"))
            if contrast(tried.rgb, self.theme["bg1"]) >= GRAPHIC_RATIO and readable >= TEXT_RATIO:
                return tried
        return self.readable(role, scheme, (self.theme["bg1"],), GRAPHIC_RATIO)

    def on(self, role: str, ground: Colour) -> Colour:
        """Give the text colour, dark or light, that stands out from a fill."""
        pair = [self.colour("tx1"), self.colour("bg1")]
        best = max(pair, key=lambda c: contrast(c.rgb, ground.rgb))
        ratio = contrast(best.rgb, ground.rgb)
        if ratio < TEXT_RATIO:
            raise ContentError.of(
                "brand-contrast",
                f"text (#{best.rgb}) on {role} (#{ground.rgb}) has a contrast of {ratio:.2f}:1, {TEXT_RATIO}:1 is needed",
                self.at,
                f"choose a darker or lighter {role}",
            )
        return best

    def surface(self, scheme: str) -> Colour:
        """Give a pale tint that ordinary text reads on; on a dark page the colour, nearly transparent."""
        if self.dark:
            shown = mixed(self.theme[scheme], self.theme["bg1"], 0.22)
            return Colour(scheme, 100, 0, shown, 22)
        for mod, off in ((20, 80), (15, 85), (10, 90)):
            tried = self.colour(scheme, mod, off)
            if contrast(tried.rgb, self.theme["tx1"]) >= 7:
                return tried
        return self.colour("bg2")


def palette(theme: Mapping[str, str], at: Position | None = None) -> dict[str, Colour]:
    """Give every colour role of a brand.

    theme: RGB by tx1, bg1, tx2, bg2, accent1 … accent6, as the master's colour map names them.
    Raises ContentError naming the pair and its ratio where the theme cannot give enough contrast.
    """
    make = PaletteMaker(theme, at)
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
