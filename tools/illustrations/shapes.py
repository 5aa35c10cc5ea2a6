"""Palette, primitives and a small library of things, shared by all illustrations.

Everything is plain SVG: shapes with presentation attributes, no text, no styles, no filters, no
references. One line weight (LINE), one corner radius (RADIUS), one palette; a scene that needs
another colour is a scene that does not belong to the family.
"""

from __future__ import annotations

import math
from pathlib import Path

PETROL, INK, ORANGE, TEAL = "#0F4C5C", "#16303A", "#E07A3F", "#3A9D96"
SAND, PALE, WHITE = "#F2E3CF", "#EAF3F3", "#FFFFFF"

# Tints and shades of the palette, so that flat shapes of one colour stay apart.
MIST = "#D5E6E6"  # pale, one step deeper
TEAL_SOFT = "#A9D3CF"
ORANGE_SOFT = "#F4BE9C"
DUNE = "#E6D0B3"  # sand, one step deeper
SHADE = {
    PETROL: "#0B3A47",
    INK: "#0D222A",
    ORANGE: "#C9652C",
    TEAL: "#2D847E",
    SAND: DUNE,
    WHITE: "#DCE9E9",
    MIST: "#BFD6D6",
    PALE: MIST,
    TEAL_SOFT: "#8CC1BC",
    ORANGE_SOFT: "#E9A882",
}
SKINS = {"light": ("#F3CBAA", "#E5B48D"), "tan": ("#D39B70", "#BD8459"), "deep": ("#8F5D40", "#774A31")}

LINE = 8
RADIUS = 18


def num(value: float) -> str:
    text = f"{value:.1f}"
    return text.removesuffix(".0")


class Picture:
    """One SVG under construction; `add` takes finished elements."""

    def __init__(self, width: int, height: int, background: str | None = PALE):
        self.width, self.height, self.parts = width, height, []
        if background:
            self.add(rect(0, 0, width, height, background))

    def add(self, *elements: str) -> None:
        self.parts.extend(elements)

    def save(self, path: Path) -> Path:
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}">\n'
        )
        path.write_text(head + "\n".join(self.parts) + "\n</svg>\n", encoding="utf-8")
        return path


# --- primitives -----------------------------------------------------------------------------------


def rect(x, y, w, h, fill, r=0, stroke=None, line=LINE) -> str:
    edge = f' stroke="{stroke}" stroke-width="{num(line)}"' if stroke else ""
    round_ = f' rx="{num(r)}"' if r else ""
    return f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"{round_} fill="{fill}"{edge}/>'


def circle(x, y, r, fill, stroke=None, line=LINE) -> str:
    edge = f' stroke="{stroke}" stroke-width="{num(line)}"' if stroke else ""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{fill}"{edge}/>'


def ellipse(x, y, rx, ry, fill) -> str:
    return f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}" fill="{fill}"/>'


def path(d, fill="none", stroke=None, line=LINE, dash=None) -> str:
    edge = ""
    if stroke:
        edge = f' stroke="{stroke}" stroke-width="{num(line)}" stroke-linecap="round" stroke-linejoin="round"'
        if dash:
            edge += f' stroke-dasharray="{dash}"'
    return f'<path d="{d}" fill="{fill}"{edge}/>'


def line(points, stroke, width=LINE, dash=None) -> str:
    d = "M" + " L".join(f"{num(x)} {num(y)}" for x, y in points)
    return path(d, stroke=stroke, line=width, dash=dash)


def polygon(points, fill, soft=0.0) -> str:
    """A polygon; `soft` rounds its corners by stroking it in its own colour."""
    d = "M" + " L".join(f"{num(x)} {num(y)}" for x, y in points) + " Z"
    return path(d, fill, stroke=fill if soft else None, line=soft)


def group(elements, x=0.0, y=0.0, scale=1.0, rotate=0.0, flip=False) -> str:
    steps = [f"translate({num(x)} {num(y)})"]
    if rotate:
        steps.append(f"rotate({num(rotate)})")
    if scale != 1 or flip:
        steps.append(f"scale({'-' if flip else ''}{scale:g} {scale:g})")
    return f'<g transform="{" ".join(steps)}">' + "".join(elements) + "</g>"


def arrow(points, color, width=LINE, head=22.0) -> str:
    """A line that ends in an open arrow head."""
    (x1, y1), (x2, y2) = points[-2:]
    angle = math.atan2(y2 - y1, x2 - x1)
    wings = [(x2 - head * math.cos(angle + turn), y2 - head * math.sin(angle + turn)) for turn in (0.65, -0.65)]
    return line(points, color, width) + line([wings[0], (x2, y2), wings[1]], color, width)


def bars(x, y, widths, color, gap=30.0, width=LINE) -> str:
    """Lines of writing that cannot be read: short strokes under each other."""
    return "".join(line([(x, y + i * gap), (x + w, y + i * gap)], color, width) for i, w in enumerate(widths))


def check(x, y, size, color, width=LINE) -> str:
    return line([(x - size, y), (x - size * 0.25, y + size * 0.7), (x + size, y - size * 0.7)], color, width)


def cross(x, y, size, color, width=LINE) -> str:
    return line([(x - size, y - size), (x + size, y + size)], color, width) + line(
        [(x - size, y + size), (x + size, y - size)], color, width
    )


# --- people ---------------------------------------------------------------------------------------
# Unit: the head's radius is 54. The origin of an upper body is the middle of the hips.


def head(skin="light", hair="short", hair_color=INK, look=0.0, cloth=ORANGE) -> tuple[list[str], list[str]]:
    """A head round (0, 0): what falls behind the neck, and the rest. `look` turns the face, -1 to 1."""
    tone, shade = SKINS[skin]
    shift = look * 14
    back, front = [], []
    if hair == "bob":
        back.append(path("M-66 48 V-8 A66 66 0 0 1 66 -8 V48 Q66 60 52 60 H-52 Q-66 60 -66 48 Z", hair_color))
    elif hair == "long":
        back.append(path("M-68 98 V-6 A68 66 0 0 1 68 -6 V98 Q68 112 52 112 H-52 Q-68 112 -68 98 Z", hair_color))
    elif hair == "curly":
        for angle in range(150, 391, 30):
            a = math.radians(angle)
            back.append(circle(50 * math.cos(a), -8 + 50 * math.sin(a), 27, hair_color))
    elif hair == "bun":
        back.append(circle(0, -72, 27, hair_color))
    if hair == "scarf":
        back.append(path("M-66 6 A66 70 0 0 1 66 6 Q66 60 82 96 H-82 Q-66 60 -66 6 Z", cloth))
        face = [ellipse(0, 4, 44, 47, tone)]
    else:
        face = [circle(0, 0, 54, tone)]
        if hair not in ("bob", "long", "curly"):
            face[:0] = [circle(52 * side, 6, 11, shade) for side in (-1, 1) if look * side < 0.5]
    if hair in ("short", "bun", "cap", "beard"):
        front.append(path("M-57 2 A57 57 0 0 1 57 2 Q52 -22 30 -27 Q-4 -30 -28 -22 Q-48 -16 -57 2 Z", hair_color))
    elif hair in ("bob", "long"):
        front.append(path("M-58 8 A58 64 0 0 1 58 8 Q52 -14 18 -30 Q-2 -12 -32 -8 Q-52 -4 -58 8 Z", hair_color))
    elif hair == "curly":
        front.append(path("M-57 2 A57 59 0 0 1 57 2 Q40 -27 0 -27 Q-40 -27 -57 2 Z", hair_color))
    if hair == "beard":
        front.append(
            path(
                "M-55 -4 A55 55 0 1 0 55 -4 L46 -4 Q46 17 32 16 Q16 11 0 11 Q-16 11 -32 16 Q-46 17 -46 -4 Z",
                hair_color,
            )
        )
    if hair == "cap":
        front.append(path("M-60 -16 A60 50 0 0 1 60 -16 Z", cloth, stroke=cloth, line=6))
        x = 40 if look >= 0 else -40
        front.append(
            line(
                [(x - 30, -15), (x + 38, -15)] if look >= 0 else [(x + 30, -15), (x - 38, -15)],
                SHADE.get(cloth, INK),
                13,
            )
        )
    features = [circle(-17 + shift, 2, 4.6, INK), circle(17 + shift, 2, 4.6, INK)]
    mouth = WHITE if hair == "beard" else INK
    features.append(path(f"M{num(-13 + shift)} 22 Q{num(shift)} 34 {num(13 + shift)} 22", stroke=mouth, line=4.6))
    return back, face + front + features


def arm(points, color, skin="light", width=42.0, bare=False) -> str:
    """A bent arm: shoulder, elbow, hand. `bare` leaves the forearm uncovered."""
    tone = SKINS[skin][0]
    (sx, sy), (ex, ey), (hx, hy) = points
    upper = path(f"M{num(sx)} {num(sy)} L{num(ex)} {num(ey)}", stroke=color, line=width)
    full = path(f"M{num(sx)} {num(sy)} L{num(ex)} {num(ey)} L{num(hx)} {num(hy)}", stroke=color, line=width)
    dx, dy = hx - ex, hy - ey
    length = math.hypot(dx, dy) or 1
    ux, uy = dx / length, dy / length
    hand = circle(hx + ux * 22, hy + uy * 22, 23, tone)
    if bare:
        fore = path(f"M{num(ex)} {num(ey)} L{num(hx)} {num(hy)}", stroke=tone, line=width - 10)
        return fore + hand + upper
    return hand + full


def torso(color, skin="light", collar="round") -> list[str]:
    shade = SKINS[skin][1]
    parts = [
        path("M-70 4 L-84 -140 Q-90 -198 -38 -204 L38 -204 Q90 -198 84 -140 L70 4 Z", color),
        rect(-20, -250, 40, 66, shade, 20),
    ]
    if collar == "round":
        parts.append(path("M-30 -205 Q0 -168 30 -205 Z", shade))
    elif collar == "vee":
        parts.append(path("M-32 -208 L0 -150 L32 -208 Z", shade))
    elif collar == "shirt":
        parts.append(path("M-33 -206 L0 -158 L33 -206 Z", shade))
        parts.append(path("M-34 -208 L0 -162 L-26 -146 Z M34 -208 L0 -162 L26 -146 Z", WHITE))
    return parts


def upper(
    x,
    y,
    scale=1.0,
    color=PETROL,
    skin="light",
    hair="short",
    hair_color=INK,
    look=0.0,
    collar="round",
    left=((-70, -165), (-106, -88), (-90, -16)),
    right=((70, -165), (106, -88), (90, -16)),
    bare=False,
    cloth=ORANGE,
    over=(),
) -> str:
    """A person from the hips up. `left` and `right` are arms, None for one drawn later (see `arms`)."""
    back, front = head(skin, hair, hair_color, look, cloth)
    behind, before = (back, []) if hair in ("bob", "long") else ([], back)
    parts = [group(behind, 0, -284)] if behind else []
    parts += torso(color, skin, collar)
    parts += list(over)
    for limb in (left, right):
        if limb:
            parts.append(arm(limb, SHADE[color], skin, bare=bare))
    parts.append(group(before + front, 0, -284))
    return group(parts, x, y, scale)


def arms(x, y, scale, color, skin, *limbs) -> str:
    """Arms of an upper body drawn without them, to lie over what stands before it."""
    return group([arm(limb, SHADE[color], skin) for limb in limbs], x, y, scale)


def aim(side, target, x, y, scale=1.0, bend=30.0, on_feet=True):
    """An arm of a person at (x, y) whose hand lies on a point of the picture. `bend` drops the elbow."""
    shoulder = (70 * side, -165)
    hand = ((target[0] - x) / scale, (target[1] - y) / scale + (262 if on_feet else 0))
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    length = math.hypot(dx, dy) or 1
    elbow = (
        shoulder[0] + dx * 0.5 - dy / length * bend * -side,
        shoulder[1] + dy * 0.5 + dx / length * bend * side,
    )
    ex, ey = hand[0] - elbow[0], hand[1] - elbow[1]
    short = 22 / (math.hypot(ex, ey) or 1)
    return (shoulder, elbow, (hand[0] - ex * short, hand[1] - ey * short))


def standing(x, y, scale=1.0, trousers=INK, shoes=None, stride=26.0, **body) -> str:
    """A person on their feet; (x, y) is the ground between the shoes."""
    shoe = shoes or SHADE.get(trousers, INK)
    legs = [
        path(f"M-34 -262 L{num(-30 - stride * 0.5)} -34", stroke=trousers, line=62),
        path(f"M34 -262 L{num(30 + stride * 0.5)} -34", stroke=trousers, line=62),
        rect(-66, -275, 132, 50, trousers, 20),
        path(f"M{num(-66 - stride * 0.5)} 0 q0 -34 36 -34 h32 v34 Z", shoe, stroke=shoe, line=6),
        path(f"M{num(66 + stride * 0.5)} 0 q0 -34 -36 -34 h-32 v34 Z", shoe, stroke=shoe, line=6),
    ]
    return group([*legs, upper(0, -262, **body)], x, y, scale)


def raised_hand(x, y, scale=1.0, sleeve=TEAL, skin="light", length=360.0, rotate=0.0, flip=False) -> str:
    """A big hand in the air with its sleeve; (x, y) is the middle of the palm."""
    tone, shade = SKINS[skin]
    parts = [
        rect(-34, 40, 68, 90, tone),
        rect(-58, 110, 116, length, sleeve, 20),
        rect(-64, 104, 128, 40, SHADE[sleeve], 16),
        path("M52 46 Q92 26 104 -26", stroke=tone, line=30),
    ]
    for offset, tall in ((-45, 76), (-15, 100), (15, 96), (44, 74)):
        parts.append(line([(offset, -10), (offset, -30 - tall)], tone, 27))
    parts.append(rect(-58, -52, 116, 122, tone, 40))
    for offset in (-30, 0, 30):
        parts.append(line([(offset, -48), (offset, -30)], shade, 4))
    return group(parts, x, y, scale, rotate, flip)


# --- things ---------------------------------------------------------------------------------------


def leaf(x, y, length, angle, color) -> str:
    w = length * 0.36
    d = f"M0 0 Q{num(-w)} {num(-length * 0.5)} 0 {num(-length)} Q{num(w)} {num(-length * 0.5)} 0 0 Z"
    return group([path(d, color)], x, y, rotate=angle)


def plant(x, y, scale=1.0, pot=ORANGE) -> str:
    """A pot plant; (x, y) is the middle of the pot's foot."""
    leaves = [
        leaf(0, -92, 190, 0, TEAL),
        leaf(-6, -92, 165, -38, SHADE[TEAL]),
        leaf(6, -92, 165, 38, SHADE[TEAL]),
        leaf(-10, -90, 120, -70, TEAL),
        leaf(10, -90, 120, 70, TEAL),
    ]
    return group(
        [
            *leaves,
            path("M-58 -92 H58 L44 0 H-44 Z", pot, stroke=pot, line=8),
            rect(-70, -112, 140, 34, SHADE[pot], 10),
        ],
        x,
        y,
        scale,
    )


def window(x, y, w, h, sky=WHITE) -> str:
    return (
        rect(x, y, w, h, sky, RADIUS, MIST, 12)
        + line([(x + w / 2, y + 8), (x + w / 2, y + h - 8)], MIST, 10)
        + rect(x - 24, y + h - 2, w + 48, 20, "#C9DDDD", 10)
    )


def laptop_back(x, y, scale=1.0, color=INK) -> str:
    """A laptop seen from behind; (x, y) is the middle of its foot."""
    return group(
        [
            path("M-118 -8 L-104 -150 Q-103 -164 -88 -164 H88 Q103 -164 104 -150 L118 -8 Z", color),
            circle(0, -86, 13, TEAL),
            rect(-140, -14, 280, 18, SHADE[color], 9),
        ],
        x,
        y,
        scale,
    )


def mug(x, y, scale=1.0, color=ORANGE) -> str:
    return group(
        [
            path("M30 -52 h12 q20 0 20 18 q0 18 -24 18", stroke=color, line=10),
            path("M-34 -68 H34 V-14 Q34 0 20 0 H-20 Q-34 0 -34 -14 Z", color),
            rect(-34, -70, 68, 12, SHADE.get(color, INK), 6),
        ],
        x,
        y,
        scale,
    )


def paper(x, y, w, h, rotate=0.0, mark=TEAL, fill=WHITE) -> str:
    """A written sheet round its middle."""
    rows = max(2, int((h - 60) // 30))
    widths = [(w - 52) * (0.62 if i == rows - 1 else 1) for i in range(rows)]
    return group(
        [
            rect(-w / 2, -h / 2, w, h, fill, 10),
            bars(-w / 2 + 26, -h / 2 + 36, widths, MIST if fill == WHITE else WHITE),
            line([(-w / 2 + 26, -h / 2 + 36), (-w / 2 + 26 + (w - 52) * 0.45, -h / 2 + 36)], mark),
        ],
        x,
        y,
        rotate=rotate,
    )


def lamp(x, y, scale=1.0, color=ORANGE) -> str:
    """A desk lamp; (x, y) is the middle of its foot. It shines to the right."""
    return group(
        [
            rect(-56, -16, 112, 16, INK, 8),
            line([(0, -16), (-46, -150), (52, -246)], INK, 12),
            circle(-46, -150, 12, INK),
            group(
                [path("M-52 50 Q-46 -26 0 -26 Q46 -26 52 50 Z", color, stroke=color, line=8)],
                66,
                -250,
                rotate=-32,
            ),
        ],
        x,
        y,
        scale,
    )


def bubble(x, y, w, h, color, tail="left", r=40.0) -> str:
    """A speech bubble; (x, y) is its top left corner."""
    foot = x + (w * 0.26 if tail == "left" else w * 0.74)
    size = min(26, w * 0.13)
    lean = -1.3 * size if tail == "left" else 1.3 * size
    return rect(x, y, w, h, color, r) + polygon(
        [(foot - size, y + h - 6), (foot + size, y + h - 6), (foot + lean, y + h + 1.7 * size)], color, 8
    )


def question_mark(x, y, scale=1.0, color=WHITE) -> str:
    return group(
        [
            path("M-34 -42 Q-34 -82 2 -82 Q38 -82 38 -46 Q38 -20 12 -6 Q2 0 2 20", stroke=color, line=19),
            circle(2, 60, 13, color),
        ],
        x,
        y,
        scale,
    )


def pin(x, y, scale=1.0, color=ORANGE) -> str:
    """A map pin; (x, y) is its point."""
    return group(
        [path("M0 0 Q-46 -52 -46 -86 A46 46 0 0 1 46 -86 Q46 -52 0 0 Z", color), circle(0, -86, 18, WHITE)],
        x,
        y,
        scale,
    )


def house(x, y, scale=1.0, wall=WHITE, roof=ORANGE, door=PETROL) -> str:
    """(x, y) is the middle of the threshold."""
    return group(
        [
            rect(-80, -120, 160, 120, wall, 6),
            polygon([(-98, -116), (98, -116), (0, -200)], roof, 12),
            rect(-22, -70, 44, 70, door, 8),
            rect(-62, -92, 32, 32, TEAL_SOFT, 5),
            rect(30, -92, 32, 32, TEAL_SOFT, 5),
        ],
        x,
        y,
        scale,
    )


def tree(x, y, scale=1.0, color=TEAL) -> str:
    return group(
        [
            circle(0, -170, 78, color),
            line([(0, -6), (0, -176)], INK, 14),
            path("M0 -142 L28 -170 M0 -112 L-26 -138", stroke=INK, line=9),
        ],
        x,
        y,
        scale,
    )


def car(x, y, scale=1.0, color=ORANGE, flip=False) -> str:
    """A small car from the side; (x, y) is the ground under its middle."""
    return group(
        [
            path(
                "M-190 -44 V-92 Q-188 -118 -160 -122 L-118 -128 L-72 -188 Q-62 -200 -46 -200 H52 Q70 -200 "
                "82 -186 L128 -128 L164 -120 Q190 -114 190 -88 V-44 Q190 -32 178 -32 H-178 Q-190 -32 -190 "
                "-44 Z",
                color,
            ),
            path(
                "M-84 -130 L-50 -174 Q-46 -178 -40 -178 H-8 V-130 Z M12 -130 V-178 H46 Q54 -178 60 -172 L96 -130 Z",
                PALE,
            ),
            circle(-108, -34, 42, INK),
            circle(-108, -34, 17, MIST),
            circle(112, -34, 42, INK),
            circle(112, -34, 17, MIST),
            rect(160, -104, 30, 20, WHITE, 8),
            line([(-20, -104), (2, -104)], SHADE[color], 8),
        ],
        x,
        y,
        scale,
        flip=flip,
    )


def phone(x, y, scale=1.0, body=INK) -> str:
    """A telephone round its middle, its screen saying that all is well."""
    return group(
        [
            rect(-95, -180, 190, 360, body, 30),
            rect(-78, -152, 156, 296, WHITE, 12),
            line([(-18, 163), (18, 163)], MIST, 6),
            circle(0, -50, 46, TEAL),
            check(0, -50, 20, WHITE, 10),
            bars(-46, 36, [92, 92, 52], MIST, 30),
        ],
        x,
        y,
        scale,
    )


def screen_design(x, y, w, h, color=TEAL, variant=0) -> str:
    """A small screen design, three variants that differ at a glance."""
    parts = [rect(x, y, w, h, WHITE, 14, INK, 6), rect(x + 14, y + 14, w - 28, 26, color, 7)]
    top = y + 54
    if variant == 0:
        for row in range(3):
            for col in range(3):
                size = (w - 28 - 20) / 3
                parts.append(rect(x + 14 + col * (size + 10), top + row * 36, size, 26, MIST, 5))
    elif variant == 1:
        parts.append(rect(x + 14, top, (w - 38) * 0.4, 98, MIST, 6))
        parts.append(bars(x + 24 + (w - 38) * 0.4 + 8, top + 12, [(w - 38) * 0.5] * 3, MIST, 36))
    else:
        parts.append(rect(x + 14, top, w - 28, 48, MIST, 6))
        parts.append(rect(x + 14, top + 62, w - 28, 36, color, 10))
        parts.append(check(x + w / 2, top + 80, 9, WHITE, 6))
    return "".join(parts)
