"""Slides fitted: each block given its slot, its place and the largest size at which it fits.

Sizes go down in whole points to the brand's minimum, the same for peers (columns, headings); what
is still too long is an error that names the field. Nothing is dropped or clipped.
"""

from __future__ import annotations

from msgspec.structs import replace

from builder.brands.prepared import Box, Level, PreparedBrand, PreparedLayout, Slot
from builder.diagnostics import ContentError, Diagnostic, suggest
from builder.fitting.arrange import GROWTH, LOWERED, SLACK, Excess, arrange
from builder.fitting.charts import fit_chart
from builder.fitting.columns import cards_behind
from builder.fitting.covers import grown, is_tight, joined_words
from builder.fitting.fitted import Departures, Fitted, FittedGroup, FittedPicture, FittedSlide, FittedTable, FittedText
from builder.fitting.lines import Measured, between_phrases, break_lines, end_margins, line_starts, measure
from builder.fitting.making_way import with_room
from builder.fitting.mirror import columns_turned, mirrored, other_side
from builder.fitting.pictures import HOUSE_CUT, cropped, most_cut
from builder.fitting.styles import lay_inherited
from builder.fitting.tables import fit_table
from builder.languages.language import language_of
from builder.plan import Block, Chart, Drawing, Picture, RichText, SlidePlan, Table, Words

SHORT_STATEMENTS = ((25, 20), (60, 12), (130, 4))  # characters at most, points more than the layout's size
WHOLE_TITLE = 0.2  # of its size that an East Asian title may lose to stay on fewer lines
CUT_TOLD = 0.1  # of a picture, from which what is cut off is told
LARGEST = 28  # points that words of a placeholder grow to where there is room, in steps of two
AIR = 0.22  # of its place that words leave empty where they have grown
LARGE_TITLE = 34.0  # points: titles of ordinary slides have one size, and break more evenly instead
SHRUNK = 0.7  # of its own size to which a layout that shrinks its text may do so
SMALLER = 0.85  # of its own size below which a title's place grows, where there is room
MOST_LINES = 4  # of a paragraph that has grown
LONG_TITLE = 5  # lines of a title that are told
PORTRAIT_LIFT = 12.0  # points that a portrait reaches beyond the line of its words, at both edges
OTHER = {"picture_side": "picture", "picture_narrow": "picture"}  # of roles that templates need not have
BESIDE = ("caption", "source", "attribution", "details", "date")  # words that keep their size, whatever room they have
CAPTION_GAP = 12.0  # points between a caption above and what it belongs to


def fit(plan: SlidePlan, brand: PreparedBrand, start: int | None = None) -> FittedSlide:
    """Fit one slide; raises ContentError naming each field that is too long.

    start: the steps down to begin with, so that the parts of a split slide have one size; None: words may grow as well.
    """
    return _Fitting(bound(plan, brand), brand, start).slide()


def growth(brand: PreparedBrand, size: float) -> range:
    """Return the points that words of a placeholder may grow, largest first; a designed brand's stay under its titles."""
    most = min(LARGEST, brand.scale["title"] - GROWTH) if brand.composes else LARGEST
    return range(int(most - size) // GROWTH * GROWTH, 0, -GROWTH)


def bound(plan: SlidePlan, brand: PreparedBrand) -> SlidePlan:
    """Return a plan for a role that its brand has."""
    other = OTHER.get(plan.role)
    return replace(plan, role=other) if other and plan.role not in brand.layouts else plan


def cleared(slots: dict[str, Slot], plan: SlidePlan) -> dict[str, Slot]:
    """Let places make way for a caption or a source that is drawn within them, where the slide has one."""
    used = {block.slot for block in plan.blocks if isinstance(block, Words)}
    edges = [name for name in ("caption", "source") if name in used and name in slots and not slots[name].type]
    if not edges:
        return slots
    made = dict(slots)
    for edge in edges:
        taken = slots[edge].box
        for name, slot in made.items():
            box = slot.box
            apart = box.y >= taken.y + taken.h or box.y + box.h <= taken.y
            if (
                name in ("title", "caption", "source")
                or apart
                or box.x >= taken.x + taken.w
                or box.x + box.w <= taken.x
            ):
                continue
            top, bottom = box.y, box.y + box.h
            if edge == "source":
                bottom = taken.y
            else:
                top = taken.y + taken.h
            within = name == "content" and bool(
                slot.type
            )  # tables and charts write their place, which is smaller anyway
            kept = {"placed": slot.placed} if within else {"placed": True, "exact": False}
            made[name] = replace(slot, box=Box(box.x, top, box.w, bottom - top), **kept)
    return made


def lifted(block: Block, slot: Slot | None) -> Block:
    """Begin points at the second level where a template has its first bullets there."""
    if slot is None or not slot.lifted or not isinstance(block, Words):
        return block
    paragraphs = tuple(
        p if p.marker == "none" and not p.level else replace(p, level=p.level + 1) for p in block.text.paragraphs
    )
    return replace(block, text=replace(block.text, paragraphs=paragraphs))


def departures(shapes: list[Fitted], layout: PreparedLayout) -> Departures:
    """Find what is not a template's own: positions, looks, sizes and colours that the slide writes itself."""
    found = Departures()
    for shape in shapes:
        slot = None if isinstance(shape, FittedGroup) else shape.slot
        if slot is None or not (slot.shrinks or slot.placed):
            continue
        if not slot.type:
            found.add("text box", slot.name)
            continue
        found.add("position", slot.name, slot.placed and not slot.exact)
        found.add("bullets and sizes", slot.name, slot.styled and not slot.exact)
        found.add("colour", slot.name, slot.colour)
        found.add("size", slot.name, isinstance(shape, FittedText) and _departs_in_size(shape, slot))
    found.add("ground", "under the content", layout.panel)
    return found


def _departs_in_size(shape: FittedText, slot: Slot) -> bool:
    """True where words have another size than a layout gives them, or than it shrinks them to by itself."""
    own = slot.levels[0].size if slot.levels else 0.0
    return bool(shape.sizes) and not (slot.autofits and SHRUNK * own <= shape.sizes.get(0, own) <= own)


def in_words(block: Block) -> Block:
    """Return the words that may stand instead of a drawing; another block as it is."""
    return block.otherwise if isinstance(block, Drawing) and block.otherwise is not None else block


class _Fitting:
    """The fitting of one slide."""

    def __init__(self, plan: SlidePlan, brand: PreparedBrand, start: int | None) -> None:
        self.plan, self.brand, self.start, self.grows = plan, brand, start or 0, start is None
        self.rtl = language_of(plan.lang).is_rtl
        self.steps = 0
        self.layout = self._layout()
        turned = self.rtl != brand.rtl and plan.role.startswith("columns")
        slots = columns_turned(self.layout.slots) if turned else self.layout.slots
        self.slots = cleared(with_room(slots, plan, brand), plan)
        self.left_out: list[Block] = []
        self.shortened: list[str] = []
        if not brand.composes:  # a template has its own way with words
            self.plan = replace(plan, blocks=tuple(map(in_words, plan.blocks)))
        if is_tight(self.layout, self.plan):
            self.plan = self._joined()
        if any(slot.lifted for slot in self.slots.values()):
            self.plan = replace(
                plan, blocks=tuple(lifted(block, self.slots.get(block.slot)) for block in self.plan.blocks)
            )
        self.found: list[Diagnostic] = []
        self.told: list[Diagnostic] = []
        self.why: list[str] = [f"layout {self.layout.name}"]

    def _layout(self) -> PreparedLayout:
        wanted = self.plan.layout
        if not wanted:
            role = self.plan.role if self.rtl == self.brand.rtl else other_side(self.plan.role)
            own = self.brand.layouts.get(f"{role}@{self.plan.kind}")  # chosen for this kind alone
            if self.plan.turn and self.brand.turns > 1:
                own = self.brand.layouts.get(f"{role}@{self.plan.turn % self.brand.turns}", own)
            return own or self.brand.layouts[role]
        if wanted not in self.brand.by_name:
            raise ContentError.of(
                "unknown-layout",
                f"the brand '{self.brand.name}' has no layout '{wanted}'",
                self.plan.at,
                suggest(wanted, self.brand.by_name),
            )
        return self.brand.layouts[self.brand.by_name[wanted]]

    def slide(self) -> FittedSlide:
        shapes: list[Fitted] = [self._title()]
        steps = self._peer_sizes()
        for block in self.plan.blocks:
            slot = self.slots.get(block.slot)
            if slot is None and block.slot in self.layout.leaves_out:
                self.left_out.append(block)
                continue
            if slot is None:
                self._no_place(block)
                continue
            shape = self._block(block, slot, steps)
            shapes.append(mirrored(shape, slot.box) if self.rtl else shape)
        if self.found:
            raise ContentError(self.found)
        if self.brand.composes and self.plan.role.startswith("columns"):
            shapes[1:1] = self._cards(shapes)
        departs = departures(shapes, self.layout)
        told = [block.slot for block in self.left_out if block.slot in self.layout.leaves_out]
        departs.extend("left out", dict.fromkeys(told))
        departs.extend("shortened", self.shortened)
        return FittedSlide(
            self.plan,
            self.layout.role,
            tuple(shapes),
            tuple(self.why),
            tuple(self.told),
            departs,
            tuple(self.left_out),
            self.steps,
        )

    def _cards(self, shapes: list[Fitted]) -> list[FittedText]:
        """Draw cards behind columns, as high as the longest of them asks."""
        columns: dict[str, tuple[Box, float]] = {}
        for name, slot in self.slots.items():
            if name.startswith("body"):
                top = self.slots.get(f"heading{name[4:]}", slot).box.y
                columns[slot.name] = (slot.box._replace(y=top), top)
        lowest = 0.0
        for shape in shapes:
            if (
                not isinstance(shape, (FittedText, FittedPicture))
                or shape.slot is None
                or shape.slot.name not in columns
            ):
                continue
            box, slot = shape.box, shape.slot
            lowest = max(lowest, slot.box.y + slot.box.h)
            end = box.y + box.h
            if isinstance(shape, FittedText):
                end = box.y + self._measure(RichText(shape.paragraphs), slot, shape.sizes, slot.box.w).height
            columns[slot.name] = (columns[slot.name][0], end)
        return cards_behind(list(columns.values()), lowest, self.brand)

    def _joined(self) -> SlidePlan:
        """Put words that share a place together; shortened where their place would not hold them at its own sizes."""
        whole = joined_words(self.plan, self.slots, brief=False)
        briefs = [
            each for each in self.plan.blocks if isinstance(each, Words) and each.brief and each.slot in self.slots
        ]
        hosts = {self.slots[each.slot].joins or each.slot for each in briefs}
        full = (b for b in whole.blocks if isinstance(b, Words) and b.slot in hosts)
        if all(self._fits(block.text, self.slots[block.slot], {}) for block in full):
            return whole
        self.left_out += [replace(each, brief=None) for each in briefs]
        self.shortened += [each.slot for each in briefs]
        return joined_words(self.plan, self.slots, brief=True)

    def _no_place(self, block: Block) -> None:
        at = block.text.at if isinstance(block, Words) else block.at
        self.found.append(
            Diagnostic(
                "no-place",
                f"the layout '{self.layout.name}' has no place for the {block.slot}",
                at or self.plan.at,
                "choose another layout, or leave layout: out",
                slide=self.plan.id,
            )
        )

    def _title(self) -> FittedText:
        slot = self.slots["title"]
        sizes, measured = self._stepped(self.plan.title, slot)
        if slot.room is not None:
            slot, sizes, measured = self._roomier(slot, sizes, measured)
        self._refuse(self.plan.title, measured, slot.box, slot)
        if sum(measured.lines) >= LONG_TITLE and not self.plan.role.startswith(("statement", "quote")):
            self._tell_long_title(sum(measured.lines))
        inset = self._balance(self.plan.title, slot, sizes, measured)
        return FittedText(slot.box, self.plan.title.paragraphs, slot, sizes, end_inset=inset, name=slot.name)

    def _roomier(
        self, slot: Slot, sizes: dict[int, float], measured: Measured
    ) -> tuple[Slot, dict[int, float], Measured]:
        """Let a title's place grow where it would else be clearly smaller than its house has it."""
        natural = self._measure(self.plan.title, slot, {}, slot.box.w)
        over = measured.height + slot.insets[1] + slot.insets[3] > slot.box.h + SLACK
        own = slot.levels[0].size
        if not over and sizes.get(0, own) >= SMALLER * own:
            return slot, sizes, measured
        larger = grown(slot, natural.height + slot.insets[1] + slot.insets[3])
        tried, found = self._stepped(self.plan.title, larger)
        if over or tried.get(0, own) > sizes.get(0, own) + 2:
            return larger, tried, found
        return slot, sizes, measured

    def _tell_long_title(self, lines: int) -> None:
        message = f"the {self.plan.title.field or 'title'} runs to {lines} lines"
        hint = "a title of one or two lines is read at a glance; what is left belongs in the text"
        at = self.plan.title.at or self.plan.at
        self.told.append(Diagnostic("title-is-short", message, at, hint, "warning", self.plan.id))

    def _stepped(self, text: RichText, slot: Slot, box: Box | None = None) -> tuple[dict[int, float], Measured]:
        """Step a title down until it fits, one size further where that saves a line of one short word."""
        box = box or slot.box
        inherited = slot.levels[0].size
        least = self.brand.minimum(inherited, "title")
        room, wide = box.h - slot.insets[1] - slot.insets[3], box.w - slot.insets[0] - slot.insets[2]
        base = self._statement_size(text, inherited)
        size, chosen = base, base
        measured = self._measure(text, slot, {0: base}, box.w)
        while (measured.height > room + SLACK or measured.widest_word > wide + SLACK) and size - 1 >= least:
            size -= 1
            measured = self._measure(text, slot, {0: size}, box.w)
            chosen = size
        # ideographs break anywhere: a title of one line is worth more than its size
        east, covers = language_of(self.plan.lang).is_east_asian, inherited > LARGE_TITLE
        for smaller in (chosen - n for n in range(1, round(chosen * WHOLE_TITLE) if east else 5)):
            if smaller < least or measured.lines == (1,) or not (east or self.brand.composes):
                break  # a template's titles have one size: their lines are made equal instead
            tried = self._measure(text, slot, {0: smaller}, box.w)
            if sum(tried.lines) < sum(measured.lines) and (east or (covers and self._lonely(text, slot, chosen))):
                chosen, measured = smaller, tried
                break
        if chosen != inherited:
            self.why.append(f"{text.field or 'title'} {self._points(inherited)} to {self._points(chosen)} pt")
        return ({} if chosen == inherited else {0: chosen}), measured

    def _points(self, size: float) -> str:
        """Write a size in points of the real slide."""
        return f"{round(size * self.brand.unit, 1):g}"

    def _statement_size(self, text: RichText, inherited: float) -> float:
        """Give a statement the size that its length asks: the shorter, the larger."""
        if not self.plan.role.startswith(("statement", "quote")) or inherited < 30:
            return inherited
        if text is self.plan.title and self.plan.role.endswith("titled"):
            return inherited  # the sentence is what is large
        length = len(text.plain)
        return inherited + next((more for most, more in SHORT_STATEMENTS if length <= most), 0)

    def _lonely(self, text: RichText, slot: Slot, size: float) -> bool:
        """True where the last line holds less than a quarter of the width."""
        laid = lay_inherited(text.paragraphs, slot.levels, {0: size}, self.brand)
        broken = break_lines(laid[-1], slot.box.w, self.brand.font_folder)
        return broken.number > 1 and broken.last < slot.box.w * 0.25

    def _balance(self, text: RichText, slot: Slot, sizes: dict[int, float], measured: Measured) -> float:
        """Give the inset at the end side that makes the lines of a title about equally long."""
        if len(text.paragraphs) != 1 or measured.lines[0] < 2:
            return 0.0
        if language_of(self.plan.lang).is_east_asian:
            return self._at_phrases(text, slot, sizes, measured)
        low, high = 0.0, slot.box.w * 0.5
        for _ in range(7):
            middle = (low + high) / 2
            tried = self._measure(text, slot, sizes, slot.box.w - middle)
            if (
                tried.lines == measured.lines
                and tried.widest_word <= slot.box.w - middle - slot.insets[0] - slot.insets[2]
            ):
                low = middle
            else:
                high = middle
        return float(int(low * 0.92))

    def _at_phrases(self, text: RichText, slot: Slot, sizes: dict[int, float], measured: Measured) -> float:
        """Give the inset with which a title without spaces breaks between phrases, the most even of those."""
        laid = lay_inherited(text.paragraphs, slot.levels, sizes, self.brand)[0]
        words = text.paragraphs[0].text
        step = laid.empty_size / 4
        best = (len(words) + 1, 0.0, 0.0)
        for number in range(int(slot.box.w * 0.45 / step)):
            inset = number * step
            room = slot.box.w - inset
            starts = line_starts(laid, room, self.brand.font_folder)
            if len(starts) != measured.lines[0] - 1:
                break
            if starts != line_starts(laid, room * 1.015, self.brand.font_folder):
                continue  # other programs, which use all of the width, would break elsewhere
            torn = sum(not between_phrases(words, start) for start in starts)
            lengths = [stop - start for start, stop in zip([0, *starts], [*starts, len(words)], strict=True)]
            best = min(best, (torn, float(max(lengths) - min(lengths)), inset))
        return best[2]

    def _measure(self, text: RichText, slot: Slot, sizes: dict[int, float], width: float) -> Measured:
        left, _, right, _ = slot.insets
        laid = lay_inherited(text.paragraphs, slot.levels, sizes, self.brand)
        return measure(laid, width - left - right, self.brand.font_folder)

    def _peer_sizes(self) -> dict[str, dict[int, float]]:
        """Find one set of sizes for all bodies, and one for all headings, of the slide."""
        chosen: dict[str, dict[int, float]] = {}
        headings: list[tuple[RichText, Slot]] = []
        for family in ("heading", "body"):
            words = [
                (block.text, self.slots[block.slot])
                for block in self.plan.blocks
                if isinstance(block, Words) and block.slot.startswith(family) and block.slot in self.slots
            ]
            if words:
                start = self.start if family == "body" else 0
                if family == "body" and "heading" in chosen:
                    heading = chosen["heading"].get(0, self.slots["heading1"].levels[0].size)
                    start = max(start, round(words[0][1].levels[0].size - heading + 2))
                chosen[family] = self._common_sizes(words, start, "heading" if family == "heading" else "")
                if family == "heading":
                    headings = words
        more = round(self.brand.scale["body"] * (chosen.get("body", {}).get(-1, 1.0) - 1))
        if "heading" in chosen and more > 0:
            chosen["heading"] = self._larger(headings, more)
            if not chosen["heading"]:  # a heading that cannot grow along keeps the words under it as they are
                chosen["body"] = {}
        return chosen

    def _larger(self, words: list[tuple[RichText, Slot]], more: int) -> dict[int, float]:
        """Return the sizes of headings that grow with what they head; none where they would not fit on their lines."""
        sizes = {number: level.size + more for number, level in enumerate(words[0][1].levels)}
        same = all(
            self._fits(text, slot, sizes)
            and self._measure(text, slot, sizes, slot.box.w).lines == self._measure(text, slot, {}, slot.box.w).lines
            for text, slot in words
        )
        return sizes if same else {}

    def _common_sizes(
        self, words: list[tuple[RichText, Slot]], start: int = 0, role: str = "", *, grow: bool = True
    ) -> dict[int, float]:
        """Step all texts down together until each fits; grow: they may become larger in a place that is mostly empty."""
        levels = words[0][1].levels
        role = "title" if levels[0].size >= 30 else role
        most = int(max(level.size - self.brand.minimum(level.size, role) for level in levels))
        sizes: dict[int, float] = self._grown(words, levels) if self.grows and grow and not start else {}
        if sizes:
            self.why.append(
                f"{words[0][0].field or 'text'} {self._points(levels[0].size)} to {self._points(sizes[0])} pt"
            )
            return sizes
        for step in range(min(start, most), most + 1):
            sizes = {} if step == 0 else {-1: max(1 - step / levels[0].size, 0.5)}
            if step:
                for number, level in enumerate(levels):
                    sizes[number] = max(level.size - step, self.brand.minimum(level.size, role))
            if all(self._fits(text, slot, sizes) for text, slot in words):
                break
        if sizes:
            self.steps = max(self.steps, round(levels[0].size - sizes[0]))
            self.why.append(
                f"{words[0][0].field or 'text'} {self._points(levels[0].size)} to {self._points(sizes[0])} pt"
            )
        return sizes

    def _grown(self, words: list[tuple[RichText, Slot]], levels: tuple[Level, ...]) -> dict[int, float]:
        """Return larger sizes for texts that leave most of their places empty; none for those that do not, or in a template."""
        if self.brand.composes:
            grows = levels[0].size == self.brand.scale["body"]
        else:  # a template's own places have the sizes of the house
            grows = not any(slot.type for _, slot in words)
        if not grows:
            return {}
        for more in growth(self.brand, levels[0].size):
            sizes = {number: level.size + more for number, level in enumerate(levels)}
            sizes[-1] = 1 + more / levels[0].size
            if all(self._leaves_air(text, slot, sizes) for text, slot in words):
                return sizes
        return {}

    def _leaves_air(self, text: RichText, slot: Slot, sizes: dict[int, float]) -> bool:
        """True where a text takes little of its place, and none of its paragraphs many lines."""
        measured = self._measure(text, slot, sizes, slot.box.w)
        left, top, right, bottom = slot.insets
        fits = measured.height + top + bottom <= slot.box.h * (1 - AIR)
        return (
            fits and measured.widest_word <= slot.box.w - left - right and max(measured.lines, default=1) <= MOST_LINES
        )

    def _fits(self, text: RichText, slot: Slot, sizes: dict[int, float]) -> bool:
        measured = self._measure(text, slot, sizes, slot.box.w)
        left, top, right, bottom = slot.insets
        wide = slot.box.w - left - right
        return measured.height + top + bottom <= slot.box.h + SLACK and measured.widest_word <= wide + SLACK

    def _block(self, block: Block, slot: Slot, steps: dict[str, dict[int, float]]) -> Fitted:
        if isinstance(block, Words):
            return self._words(block, slot, steps)
        if isinstance(block, Picture):
            box, crop = cropped(block, slot.box, most_cut(self.brand, block, own=slot.type == "pic"))
            self._tell_cut(block, box, sum(crop))
            return FittedPicture(box, block, crop, slot if slot.type else None)
        area = self._area(block, slot)
        if isinstance(block, Table):
            result = fit_table(block, area, self.brand, None if self.grows else self.start)
            self._report(result.excess)
            self.steps = max(self.steps, round(self.brand.scale["table"] - result.table.size))
            self.why.append(f"cells at {self._points(result.table.size)} pt")
            return replace(self._lowered(result.table, area), slot=slot if slot.type else None)
        if isinstance(block, Chart):
            charted = fit_chart(block, area, self.brand, self.plan.lang)
            self._report(charted.excess)
            self.why.append(f"labels at {self._points(charted.chart.size)} pt")
            return replace(charted.chart, slot=slot if slot.type else None)
        if block.otherwise is not None and not self._holds(block, area):
            return self._words(block.otherwise, slot, steps)
        return self._drawing(block, area)

    def _tell_cut(self, picture: Picture, box: Box, cut: float) -> None:
        """Tell how much of a picture is cut off: a notice where a template's place takes more than a brand of ours would."""
        if cut >= CUT_TOLD:
            self.why.append(f"{round(100 * cut)} % of the picture cut off")
        if cut > HOUSE_CUT and not self.brand.composes:
            message = (
                f"{round(100 * cut)} % of the picture is cut off to fill its place on the layout '{self.layout.name}'"
            )
            hint = f"a picture {box.w / box.h:.2g} times as wide as it is high stays whole there; a slide of kind image has focus: and fit:"
            at = picture.at or self.plan.at
            self.told.append(Diagnostic("picture-is-cut", message, at, hint, "info", self.plan.id))

    def _lowered(self, table: FittedTable, area: Box) -> FittedTable:
        """Let a table that needs little height begin lower, as drawings do, unless a caption stands above it."""
        captioned = any(isinstance(block, Words) and block.slot == "caption" for block in self.plan.blocks)
        if captioned or not self.brand.composes:
            return table
        down = min((area.h - table.box.h) * 0.38, LOWERED)
        return replace(table, box=table.box._replace(y=table.box.y + down)) if down > 0 else table

    def _holds(self, block: Drawing, area: Box) -> bool:
        """True where a drawing may stand instead of words: in a brand that composes, and with room for it."""
        return self.brand.composes and not arrange(block, area, self.brand, self.start).excess

    def _area(self, block: Block, slot: Slot) -> Box:
        """Give a content area: lowered where a caption stands above it, longer where no source stands below."""
        box = slot.box
        if block.slot == "attribution":
            return Box(box.x, box.y - PORTRAIT_LIFT, box.w, max(box.h, 40.0) + 2 * PORTRAIT_LIFT)
        if block.slot != "content":
            return box
        used = {b.slot for b in self.plan.blocks if isinstance(b, Words)}
        above, below = self.slots.get("caption"), self.slots.get("source")
        if any(edge is not None and not edge.type for edge in (above, below)):
            return box  # edges drawn within the area: it has made way for those that are used
        top, bottom = box.y, box.y + box.h
        if above is not None and "caption" in used and above.box.y <= box.y:
            top = max(top, above.box.y + above.box.h + CAPTION_GAP)
        if below is not None and "source" not in used and below.box.y >= bottom:
            bottom = below.box.y + below.box.h - CAPTION_GAP
        return Box(box.x, top, box.w, bottom - top)

    def _words(self, block: Words, slot: Slot, steps: dict[str, dict[int, float]]) -> FittedText:
        family = next((name for name in steps if block.slot.startswith(name)), "")
        if self.plan.role.startswith(("statement", "quote")) and block.slot == "body":
            sizes, measured = self._stepped(block.text, slot)
        elif family:
            sizes = steps[family]
            measured = self._measure(block.text, slot, sizes, slot.box.w)
        else:
            if slot.room is not None and not self._fits(block.text, slot, {}):
                natural = self._measure(block.text, slot, {}, slot.box.w)
                slot = grown(slot, natural.height + slot.insets[1] + slot.insets[3])
            sizes = self._common_sizes([(block.text, slot)], grow=block.slot not in BESIDE)
            measured = self._measure(block.text, slot, sizes, slot.box.w)
        self._refuse(block.text, measured, slot.box, slot)
        inset, to_start = 0.0, slot.align not in ("ctr", "r")  # a margin at one side would shift other text
        if slot.levels[0].size >= 30 or block.slot == "subtitle" or not to_start:
            inset = self._balance(block.text, slot, sizes, measured)
        laid = lay_inherited(block.text.paragraphs, slot.levels, sizes, self.brand)
        margins = (
            end_margins(laid, slot.box.w - slot.insets[0] - slot.insets[2], self.brand.font_folder)
            if to_start and not inset
            else {}
        )
        return FittedText(
            slot.box, block.text.paragraphs, slot, sizes, self._scale(sizes), inset, margins, name=slot.name
        )

    def _scale(self, sizes: dict[int, float]) -> dict[str, float]:
        """Give the sizes of styled paragraphs in a placeholder, stepped down as its levels are."""
        from builder.fitting.styles import SIZE_CLASS

        factor = sizes.get(-1, 1.0)
        return {
            role: max(round(size * factor), min(size, self.brand.smallest[SIZE_CLASS[role]]))
            for role, size in self.brand.scale.items()
        }

    def _refuse(self, text: RichText, measured: Measured, box: Box, slot: Slot) -> None:
        left, top, right, bottom = slot.insets
        over = measured.height + top + bottom - box.h
        wide = box.w - left - right
        if measured.widest_word > wide + SLACK:
            self._report((Excess(text, measured.widest_word - wide, word=True),))
        elif over > SLACK:
            self._report((Excess(text, over, word=False),))

    def _drawing(self, block: Drawing, area: Box) -> Fitted:
        arranged = arrange(block, area, self.brand, None if self.grows else self.start)
        self._report(arranged.excess)
        if arranged.steps:
            self.steps = max(self.steps, arranged.steps)
            size = "smaller" if arranged.steps > 0 else "larger"
            self.why.append(f"{block.name.lower()} {abs(arranged.steps)} points {size}")
        return arranged.group

    def _report(self, excess: tuple[Excess, ...]) -> None:
        for each in excess[:3]:
            field = each.text.field or "text"
            if each.message:
                message, hint = each.message, each.hint
            elif each.word:
                message = f"a word in '{field}' is {each.points:.0f} points wider than its place, at the smallest size"
                hint = "use a shorter word, or a hyphen where it may be cut"
            else:
                lines = max(round(each.points / 20), 1)
                message = f"'{field}' does not fit: it is {each.points:.0f} points (about {lines} lines) too high, at the smallest size"
                hint = "shorten the text, or divide it over two slides"
            self.found.append(Diagnostic("text-fits", message, each.text.at or self.plan.at, hint, slide=self.plan.id))
