"""How well each layout serves each role, with the reasons; names in any language only break ties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median

from builder.brands.prepared import Box
from builder.brands.template.facts import TemplateFacts
from builder.brands.template.structure import Structure, Usual
from builder.ooxml.rgb import contrast

ROLES = (
    "opening", "agenda", "section", "points", "columns2", "columns3", "columns4", "points_picture", "picture", "table",
    "chart", "canvas", "statement", "quote", "video", "questions", "contact", "closing",
)  # fmt: skip
_NAMES = {
    "opening": "封面|титул|titeldia|titelpagina|title slide|titelfolie|diapositive de titre|титульный|标题幻灯片|voorblad|cover|omslag|opening|start|voorpagina|portada|forside|portad",
    "agenda": "agenda|inhoud|programma|contents|inhalt|sommaire|содержание|目录|目錄|índice|indice",
    "section": "sectie|section|hoofdstuk|kapitel|abschnitt|chapitre|раздел|节标题|tussen|divider|chapter|breaker|separator|sección|sezione|afsnit|trenn|zwischen",
    "points": "titel en object|title and content|titel und inhalt|titre et contenu|заголовок и объект|标题和内容|bullets|opsomming|tekst|text|content|inhoud|tekstdia",
    "statement": "statement|stelling|quote|citaat|zitat|citation|цитата|boodschap|message|aussage|big",
    "quote": "quote|citaat|zitat|citation|цитата|引|cita",
    "closing": r"afsluit|einde|\bslot|closing|\bend\b|thank|bedankt|danke|\bmerci\b|schluss|\bfin\b|конец|спасибо|结束|結尾|結束|结尾|尾页|感谢|谢|\bkiitos|\btack\b|\btakk\b|gracias|grazie|obrigad|contact|laatste|achterkant|\bback\b",
    "contact": "contact|kontakt|контакт|联系|adres",
    "canvas": "alleen titel|title only|nur titel|titre seul|только заголовок|仅标题|solo",
    "picture": "afbeelding|foto|picture|bild|image|рисунок|图片|photo|beeld",
    "table": "tabel|table|tabelle|таблица|表",
    "chart": "grafiek|chart|diagramm|graphique|диаграмма|图表",
    "questions": "vragen|questions|fragen|вопросы|问",
    "video": "video|film",
}
_ENDS = (
    r"(?<!\w)(?:thanks?(?: you)?|bedankt|dank ?u|danke|merci|gracias|grazie|obrigad[oa]|tack|takk|kiitos|спасибо)(?!\w)"
    r"|谢谢|謝謝|ありがと|감사|شكرا|(?<!\w)(?:questions|vragen|fragen) ?\?"
)
SMALLER = 0.8  # of what is usual, from which text is a caption rather than running text
_ENDS_OF_DECK = ("opening", "closing")
_ADDRESS = r"@|e-?mail|www\.|https?:|telefo|phone|\btel\b|adres|address|anschrift|电话|電話|邮箱|telefoon"
_FEW_WORDS = ("opening", "section", "statement", "quote", "questions", "closing")
_QUOTES = '“”„«»‘’❝❞"'


@dataclass
class Score:
    """A layout's score for a role, and what it was given for."""

    layout: int
    value: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: float, why: str) -> None:
        """Count something for or against."""
        if points:
            self.value += points
            self.reasons.append(f"{why} {points:+.3g}")


class Scorer:
    """Scores the layouts of one template."""

    def __init__(self, facts: TemplateFacts, layouts: list[Structure], usuals: list[Usual]) -> None:
        self.facts, self.layouts, self.usuals = facts, layouts, usuals
        self.area = facts.width * facts.height
        slides = [] if facts.showcase else facts.slides
        self.shown_first = facts.slides[0].layout if facts.slides and not slides else ""
        self.first_used = slides[0].layout if slides else ""
        self.last_used = slides[-1].layout if slides else ""
        self.middle = slides[1:-1]
        self.titled = any(one.title is not None and not one.title.stands_in for one in layouts)
        places = [self._mixed(one) for one in layouts if one.places]
        self.usual_words = min((len(one.layout.texts) for one in layouts), default=0)
        sizes = [one.contents[0].size for one in layouts if len(one.contents) == 1 and not one.pictures]
        self.usual_text = median(sizes) if sizes else 0.0
        self.usually_mixed = median(places) if places else 0.0
        self.usually_pictured = sum(one.painting.pictured for one in layouts) > 0.5 * len(layouts)
        self.grounds = [s.painting.ground(Box(0, 0, facts.width, facts.height)) for s in layouts]
        self._slide = Box(0, 0, facts.width, facts.height)
        self.home = self._home()
        ordinary = [one.painting.mixed(self._slide) for one in layouts if one.layout.master == self.home and one.places]
        self._decorated_at_home = median(ordinary) if ordinary else 0.0

    @staticmethod
    def _mixed(one: Structure) -> float:
        """Return how much of a layout's places has several colours behind it, at worst."""
        return max((one.painting.mixed(each.box) for each in one.places), default=0.0)

    def ranking(self, role: str) -> list[Score]:
        """Return all layouts for a role, the best first."""
        scores = [self.score(role, number) for number in range(len(self.layouts))]
        return sorted(scores, key=lambda each: (-round(each.value, 3), each.layout))

    def score(self, role: str, number: int) -> Score:
        """Score one layout for one role."""
        made = Score(number)
        one = self.layouts[number]
        if not self.titled:
            pass  # the template has no titles: where they are drawn is all the same
        elif one.title is None and role == "opening" and one.layout.part in (self.first_used, self.shown_first):
            made.add(-2, "no title")
        elif one.title is None:
            made.add(-6, "no title")
        elif one.title.stands_in:
            made.add(-1, "another text has to be its title")
        getattr(self, f"_{role.rstrip('0123456789')}", self._canvas)(one, made, role)
        self._common(one, made, role)
        return made

    def _common(self, one: Structure, made: Score, role: str) -> None:
        if one.layout.master == self.home and role not in _ENDS_OF_DECK:
            made.add(0.9, "on the master used most")
        elif role in _ENDS_OF_DECK:
            shown = one.painting.mixed(self._slide) - self._decorated_at_home
            made.add(max(min(4 * shown, 1.2), -1.2), "more or less of the house's figures than usual")
        words = _NAMES.get(role.rstrip("0123456789"), "")
        if words and one.layout.name and re.search(words, one.layout.name.lower()):
            made.add(1.3 if role in _FEW_WORDS else 0.8, "its name says so")
        if role in _FEW_WORDS:
            return
        if one.title is not None and one.title.area > 0.3 * self.area:
            made.add(-2.5, "the title fills it")
        if self._different(one):
            made.add(-1.6, "another ground than usual")
        if one.painting.pictured and not self.usually_pictured:
            made.add(-1.2, "a picture behind it")
        if one.title is not None and one.painting.worst(one.title.ink, one.title.box) < 1.5:
            made.add(-1.5, "its title cannot be read as it is")
        if self._moved_title(one):
            made.add(-1.5, "the title off its usual place")
        if self._large_title(one):
            made.add(-0.8, "a larger title than usual")
        if one.layout.texts and len(one.layout.texts) > 60:
            made.add(-3, "words of its own on it")
        used = sum(slide.layout == one.layout.part for slide in self.middle)
        made.add(min(0.4 * used, 1.6), "used in the examples")
        mixed = self._mixed(one) - self.usually_mixed
        if mixed > 0.04:
            made.add(-min(6 * mixed, 2.4), "several colours behind its content")
        if len(one.layout.texts) > self.usual_words + 3:
            made.add(-0.8, "more words of its own than usual")
        if self._says_goodbye(one):
            made.add(-3, "it says goodbye itself")

    def _home(self) -> int:
        """Choose the master that covers most: by its layouts' variety and by use in the examples."""
        best, most = 0, -1.0
        for master in range(len(self.facts.masters)):
            own = [s for s in self.layouts if s.layout.master == master]
            parts = {s.layout.part for s in own}
            used = sum(slide.layout in parts for slide in self.facts.slides)
            mixed = [s.painting.mixed(each.box) for s in own for each in s.contents]
            unread = [s.painting.worst(each.ink, each.box) < 2 for s in own for each in s.contents]
            variety = len({(len(s.contents), len(s.pictures), s.title is not None) for s in own})
            value = (
                min(variety, 8)
                + 6 * used / max(len(self.facts.slides), 1)
                + min(len(own), 12) * 0.1
                - 0.01 * master
                - 4 * sum(mixed) / max(len(mixed), 1)
                - 6 * sum(unread) / max(len(unread), 1)
            )
            if value > most:
                best, most = master, value
        return best

    def _usual(self, one: Structure) -> Usual:
        return self.usuals[one.layout.master]

    def _different(self, one: Structure) -> bool:
        ground = self.grounds[one.layout.order]
        usual = self._usual(one).ground
        return (
            contrast(ground, usual) > 1.35
            or sum(abs(int(ground[i : i + 2], 16) - int(usual[i : i + 2], 16)) for i in (0, 2, 4)) > 90
        )

    def _moved_title(self, one: Structure) -> bool:
        usual = self._usual(one).title
        return one.title is not None and abs(one.title.box.y - usual.y) > 0.12 * self.facts.height

    def _large_title(self, one: Structure) -> bool:
        return one.title is not None and one.title.size >= 1.18 * self._usual(one).size

    @staticmethod
    def _says_goodbye(one: Structure) -> bool:
        """True where words of thanks stand on a layout, or in the prompt of its title."""
        prompts = [each.prompt for each in (one.title, *one.sublines) if each is not None]
        return re.search(_ENDS, " ".join([one.layout.texts, *prompts]).lower()) is not None

    def _full(self, one: Structure, made: Score) -> None:
        """What speaks for a slide of a few large words."""
        if self._different(one):
            made.add(1.6, "another ground than usual")
        if self._large_title(one):
            made.add(1.2, "a larger title")
        if self._moved_title(one):
            made.add(1.2, "the title off its usual place")
        if one.contents:
            made.add(-2.2 * len(one.contents), "places for content")
        if one.pictures:
            made.add(-0.5 * len(one.pictures), "places for pictures")
        made.add(-0.35 * max(len(one.labels) - 2, 0), "many labels")

    def _opening(self, one: Structure, made: Score, role: str) -> None:
        self._full(one, made)
        if one.title is not None and one.title.type == "ctrTitle":
            made.add(3, "a centred title")
        if one.layout.type == "title":
            made.add(2.5, "of type title")
        elif one.layout.type in ("secHead", "obj", "twoObj", "titleOnly", "blank"):
            made.add(-2.5, f"of type {one.layout.type}")
        if any(h.type == "subTitle" for h in one.sublines):
            made.add(1.5, "a subtitle")
        if one.layout.part == self.first_used:
            made.add(3.5, "the first example slide has it")
        if one.layout.part == self.shown_first:
            made.add(1.5, "the first slide shows it")
        if one.layout.number == 0:
            made.add(1.2, "the first of its master")

    def _section(self, one: Structure, made: Score, role: str) -> None:
        self._full(one, made)
        if one.layout.type == "secHead":
            made.add(4, "of type section header")
        elif one.layout.type in ("title", "obj", "twoObj", "blank", "picTx", "objTx"):
            made.add(-2, f"of type {one.layout.type}")
        elif one.layout.type == "titleOnly" and not self._different(one):
            made.add(-1, "an ordinary title only")
        if one.title is not None and one.title.type == "ctrTitle":
            made.add(-1.5, "a centred title")
        if one.layout.number == 0:
            made.add(-1, "the first of its master")
        if one.layout.part in (self.first_used, self.last_used):
            made.add(-1.5, "the first or last example slide has it")
        made.add(-1.0 * len(one.pictures), "no place for a divider's words alone")
        few = [slide for slide in self.middle if slide.layout == one.layout.part]
        if few and sum(slide.words for slide in few) / len(few) < 14:
            made.add(min(0.7 * len(few), 2.1), "used in the examples with few words")
        if len(one.sublines) == 1:
            made.add(0.6, "a line under the title")

    def _questions(self, one: Structure, made: Score, role: str) -> None:
        self._section(one, made, role)

    def _closing(self, one: Structure, made: Score, role: str) -> None:
        self._full(one, made)
        if one.layout.part == self.last_used and self.last_used != self.first_used:
            made.add(0.5 if one.contents else 3.5, "the last example slide has it")
        if self._says_goodbye(one):
            made.add(3, "it says goodbye itself")
        if one.title is not None and one.title.type == "ctrTitle":
            made.add(1.5, "a centred title")
        if one.layout.type == "title":
            made.add(1, "of type title")
        elif one.layout.type in ("obj", "twoObj", "titleOnly", "secHead", "blank"):
            made.add(-1.2, f"of type {one.layout.type}")
        last = max(s.layout.number for s in self.layouts if s.layout.master == one.layout.master)
        if one.layout.number == last and self._different(one) and last > 1:
            made.add(1.4, "the last of its master, on another ground")
        if any(h.type == "subTitle" for h in one.sublines):
            made.add(0.8, "a subtitle")
        if len(one.layout.texts) > 60:
            made.add(-3, "words of its own on it")

    def _statement(self, one: Structure, made: Score, role: str) -> None:
        marks = one.layout.texts + " ".join(h.prompt for h in one.labels)
        if any(mark in one.layout.texts for mark in _QUOTES) or any(mark in marks for mark in "“”„❝❞"):
            made.add(3 if role == "quote" else -0.6, "a quotation mark on it")
        low = [each for each in one.contents if each.box.y > 0.5 * self.facts.height and not each.bulleted]
        if len(one.contents) == 1 and low and one.title is not None and one.title.area > 0.12 * self.area:
            made.add(1.2, "a high title over a caption")
        elif one.contents:
            made.add(-1.2 * len(one.contents), "places for content")
        if one.pictures:
            made.add(-1.5 * len(one.pictures), "places for pictures")
        if one.layout.type in ("title", "obj", "twoObj", "blank"):
            made.add(-2.2, f"of type {one.layout.type}")
        if one.layout.type == "secHead":
            made.add(-0.6, "of type section header")
        if one.layout.type == "titleOnly":
            made.add(1, "only a title")
        if one.title is not None and one.title.type == "ctrTitle":
            made.add(-2.5, "a centred title")
        if one.layout.number == 0:
            made.add(-1, "the first of its master")
        if one.title is not None and one.title.area > 0.16 * self.area:
            made.add(1, "a high title")
        made.add(-0.4 * max(len(one.labels) - 1, 0), "more labels")

    def _quote(self, one: Structure, made: Score, role: str) -> None:
        self._statement(one, made, role)

    def _points(self, one: Structure, made: Score, role: str) -> None:
        if len(one.contents) == 1:
            holder = one.contents[0]
            made.add(4 if holder.area > 0.3 * self.area else 2, "one content")
            made.add(min(holder.area / self.area, 0.55) * 4, "its area")
            if any(level.bullet for level in holder.levels[:2]):
                made.add(1, "bullets")
            if holder.levels[0].bullet == "1.":
                made.add(-1.5, "numbered")
            if holder.type in ("tbl", "chart", "dgm"):
                made.add(-3, f"for a {holder.type}")
            if one.heads[0] is not None:
                made.add(-0.8, "a heading above it")
        elif one.contents:
            made.add(-1.5 * (len(one.contents) - 1), "not one content")
        elif one.title is not None and one.title.type != "ctrTitle":
            made.add(2, "room to write in")
        made.add(-1.4 * len(one.pictures), "places for pictures")
        made.add(-0.5 * len(one.labels), "further labels")
        if one.layout.type == "obj":
            made.add(2, "of type object")
        used = sum(slide.layout == one.layout.part and slide.words > 15 for slide in self.middle)
        made.add(min(0.5 * used, 2), "used in the examples with text")

    def _columns(self, one: Structure, made: Score, role: str) -> None:
        wanted = int(role[-1])
        columns = one.columns
        if len(columns) == wanted:
            made.add(5, f"{wanted} columns")
            widths = [each.box.w for each in columns]
            made.add(1.5 if max(widths) < 1.12 * min(widths) else -1, "their widths")
            made.add(min(one.content_share, 0.6) * 3, "their area")
            if any(one.heads):
                made.add(-0.4, "headings above them")
            made.add(-2 * sum(each.type in ("tbl", "chart", "dgm") for each in columns), "not for text")
            if wanted == 2 and one.layout.type == "twoObj":
                made.add(1, "of type two objects")
        elif len(one.contents) == 1:
            made.add(2, "one content, to be divided")
            made.add(min(one.content_share, 0.6) * 2, "its area")
            if one.layout.type == "obj":
                made.add(0.5, "of type object")
            if one.contents[0].box.w < 0.7 * self.facts.width:
                made.add(-2, "too narrow to be divided")
        elif not one.contents:
            made.add(1, "room to draw in")
        else:
            made.add(-2, "other contents")
        made.add(-2.5 * len(one.pictures), "places for pictures")
        made.add(-0.4 * len(one.labels), "further labels")

    def _points_picture(self, one: Structure, made: Score, role: str) -> None:
        pair = text_and_picture(one)
        if pair:
            made.add(4, "text beside a picture")
            text, picture = pair
            if picture.type == "pic":
                made.add(1, "a place for a picture")
            made.add(min(text.area / self.area, 0.3) * 4, "the text's area")
            made.add(min(picture.area / self.area, 0.35) * 3, "the picture's area")
            made.add(-1.2 * (len(one.places) - 2), "further places")
            if any(one.heads):
                made.add(-1, "headings that would stay empty")
            if text.box.h < 0.3 * self.facts.height:
                made.add(-1.5, "little height for text")
            if text.size < SMALLER * self.usual_text:
                made.add(-4, "smaller text than on other slides")
            if one.title is not None and one.title.size < SMALLER * self._usual(one).size:
                made.add(-2, "a smaller title than on other slides")
        elif len(one.contents) == 1 and not one.pictures:
            made.add(1.2, "one content, to be divided")
            made.add(min(one.content_share, 0.6) * 2, "its area")
        else:
            made.add(-1, "no text beside a picture")
        made.add(-0.4 * len(one.labels), "further labels")

    def _picture(self, one: Structure, made: Score, role: str) -> None:
        if len(one.pictures) == 1 and not one.contents:
            made.add(2.5, "one picture")
            share = one.pictures[0].area / self.area
            made.add(min(share, 0.6) * 4, "its area")
            if share > 0.8:
                made.add(-1.5, "it fills the slide, title and all")
        else:
            self._canvas(one, made, role)
        made.add(-0.4 * len(one.labels), "further labels")

    def _table(self, one: Structure, made: Score, role: str) -> None:
        kind = "tbl" if role == "table" else "chart"
        if len(one.contents) == 1:
            holder = one.contents[0]
            made.add(3, "one content")
            made.add(min(holder.area / self.area, 0.6) * 4, "its area")
            if holder.type == kind:
                made.add(2, f"for a {role}")
            elif holder.type in ("tbl", "chart", "dgm"):
                made.add(-1.5, f"for a {holder.type}")
            elif holder.type == "obj":
                made.add(0.8, "for any object")
        else:
            self._canvas(one, made, role)
        made.add(-1.4 * len(one.pictures), "places for pictures")
        made.add(-0.4 * len(one.labels), "further labels")

    def _chart(self, one: Structure, made: Score, role: str) -> None:
        self._table(one, made, role)

    def _canvas(self, one: Structure, made: Score, role: str) -> None:
        if not one.places:
            made.add(3.2, "only a title")
            if one.layout.type == "titleOnly":
                made.add(1.5, "of type title only")
            elif one.layout.type in ("title", "secHead"):
                made.add(-3, f"of type {one.layout.type}")
            if one.title is not None and one.title.type == "ctrTitle":
                made.add(-3, "a centred title")
            if any(h.type == "subTitle" for h in one.sublines):
                made.add(-1, "a subtitle")
            made.add(-0.3 * len(one.labels), "further labels")
        elif len(one.contents) == 1 and not one.pictures:
            made.add(1.5, "one content")
            made.add(min(one.content_share, 0.6) * 2, "its area")
        else:
            made.add(-1.2 * len(one.places), "places that would stay empty")

    def _agenda(self, one: Structure, made: Score, role: str) -> None:
        self._listed(one, made, role)

    def _contact(self, one: Structure, made: Score, role: str) -> None:
        self._listed(one, made, role)
        prompts = " ".join(each.prompt for each in (*one.contents, *one.labels, *one.sublines))
        if re.search(_ADDRESS, f"{one.layout.texts} {prompts}".lower()):
            made.add(3, "it asks for an address")

    def _listed(self, one: Structure, made: Score, role: str) -> None:
        """What speaks for a list: it stands where the house's running text does."""
        if len(one.contents) == 1:
            holder = one.contents[0]
            made.add(3.6, "one content")
            made.add(min(holder.area / self.area, 0.55) * 4, "its area")
            if one.layout.type == "obj":
                made.add(1, "of type object")
            if holder.type in ("tbl", "chart", "dgm"):
                made.add(-3, f"for a {holder.type}")
            if one.heads[0] is not None:
                made.add(-0.8, "a heading above it")
        else:
            self._canvas(one, made, role)
        made.add(-1.4 * len(one.pictures), "places for pictures")
        made.add(-0.4 * len(one.labels), "further labels")

    def _video(self, one: Structure, made: Score, role: str) -> None:
        self._canvas(one, made, role)


def text_and_picture(one: Structure) -> tuple | None:  # type: ignore[type-arg]
    """Return the text and the picture of a layout that has them side by side."""
    for picture in (*one.pictures, *one.contents[::-1]):
        for text in one.contents:
            if (
                text is picture
                or text.type in ("tbl", "chart", "dgm")
                or picture.type in ("body", "tbl", "chart", "dgm")
            ):
                continue
            beside = text.box.x + text.box.w <= picture.box.x + 12 or picture.box.x + picture.box.w <= text.box.x + 12
            shared = min(text.box.y + text.box.h, picture.box.y + picture.box.h) - max(text.box.y, picture.box.y)
            if beside and shared > 0.5 * min(text.box.h, picture.box.h):
                return text, picture
    return None
