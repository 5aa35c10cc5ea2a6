"""The illustrations of the cases of one sector: a small municipality, a province and a water board."""

from __future__ import annotations

from scenes import BROWN, CREAM, note
from shapes import (
    DUNE,
    INK,
    MIST,
    ORANGE,
    ORANGE_SOFT,
    PALE,
    PETROL,
    SAND,
    SHADE,
    SKINS,
    TEAL,
    TEAL_SOFT,
    WHITE,
    Picture,
    aim,
    arrow,
    bars,
    car,
    circle,
    group,
    laptop_back,
    line,
    mug,
    path,
    pin,
    plant,
    polygon,
    rect,
    standing,
    tree,
    upper,
)


def counter() -> Picture:
    """Four colleagues behind one counter; on the board, tasks move from one to the other."""
    p = Picture(1200, 900, CREAM)
    p.add(rect(150, 70, 900, 300, WHITE, 18, MIST, 12))
    for i, (own, learned) in enumerate(((ORANGE, TEAL), (TEAL, PETROL), (PETROL, ORANGE))):
        x = 200 + i * 290
        p.add(note(x, 120, own, 104, 84), note(x + 118, 120, learned, 104, 84))
    for x in (440, 730):
        p.add(arrow([(x, 162), (x + 36, 162)], INK, 8, 16))
    people = (
        (255, 660, TEAL, "light", {"hair": "bob", "hair_color": BROWN, "look": 0.8}),
        (485, 650, ORANGE, "deep", {"hair": "curly", "look": 0.8}),
        (715, 650, PETROL, "tan", {"hair": "beard", "look": -0.8, "collar": "shirt"}),
        (945, 660, TEAL_SOFT, "light", {"hair": "scarf", "cloth": ORANGE, "look": -0.8}),
    )
    left, right = ((-70, -165), (-100, -88), (-60, -24)), ((70, -165), (100, -88), (60, -24))
    for x, y, color, skin, rest in people:
        p.add(upper(x, y, 0.95, color, skin, left=left, right=right, **rest))
    p.add(rect(60, 620, 1080, 44, SAND, 14), rect(90, 664, 1020, 236, PETROL), rect(90, 664, 1020, 22, SHADE[PETROL]))
    p.add(laptop_back(370, 622, 0.62, INK), laptop_back(830, 622, 0.62, INK))
    p.add(plant(1085, 622, 0.6), mug(150, 622, 0.8, ORANGE))
    return p


def roads() -> Picture:
    """A road inspector points out a crack in the road, which appears on a map."""
    p = Picture(1200, 900)
    p.add(circle(960, 150, 80, ORANGE_SOFT))
    p.add(path("M0 520 Q220 400 460 500 T900 470 T1200 500 V900 H0 Z", TEAL_SOFT))
    for x, y, scale in ((90, 560, 0.9), (520, 560, 0.75), (1120, 570, 0.9)):
        p.add(tree(x, y, scale))
    p.add(rect(0, 560, 1200, 340, INK), rect(0, 560, 1200, 16, SHADE[PETROL]))
    p.add(line([(30, 760), (1190, 760)], WHITE, 12, "70 60"))
    p.add(car(880, 690, 1.0, ORANGE))
    # The crack, and its way to the map.
    p.add(path("M560 640 l34 14 l22 -12 l30 22 l40 -6", stroke=TEAL_SOFT, line=10), pin(620, 632, 1.25, ORANGE))
    p.add(line([(640, 500), (700, 330), (800, 262)], PETROL, 8, "2 20"))
    p.add(
        rect(800, 110, 210, 260, INK, 24),
        rect(818, 130, 174, 220, WHITE, 10),
        path("M830 300 Q880 210 910 250 T985 170", stroke=MIST, line=16),
        pin(905, 270, 0.6, ORANGE),
        bars(836, 318, [90], TEAL, 20, 9),
    )
    p.add(
        standing(
            330,
            800,
            1.0,
            color=ORANGE,
            skin="deep",
            hair="cap",
            cloth=PETROL,
            look=1,
            trousers=PETROL,
            shoes=TEAL_SOFT,
            collar="shirt",
            over=(line([(-62, -72), (62, -72)], WHITE, 16), line([(-60, -38), (60, -38)], SAND, 10)),
            right=aim(1, (590, 520), 330, 800, 1.0, 20),
            left=((-70, -165), (-108, -92), (-30, -70)),
        )
    )
    p.add(group([rect(-46, -58, 92, 116, INK, 12), rect(-36, -48, 72, 96, TEAL_SOFT, 6)], 300, 470, rotate=-6))
    p.add(circle(262, 486, 20, SKINS["deep"][0]))
    return p


def pumping_station() -> list[str]:
    """Draw the pumping station on its bank, its pipe in the water."""
    return [
        path("M640 900 L700 560 H1200 V900 Z", DUNE),
        rect(700, 548, 500, 24, SAND, 8),
        rect(790, 250, 330, 300, WHITE, 8),
        polygon([(766, 254), (1144, 254), (1090, 150), (820, 150)], ORANGE, 14),
        rect(1010, 400, 76, 150, PETROL, 8),
        rect(830, 310, 130, 100, TEAL_SOFT, 8),
        line([(895, 314), (895, 406)], WHITE, 8),
        path("M792 500 H700 Q660 500 660 540 V640", stroke=PETROL, line=44),
        path("M660 690 q-26 -40 0 -40 q26 0 0 40", fill=PALE),
    ]


def gauge() -> list[str]:
    """Draw the gauge that stands in the water."""
    marks = [rect(78 if i % 2 else 105, 412 + i * 30, 27, 18, PETROL, 2) for i in range(8)]
    return [rect(78, 400, 54, 340, WHITE, 6), *marks, line([(60, 600), (150, 600)], ORANGE, 10)]


def hand_wheel() -> list[str]:
    """Draw the wheel that the keeper turns."""
    return [
        rect(538, 470, 22, 190, INK, 8),
        circle(549, 440, 64, PETROL),
        circle(549, 440, 40, PALE),
        line([(549, 380), (549, 500)], PETROL, 12),
        line([(489, 440), (609, 440)], PETROL, 12),
        circle(549, 440, 15, ORANGE),
    ]


def water() -> Picture:
    """A keeper turns a wheel by the water; a screen shows its level, behind stands the pumping station."""
    p = Picture(1200, 900)
    low = [circle(180, 150, 76, ORANGE_SOFT), path("M0 470 Q300 380 620 450 T1200 430 V900 H0 Z", TEAL_SOFT)]
    low.append(rect(0, 610, 1200, 290, TEAL))
    for y, start in ((672, 0), (742, 60), (812, 20)):
        for x in range(-60, 1200, 240):
            low.append(path(f"M{x + start} {y} q30 -24 60 0 t60 0", stroke=TEAL_SOFT, line=9))
    low += [*pumping_station(), *gauge()]
    low += [path("M190 900 L230 660 H600 L640 900 Z", SAND), rect(222, 650, 386, 22, DUNE, 8), *hand_wheel()]
    low.append(
        standing(
            350,
            690,
            0.98,
            color=PETROL,
            skin="tan",
            hair="cap",
            cloth=ORANGE,
            look=1,
            trousers=INK,
            collar="shirt",
            right=aim(1, (506, 396), 350, 690, 0.98, 18),
            left=((-70, -165), (-108, -88), (-70, -16)),
        )
    )
    # The screen.
    low += [
        line([(592, 372), (622, 268)], INK, 8, "2 20"),
        rect(530, 90, 190, 150, INK, 16),
        rect(544, 104, 162, 122, WHITE, 8),
        path("M558 194 L590 164 L622 180 L690 130", stroke=TEAL, line=9),
        line([(558, 208), (660, 208)], MIST, 8),
    ]
    p.add(group(low, 0, 80))
    return p
