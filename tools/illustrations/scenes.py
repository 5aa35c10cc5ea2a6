"""The illustrations of the webinar: one function a scene, each returning a Picture."""

from __future__ import annotations

from shapes import (
    DUNE,
    INK,
    MIST,
    ORANGE,
    ORANGE_SOFT,
    PALE,
    PETROL,
    RADIUS,
    SAND,
    SHADE,
    SKINS,
    TEAL,
    TEAL_SOFT,
    WHITE,
    Picture,
    aim,
    arms,
    arrow,
    bars,
    bubble,
    car,
    check,
    circle,
    group,
    head,
    house,
    lamp,
    laptop_back,
    leaf,
    line,
    mug,
    paper,
    path,
    phone,
    pin,
    plant,
    polygon,
    question_mark,
    raised_hand,
    rect,
    screen_design,
    standing,
    torso,
    tree,
    upper,
    window,
)

BROWN, BLOND = "#7A4A2B", "#D9A45F"
CREAM = "#FAF3E8"  # sand, made light enough to be a wall


def floor(p: Picture, y: float, color=MIST) -> None:
    p.add(rect(0, y, p.width, p.height - y, color))


def view(x, y, w, h) -> str:
    """A window with hills and a sun in it."""
    sun = circle(x + w * 0.72, y + h * 0.3, min(w, h) * 0.13, ORANGE_SOFT)
    low = y + h - 7
    hills = path(
        f"M{x + 7} {low - h * 0.12:.1f} "
        f"Q{x + w * 0.22:.1f} {low - h * 0.36:.1f} {x + w * 0.44:.1f} {low - h * 0.18:.1f} "
        f"Q{x + w * 0.7:.1f} {low - h * 0.44:.1f} {x + w - 7} {low - h * 0.14:.1f} V{low} H{x + 7} Z",
        TEAL_SOFT,
    )
    return rect(x, y, w, h, WHITE, RADIUS) + sun + hills + window(x, y, w, h, "none")


def note(x, y, color, w=86.0, h=74.0, lines=True, ink=WHITE) -> str:
    """A card on a board."""
    inner = bars(x + 16, y + 26, [w - 32, (w - 32) * 0.6], ink, 22, 6) if lines else ""
    return rect(x, y, w, h, color, 8) + inner


def board(x, y, w, h) -> str:
    return rect(x, y, w, h, WHITE, 18, PETROL, 14)


# --- people at work -------------------------------------------------------------------------------


def team_at_table() -> Picture:
    p = Picture(1200, 900, CREAM)
    p.add(view(110, 80, 280, 250), rect(660, 80, 430, 230, WHITE, 18, MIST, 12))
    for i, color in enumerate((TEAL, ORANGE, TEAL_SOFT, ORANGE_SOFT, PETROL, TEAL)):
        p.add(note(712 + (i % 3) * 120, 112 + (i // 3) * 94, color))
    people = (
        (
            270,
            700,
            TEAL,
            "light",
            {"hair": "bob", "hair_color": BROWN, "look": 0.8},
            ((-70, -165), (-112, -78), (-56, 4)),
            ((70, -165), (112, -78), (66, 24)),
        ),
        (
            600,
            686,
            PETROL,
            "deep",
            {"hair": "short", "collar": "shirt"},
            ((-70, -165), (-112, -80), (-50, 4)),
            ((70, -165), (112, -80), (50, 4)),
        ),
        (
            930,
            700,
            ORANGE,
            "tan",
            {"hair": "scarf", "cloth": PETROL, "look": -0.8},
            ((-70, -165), (-112, -78), (-66, 24)),
            ((70, -165), (112, -78), (56, 4)),
        ),
    )
    for x, y, color, skin, rest, _, _ in people:
        p.add(upper(x, y, 1.06, color, skin, left=None, right=None, **rest))
    p.add(
        path("M-60 900 Q-20 640 240 640 H960 Q1220 640 1260 900 Z", SAND),
        path("M-60 900 Q-20 640 240 640 H960 Q1220 640 1260 900", stroke=DUNE, line=16),
    )
    p.add(paper(600, 800, 200, 140, -4), paper(380, 816, 150, 120, 12, ORANGE), mug(768, 832, 0.95, PETROL))
    for x, y, turn, color in ((186, 810, -8, ORANGE), (950, 800, 10, TEAL), (1060, 836, -6, TEAL_SOFT)):
        p.add(group([rect(-46, -32, 92, 64, color, 8)], x, y, rotate=turn))
    for x, y, color, skin, _, left, right in people:
        p.add(arms(x, y, 1.06, color, skin, left, right))
    return p


def team_at_board() -> Picture:
    p = Picture(1200, 900)
    floor(p, 800)
    p.add(
        board(230, 90, 590, 420),
        line([(426, 130), (426, 470)], MIST, 6),
        line([(622, 130), (622, 470)], MIST, 6),
    )
    for x, y, color in (
        (270, 140, TEAL),
        (270, 240, TEAL_SOFT),
        (468, 140, PETROL),
        (468, 240, ORANGE_SOFT),
        (666, 140, ORANGE),
        (468, 390, TEAL_SOFT),
    ):
        p.add(note(x, y, color, 112, 76))
    p.add(
        group([note(-56, -38, TEAL, 112, 76)], 328, 378, rotate=4),
        group([note(-56, -38, ORANGE, 112, 76)], 676, 330, rotate=-6),
    )
    p.add(
        standing(
            146,
            846,
            1.0,
            color=ORANGE,
            skin="tan",
            hair="bun",
            hair_color=BROWN,
            look=1,
            trousers=PETROL,
            right=aim(1, (358, 392), 146, 846, bend=22),
            left=((-70, -165), (-108, -84), (-62, -24)),
        ),
        standing(
            828,
            856,
            1.0,
            color=TEAL,
            skin="deep",
            hair="curly",
            look=-1,
            trousers=INK,
            collar="vee",
            left=aim(-1, (670, 352), 828, 856, bend=26),
            right=((70, -165), (102, -86), (66, -22)),
        ),
        standing(
            1070,
            846,
            1.0,
            color=PETROL,
            skin="light",
            hair="beard",
            hair_color=BROWN,
            look=-1,
            trousers="#35606C",
            shoes=INK,
            collar="shirt",
            left=((-70, -165), (-98, -86), (-90, -10)),
            right=((70, -165), (98, -86), (90, -10)),
        ),
    )
    return p


def section_growth() -> Picture:
    p = Picture(900, 1000, CREAM)
    p.add(circle(450, 400, 380, SAND))
    floor(p, 850, TEAL_SOFT)
    p.add(
        path("M420 870 Q436 640 428 470 L472 470 Q464 640 480 870 Z", INK),
        line([(450, 600), (340, 470)], INK, 20),
        line([(450, 560), (570, 430)], INK, 20),
        line([(450, 520), (450, 330)], INK, 20),
    )
    for x, y, r, color in (
        (300, 400, 120, TEAL),
        (590, 380, 126, PETROL),
        (440, 260, 140, SHADE[TEAL]),
        (450, 420, 96, TEAL),
    ):
        p.add(circle(x, y, r, color))
    for x, y, color in (
        (270, 370, ORANGE),
        (430, 220, ORANGE),
        (610, 350, ORANGE),
        (520, 300, SAND),
        (330, 450, SAND),
        (450, 420, ORANGE),
        (650, 430, SAND),
    ):
        p.add(circle(x, y, 22, color))
    p.add(
        standing(
            190,
            900,
            0.74,
            color=ORANGE,
            skin="deep",
            hair="bun",
            look=0.8,
            trousers=PETROL,
            right=aim(1, (330, 600), 190, 900, 0.74, 10),
            left=((-70, -165), (-106, -88), (-84, -16)),
        ),
        standing(
            718,
            900,
            0.74,
            color=PETROL,
            skin="light",
            hair="short",
            hair_color=BLOND,
            look=-0.8,
            trousers=INK,
            collar="shirt",
            left=aim(-1, (600, 566), 718, 900, 0.74, 10),
        ),
    )
    # Watering can in the left hand of the one, a fruit for the other.
    p.add(
        circle(330, 586, 24, ORANGE),
        leaf(334, 566, 34, 35, SHADE[TEAL]),
        circle(598, 552, 24, ORANGE),
        leaf(602, 532, 34, 35, SHADE[TEAL]),
    )
    return p


def section_desk() -> Picture:
    p = Picture(900, 1000)
    p.add(circle(450, 430, 370, MIST), view(250, 110, 400, 360))
    p.add(
        upper(
            450,
            770,
            1.12,
            ORANGE,
            "tan",
            "long",
            BROWN,
            left=((-70, -165), (-124, -92), (-70, -30)),
            right=((70, -165), (124, -92), (70, -30)),
        )
    )
    floor(p, 930)
    p.add(
        rect(130, 770, 26, 190, INK, 8),
        rect(744, 770, 26, 190, INK, 8),
        rect(560, 780, 150, 150, SHADE[PETROL], 8),
        line([(610, 825), (660, 825)], TEAL, 8),
        line([(610, 888), (660, 888)], TEAL, 8),
        line([(564, 856), (706, 856)], PETROL, 6),
    )
    p.add(
        rect(90, 744, 720, 40, PETROL, 12),
        laptop_back(450, 744, 1.02, INK),
        plant(716, 746, 0.72),
        lamp(190, 746, 0.86),
    )
    return p


def section_board() -> Picture:
    p = Picture(900, 1000, CREAM)
    p.add(circle(450, 430, 400, SAND))
    floor(p, 900, DUNE)
    p.add(board(150, 120, 600, 440))
    for x, y, color in (
        (200, 170, TEAL),
        (200, 280, ORANGE_SOFT),
        (200, 390, TEAL_SOFT),
        (390, 170, ORANGE),
        (580, 170, PETROL),
        (580, 280, TEAL_SOFT),
        (390, 390, TEAL),
    ):
        p.add(note(x, y, color, 122, 84))
    p.add(group([note(-61, -42, ORANGE, 122, 84)], 452, 322, rotate=-6))
    p.add(
        standing(
            250,
            940,
            1.04,
            color=TEAL,
            skin="light",
            hair="bob",
            hair_color=BROWN,
            look=1,
            trousers=INK,
            right=aim(1, (418, 356), 250, 940, 1.04, -24),
        ),
        standing(
            650,
            940,
            1.04,
            color=ORANGE,
            skin="deep",
            hair="short",
            look=-1,
            trousers=PETROL,
            collar="shirt",
            left=aim(-1, (496, 420), 650, 940, 1.04, 46),
        ),
    )
    return p


HANDS = ((TEAL, "light"), (ORANGE, "deep"), (WHITE, "tan"), (PETROL, "light"), (SAND, "deep"))


def section_hands() -> Picture:
    p = Picture(900, 1000, MIST)
    p.add(circle(450, 520, 360, PALE))
    for x, y, turn, (sleeve, skin), flip in (
        (130, 640, -8, HANDS[0], True),
        (310, 420, -3, HANDS[1], False),
        (480, 560, 2, HANDS[4], False),
        (640, 380, 4, HANDS[3], True),
        (780, 640, 8, (TEAL, "tan"), False),
    ):
        p.add(raised_hand(x, y, 0.98, sleeve, skin, 760, turn, flip))
    return p


def questions() -> Picture:
    p = Picture(1200, 900)
    p.add(circle(600, 480, 400, MIST))
    p.add(
        bubble(110, 110, 280, 200, PETROL, "right"),
        question_mark(250, 214, 0.8),
        bubble(480, 60, 230, 170, ORANGE, "left"),
        question_mark(595, 149, 0.68),
        bubble(800, 120, 290, 200, TEAL, "left"),
        question_mark(945, 224, 0.8),
    )
    for x, y, turn, (sleeve, skin), flip in (
        (180, 660, -6, HANDS[1], True),
        (400, 540, -2, HANDS[0], False),
        (610, 640, 2, HANDS[4], False),
        (810, 560, 3, HANDS[3], True),
        (1020, 660, 7, (ORANGE, "tan"), False),
    ):
        p.add(raised_hand(x, y, 0.9, sleeve, skin, 500, turn, flip))
    return p


# --- the four A's ---------------------------------------------------------------------------------


def a_conditions() -> Picture:
    p = Picture(1200, 900, CREAM)
    p.add(view(110, 120, 420, 320))
    floor(p, 790, SAND)
    # The desk with its screen.
    p.add(rect(160, 590, 22, 240, INK, 8), rect(778, 590, 22, 240, INK, 8), rect(110, 560, 740, 36, PETROL, 12))
    p.add(
        rect(520, 330, 270, 180, INK, 16),
        rect(536, 346, 238, 148, PALE, 6),
        rect(640, 506, 30, 46, INK),
        rect(590, 546, 130, 16, INK, 8),
        bars(566, 380, [120, 176, 150], TEAL_SOFT, 34),
    )
    p.add(lamp(260, 560, 0.9, ORANGE), plant(446, 562, 0.62), mug(806, 560, 0.62, TEAL))
    # The chair at the right height.
    chair = [
        rect(92, -410, 44, 220, TEAL, 22),
        rect(-66, -190, 216, 46, TEAL, 22),
        rect(26, -150, 24, 96, INK),
        line([(38, -60), (-36, -10)], INK, 18),
        line([(38, -60), (112, -10)], INK, 18),
        line([(38, -60), (38, -4)], INK, 18),
        circle(-38, 2, 16, INK),
        circle(114, 2, 16, INK),
        circle(38, 8, 16, INK),
        line([(112, -270), (34, -270)], SHADE[TEAL], 22),
    ]
    p.add(
        group(chair, 930, 814),
        arrow([(1130, 560), (1130, 470)], ORANGE, 9),
        arrow([(1130, 560), (1130, 650)], ORANGE, 9),
    )
    return p


# --- ideas ----------------------------------------------------------------------------------------


def balance() -> Picture:
    p = Picture(1200, 900)
    p.add(circle(600, 440, 370, MIST))
    p.add(
        polygon([(600, 250), (652, 770), (548, 770)], PETROL, 10),
        rect(430, 762, 340, 40, PETROL, 20),
        rect(220, 208, 760, 30, INK, 15),
        circle(600, 223, 42, ORANGE),
        circle(600, 223, 16, WHITE),
    )
    for x in (270, 930):
        p.add(
            line([(x, 230), (x - 142, 566)], INK, 7),
            line([(x, 230), (x + 142, 566)], INK, 7),
            circle(x, 223, 17, INK),
            path(f"M{x - 172} 562 H{x + 172} Q{x + 140} 654 {x} 654 Q{x - 140} 654 {x - 172} 562 Z", TEAL),
        )
    # Demands: blocks, piled with care.
    for x, y, color, mark in ((186, 478, PETROL, TEAL_SOFT), (272, 478, ORANGE, SAND), (229, 392, INK, MIST)):
        p.add(rect(x, y, 82, 82, color, 12), bars(x + 22, y + 32, [38, 24], mark, 20, 7))
    # Room: a bird about to fly.
    p.add(
        path("M872 520 L806 500 L822 530 L804 556 L878 548 Z", SHADE[ORANGE]),
        path("M856 528 Q862 452 944 452 Q1000 452 1000 500 Q1000 560 928 560 Q868 560 856 528 Z", ORANGE),
        circle(978, 458, 40, ORANGE),
        path("M1012 448 L1052 462 L1012 474 Z", INK),
        circle(988, 450, 7, INK),
        path("M962 510 Q966 400 858 368 Q846 470 900 512 Q932 536 962 510 Z", SHADE[ORANGE]),
        path("M936 500 Q930 440 882 410", stroke=ORANGE_SOFT, line=7),
    )
    return p


def first_step() -> Picture:
    p = Picture(1200, 900, CREAM)
    p.add(circle(640, 420, 350, SAND))
    p.add(
        path("M0 900 V770 Q300 700 640 712 Q980 700 1200 770 V900 Z", INK),
        path("M470 730 Q640 650 820 730 Z", PETROL),
    )
    p.add(
        path("M646 716 Q640 620 652 510", stroke=SHADE[TEAL], line=18),
        leaf(648, 580, 170, -62, TEAL),
        leaf(652, 560, 180, 58, SHADE[TEAL]),
        leaf(652, 516, 130, 4, TEAL),
    )
    # Can, arm, water.
    can = [
        path(
            "M-120 -84 H104 L116 110 Q116 126 100 126 H-116 Q-132 126 -132 110 Z",
            PETROL,
            stroke=PETROL,
            line=6,
        ),
        rect(-132, -104, 248, 34, SHADE[PETROL], 14),
        path("M106 60 L236 -56", stroke=PETROL, line=36),
        path("M206 -92 L272 -18", stroke=SHADE[PETROL], line=34),
        path("M-96 -100 Q-90 -190 -10 -190 Q70 -190 76 -100", stroke=SHADE[PETROL], line=26),
    ]
    p.add(group(can, 270, 330, rotate=18))
    p.add(
        line([(0, 30), (196, 132)], SHADE[ORANGE], 104),
        line([(190, 130), (262, 160)], SKINS["deep"][0], 72),
        path(
            "M236 140 Q300 110 334 150 M250 170 Q300 150 338 176 M244 196 Q292 192 322 204",
            stroke=SKINS["deep"][0],
            line=32,
        ),
    )
    for x, y in ((566, 366), (596, 400), (562, 416), (604, 450), (574, 470)):
        p.add(path(f"M{x} {y - 22} Q{x + 17} {y} {x} {y + 10} Q{x - 17} {y} {x} {y - 22} Z", TEAL))
    p.add(circle(1050, 170, 60, ORANGE_SOFT))
    p.add(
        leaf(930, 742, 54, -30, TEAL),
        leaf(934, 742, 60, 24, SHADE[TEAL]),
        leaf(1064, 760, 40, -24, TEAL),
        leaf(1068, 760, 44, 28, SHADE[TEAL]),
    )
    return p


def town_map(x, y, w, h) -> str:
    """A piece of town from above."""
    d = [
        rect(x, y, w, h, "#E3EEDF", 14),
        rect(x + w * 0.06, y + h * 0.08, w * 0.3, h * 0.3, SAND, 10),
        rect(x + w * 0.06, y + h * 0.56, w * 0.3, h * 0.36, TEAL_SOFT, 10),
        rect(x + w * 0.5, y + h * 0.08, w * 0.44, h * 0.22, SAND, 10),
        rect(x + w * 0.5, y + h * 0.47, w * 0.18, h * 0.45, SAND, 10),
        rect(x + w * 0.75, y + h * 0.47, w * 0.19, h * 0.45, SAND, 10),
    ]
    return "".join(d)


def film_poster() -> Picture:
    p = Picture(1600, 900, TEAL_SOFT)
    w, gap = 522.0, 17.0
    counter, outside, office = 0.0, w + gap, 2 * (w + gap)
    # Outdoors, in the middle; its neighbours cover what crosses the edge.
    p.add(
        circle(940, 170, 62, ORANGE_SOFT),
        rect(outside, 770, w, 130, TEAL),
        tree(590, 786, 1.1, SHADE[TEAL]),
        tree(1020, 786, 1.3, PETROL),
        house(880, 786, 0.9, WHITE),
        standing(
            720,
            860,
            0.9,
            color=ORANGE,
            skin="deep",
            hair="cap",
            cloth=PETROL,
            look=0.8,
            trousers=INK,
            over=(
                line([(-66, -70), (66, -70)], SAND, 18),
                line([(-44, -192), (-40, 0)], SAND, 14),
                line([(44, -192), (40, 0)], SAND, 14),
            ),
            right=((70, -165), (112, -96), (50, -70)),
        ),
        group(
            [rect(-38, -52, 76, 104, WHITE, 8), bars(-20, -26, [40, 40, 24], TEAL, 24, 6)],
            748,
            568,
            rotate=-8,
        ),
        circle(756, 582, 20, SKINS["deep"][0]),
    )
    # The counter.
    p.add(
        rect(counter, 0, w, 900, CREAM),
        circle(262, 390, 220, SAND),
        upper(
            262,
            730,
            1.14,
            ORANGE,
            "light",
            "bob",
            BROWN,
            0.3,
            left=((-70, -165), (-112, -86), (-56, -30)),
            right=((70, -165), (112, -86), (56, -30)),
        ),
        rect(0, 690, w, 210, PETROL),
        rect(0, 676, w, 34, SHADE[PETROL]),
        plant(446, 678, 0.62),
        rect(50, 566, 92, 112, INK, 12),
        rect(60, 576, 72, 80, TEAL_SOFT, 6),
        line([(120, 800), (400, 800)], TEAL, 8),
    )
    # The office.
    p.add(
        rect(office, 0, w, 900, PALE),
        circle(office + 262, 390, 220, MIST),
        upper(
            office + 262,
            730,
            1.14,
            TEAL,
            "tan",
            "short",
            INK,
            -0.3,
            "shirt",
            left=((-70, -165), (-116, -86), (-60, -30)),
            right=((70, -165), (116, -86), (60, -30)),
        ),
        rect(office, 690, w, 34, INK),
        rect(office, 724, w, 176, MIST),
        laptop_back(office + 262, 690, 0.95, PETROL),
        lamp(office + 88, 690, 0.72),
        mug(office + 440, 690, 0.8),
    )
    p.add(rect(w, 0, gap, 900, PETROL), rect(outside + w, 0, gap, 900, PETROL))
    return p


def book_cover() -> Picture:
    p = Picture(600, 800, PETROL)
    p.add(
        rect(0, 0, 36, 800, SHADE[PETROL]),
        line([(90, 92), (400, 92)], WHITE, 20),
        line([(90, 142), (320, 142)], WHITE, 20),
        line([(90, 194), (240, 194)], ORANGE, 10),
    )
    p.add(circle(318, 470, 196, "#1B6475"))
    p.add(
        path("M318 640 Q312 540 318 430", stroke=SAND, line=18),
        leaf(317, 560, 130, -58, TEAL),
        leaf(318, 540, 140, 54, TEAL_SOFT),
        leaf(318, 480, 110, -46, TEAL_SOFT),
        leaf(318, 470, 120, 44, TEAL),
        leaf(318, 440, 110, 0, ORANGE),
    )
    p.add(
        path("M318 690 Q240 630 120 650 V604 Q240 586 318 640 Q396 586 516 604 V650 Q396 630 318 690 Z", WHITE),
        path("M120 664 Q240 646 318 704 Q396 646 516 664", stroke=ORANGE, line=12),
    )
    return p


def card_game_cover() -> Picture:
    p = Picture(600, 800, SAND)
    p.add(
        rect(0, 0, 600, 210, ORANGE),
        line([(70, 86), (410, 86)], WHITE, 20),
        line([(70, 138), (280, 138)], WHITE, 20),
    )
    symbols = (
        (-39, TEAL, [rect(x, y, 24, 24, WHITE, 5) for x in (-27, 3) for y in (-27, 3)]),
        (-13, PETROL, [circle(0, 0, 24, WHITE), circle(0, 0, 11, ORANGE)]),
        (
            13,
            ORANGE,
            [
                rect(-24, -18, 48, 12, WHITE, 6),
                rect(-24, 0, 48, 12, WHITE, 6),
                rect(-24, 18, 28, 12, WHITE, 6),
            ],
        ),
        (39, INK, [circle(-14, 0, 17, WHITE), circle(14, 0, 17, TEAL_SOFT)]),
    )
    for turn, color, mark in symbols:
        card = [
            rect(-78, -420, 156, 250, WHITE, 18, DUNE, 4),
            circle(0, -346, 46, color),
            group(mark, 0, -346),
            bars(-42, -262, [84, 52], MIST, 28),
        ]
        p.add(group(card, 300, 740, 0.86, turn))
    return p


def portrait_figure(x, y, scale, clothes, *, color, skin, hair, hair_color, collar) -> str:
    back, front = head(skin, hair, hair_color)
    behind = group(back, 0, -284) if hair in ("bob", "long") else ""
    body = list(torso(color, skin, collar)[1:])
    return group([behind, clothes, *body, group(front if behind else back + front, 0, -284)], x, y, scale)


def portrait(background, ring, **body) -> Picture:
    p = Picture(600, 600, background)
    p.add(circle(300, 290, 232, ring))
    dark = SHADE[body["color"]]
    # Shoulders wider than a small figure's, and no arms but their seams.
    shoulders = path(
        "M-128 60 Q-138 -150 -96 -188 Q-78 -204 -34 -206 L34 -206 Q78 -204 96 -188 Q138 -150 128 60 Z",
        body["color"],
    )
    seams = path("M-84 40 L-88 -96 M84 40 L88 -96", stroke=dark, line=6)
    p.add(portrait_figure(300, 800, 1.72, shoulders + seams, **body))
    return p


def logo() -> Picture:
    """Three people as one growing plant, on its own tile so that any background will do."""
    p = Picture(320, 320, None)
    p.add(rect(4, 4, 312, 312, WHITE, 64, MIST, 8))
    p.add(
        path("M160 268 V168", stroke=PETROL, line=18),
        path("M160 236 Q84 232 80 156 Q152 158 160 236 Z", TEAL),
        path("M160 236 Q236 232 240 156 Q168 158 160 236 Z", PETROL),
        circle(80, 112, 28, TEAL),
        circle(240, 112, 28, PETROL),
        circle(160, 78, 34, ORANGE),
        path("M160 196 Q124 160 160 122 Q196 160 160 196 Z", ORANGE),
    )
    return p


# --- cases ----------------------------------------------------------------------------------------


def enforcement() -> Picture:
    p = Picture(1200, 900)
    floor(p, 800)
    p.add(rect(330, 90, 560, 450, WHITE, 22), town_map(352, 112, 516, 406))
    p.add(line([(455, 268), (560, 322), (716, 262), (744, 420)], PETROL, 8, "2 20"))
    for x, y, s, color in (
        (455, 262, 0.66, TEAL),
        (560, 318, 0.9, ORANGE),
        (716, 256, 0.66, TEAL),
        (744, 424, 0.9, ORANGE),
        (420, 478, 0.56, PETROL),
    ):
        p.add(pin(x, y, s, color))
    # The functional model: blocks beside the map.
    p.add(line([(890, 315), (960, 315)], INK, 8))
    for i, color in enumerate((ORANGE, TEAL, PETROL)):
        y = 100 + i * 160
        p.add(rect(964, y, 180, 110, color, 16), bars(996, y + 42, [110, 70], WHITE, 30, 9))
        if i < 2:
            p.add(arrow([(1054, y + 118), (1054, y + 152)], INK, 8, 16))
    p.add(
        standing(
            250,
            850,
            1.06,
            color=PETROL,
            skin="tan",
            hair="cap",
            cloth=INK,
            look=1,
            trousers=INK,
            collar="shirt",
            over=(line([(-62, -72), (62, -72)], ORANGE, 20), line([(-60, -38), (60, -38)], WHITE, 10)),
            right=aim(1, (514, 330), 250, 850, 1.06, 18),
            left=((-70, -165), (-108, -88), (-60, -20)),
        )
    )
    p.add(
        standing(
            640,
            864,
            0.92,
            color=TEAL,
            skin="light",
            hair="bun",
            hair_color=BLOND,
            look=-0.6,
            trousers=PETROL,
            left=((-70, -165), (-108, -96), (-40, -76)),
            right=((70, -165), (108, -96), (40, -76)),
        )
    )
    p.add(
        rect(594, 490, 92, 120, INK, 12),
        rect(603, 499, 74, 96, TEAL_SOFT, 6),
        circle(594, 556, 21, SKINS["light"][0]),
        circle(686, 556, 21, SKINS["light"][0]),
    )
    p.add(plant(1046, 856, 1.0))
    return p


def parking() -> Picture:
    p = Picture(1200, 900, CREAM)
    floor(p, 720, SAND)
    # Paper.
    for i in range(7):
        p.add(rect(90 + (i % 2) * 10, 690 - i * 26, 210, 22, WHITE if i % 2 == 0 else MIST, 5))
    p.add(paper(196, 430, 190, 220, -7, ORANGE), rect(70, 712, 260, 24, PETROL, 8))
    # The chain.
    nodes = ((420, 330, ORANGE), (560, 330, TEAL), (700, 330, PETROL))
    p.add(line([(320, 400), (350, 330), (806, 330)], INK, 9, "1 22"))
    for x, y, color in nodes:
        p.add(circle(x, y, 50, color))
    p.add(
        group([circle(0, -10, 14, WHITE), path("M-24 26 Q-22 6 0 6 Q22 6 24 26 Z", WHITE)], 420, 330),
        line([(542, 330), (578, 330)], WHITE, 9),
        line([(560, 312), (560, 348)], WHITE, 9),
        check(700, 330, 20, WHITE, 10),
    )
    # Telephone and car.
    p.add(phone(920, 300, 1.06), line([(380, 836), (1060, 836)], WHITE, 12, "60 44"), car(650, 790, 1.3, TEAL))
    p.add(
        rect(1074, 560, 22, 240, INK, 8),
        rect(1020, 500, 130, 130, PETROL, 20),
        path("M1066 600 V530 H1088 Q1112 530 1112 553 Q1112 576 1088 576 H1066", stroke=WHITE, line=14),
    )
    return p


def supermarket() -> Picture:
    p = Picture(1200, 900)
    floor(p, 800)
    # The shelf.
    p.add(
        rect(70, 120, 480, 690, WHITE, 14),
        rect(70, 120, 24, 690, PETROL, 8),
        rect(526, 120, 24, 690, PETROL, 8),
    )
    rows = (
        (
            (116, 70, 118, ORANGE),
            (196, 70, 118, ORANGE),
            (276, 56, 92, TEAL),
            (342, 56, 92, TEAL),
            (408, 96, 130, SAND),
        ),
        (
            (116, 100, 104, TEAL_SOFT),
            (226, 100, 104, TEAL_SOFT),
            (346, 60, 140, PETROL),
            (416, 60, 140, PETROL),
        ),
        ((116, 60, 130, SAND), (186, 60, 130, SAND), (266, 84, 100, ORANGE), (360, 84, 100, ORANGE)),
        ((116, 110, 120, PETROL), (240, 60, 96, TEAL), (310, 60, 96, TEAL), (390, 110, 126, ORANGE_SOFT)),
    )
    for i, row in enumerate(rows):
        base = 294 + i * 160
        for x, w, h, color in row:
            p.add(
                rect(x, base - h, w, h, color, 10),
                rect(
                    x + w * 0.2,
                    base - h * 0.62,
                    w * 0.6,
                    h * 0.26,
                    WHITE if color not in (SAND,) else DUNE,
                    5,
                ),
            )
        p.add(rect(82, base, 456, 18, SHADE[PETROL], 4))
    # Three designs to choose from.
    for i, (x, color) in enumerate(((620, ORANGE), (800, TEAL), (980, PETROL))):
        p.add(screen_design(x, 76, 156, 172, color, i))
    p.add(circle(1136, 248, 32, TEAL, PALE, 8), check(1136, 248, 13, WHITE, 8))
    p.add(
        standing(
            850,
            856,
            0.94,
            color=ORANGE,
            skin="deep",
            hair="curly",
            look=0.5,
            trousers=INK,
            over=(
                path("M-46 -146 H46 L60 4 H-60 Z", TEAL, stroke=TEAL, line=14),
                line([(-42, -146), (-34, -200)], TEAL, 12),
                line([(42, -146), (34, -200)], TEAL, 12),
            ),
            left=((-70, -165), (-112, -92), (-56, -76)),
            right=((70, -165), (112, -92), (56, -76)),
        )
    )
    p.add(
        rect(782, 482, 136, 100, INK, 14),
        rect(793, 493, 114, 78, PALE, 6),
        rect(803, 503, 94, 26, MIST, 5),
        rect(803, 537, 94, 22, PETROL, 8),
    )
    p.add(circle(784, 536, 21, SKINS["deep"][0]), circle(916, 536, 21, SKINS["deep"][0]))
    p.add(
        rect(1010, 716, 116, 116, ORANGE_SOFT, 8),
        line([(1010, 752), (1126, 752)], ORANGE, 8),
        rect(1030, 622, 80, 88, TEAL_SOFT, 8),
        rect(996, 828, 144, 20, INK, 8),
        circle(1026, 860, 15, INK),
        circle(1110, 860, 15, INK),
    )
    return p
