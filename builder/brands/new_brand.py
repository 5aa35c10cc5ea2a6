"""A new brand.yaml written from a few tokens, the others derived from them."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from builder.ooxml.rgb import contrast, parse_hex, tinted


def brand_yaml(
    name: str,
    primary: str,
    accent: str | None,
    font: str,
    heading_font: str,
    dark: bool,
    looks: Mapping[str, str | float],
) -> str:
    """Write the text of a brand.yaml; colours as hexadecimal digits; looks: the tokens of form that are asked for."""
    form = "\n".join(
        f"  {token}: {value if isinstance(value, str) else f'{value:g}'}" for token, value in looks.items()
    )
    lead = parse_hex(primary) or "0F4C5C"
    point = (parse_hex(accent) if accent else None) or _companion(lead)
    ink, paper = _ink(lead), "FAF8F4" if dark else "FFFFFF"
    if dark:
        lead, point = _lightened(lead, ink), _lightened(point, ink)
    surface = tinted(ink, 80, 14) if dark else tinted(lead, 8, 92)
    tones = ("62C9A4", "FFC15E", "FF8A80", "A9A5C9") if dark else ("2A7F77", "B7791F", "B4413C", "6B7F86")
    fit = "min_title: 24, min_body: 18, min_table: 14, min_small: 12"
    if looks.get("density") == "dense":
        fit = "min_title: 22, min_body: 16, min_table: 13, min_small: 11"
    return f"""# yaml-language-server: $schema=../../.fandeck/brand.schema.json
name: {name.replace("-", " ").title()}
design:
  primary: "#{lead}"
  accent: "#{point}"
  ink: "#{ink}"
  paper: "#{paper}"
  surface: "#{surface}"
  good: "#{tones[0]}"
  warning: "#{tones[1]}"
  bad: "#{tones[2]}"
  neutral: "#{tones[3]}"
  dark: {"true" if dark else "false"}
  fonts: {{heading: "{heading_font}", body: "{font}"}}
{form}
fit: {{{fit}}}
"""


def _turned(rgb: str, turn: float, light: float, saturation: float) -> str:
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, _, _ = colorsys.rgb_to_hls(red, green, blue)
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb((hue + turn) % 1, light, saturation))


def _companion(rgb: str) -> str:
    """Return an accent that goes with a colour: amber, or a deep teal beside warm colours."""
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return "1F7F78" if saturation > 0.2 and (hue < 0.19 or hue > 0.93) else "D9822B"


def _ink(rgb: str) -> str:
    """Return a nearly black colour of the same hue."""
    return _turned(rgb, 0, 0.12, 0.3)


def _lightened(rgb: str, ground: str) -> str:
    """Return the nearest lighter tint that stands out from a dark ground."""
    for off in range(0, 80, 5):
        tried = tinted(rgb, 100 - off, off)
        if contrast(tried, ground) >= 4.5:
            return tried
    return tinted(rgb, 20, 80)
