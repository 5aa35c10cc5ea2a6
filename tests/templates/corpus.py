"""Templates, each odd in another way, as corporate templates are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.templates.writing import Deco, Lay, Master, Ph, Template, write

TITLE = Ph("title", 0, None, "Titel")
BODY = Ph("", 1, None, "Inhoud")
LEFT, RIGHT = Ph("", 1, (0.05, 0.25, 0.43, 0.6), "Links"), Ph("", 2, (0.52, 0.25, 0.43, 0.6), "Rechts")
BAR = Deco((0, 0.97, 1, 0.03), "accent1")
NAMES = {
    "en": ("Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only", "Blank", "Picture with Caption", "Three Columns", "Closing"),
    "nl": ("Titeldia", "Titel en object", "Sectiekop", "Inhoud van twee", "Alleen titel", "Leeg", "Afbeelding met bijschrift", "Drie kolommen", "Afsluiting"),
    "fr": ("Diapositive de titre", "Titre et contenu", "Titre de section", "Deux contenus", "Titre seul", "Vide", "Image avec légende", "Trois colonnes", "Fin"),
    "ru": ("Титульный слайд", "Заголовок и объект", "Заголовок раздела", "Два объекта", "Только заголовок", "Пустой слайд", "Рисунок с подписью", "Три колонки", "Конец"),
    "zh": ("标题幻灯片", "标题和内容", "节标题", "两栏内容", "仅标题", "空白", "图片与标题", "三栏", "结束"),
}  # fmt: skip


def layouts(language: str = "en", *, types: bool = True) -> tuple[Lay, ...]:
    """Give the layouts of an ordinary house: opening, content, section, two, only a title, blank, picture, three, closing."""
    names = NAMES[language]
    made = (
        Lay(names[0], "title", (Ph("ctrTitle", 0, (0.08, 0.3, 0.7, 0.25), "Titel", 48, "bg1", "b"), Ph("subTitle", 1, (0.08, 0.57, 0.7, 0.12), "Ondertitel", 22, "bg1", bullets=False)), (), "accent1"),
        Lay(names[1], "obj", (TITLE, BODY)),
        Lay(names[2], "secHead", (Ph("title", 0, (0.08, 0.4, 0.8, 0.25), "Titel", 44, "bg1", "b"), Ph("body", 1, (0.08, 0.66, 0.8, 0.12), "Tekst", 20, "bg1", bullets=False)), (), "tx2"),
        Lay(names[3], "twoObj", (TITLE, LEFT, RIGHT)),
        Lay(names[4], "titleOnly", (TITLE,)),
        Lay(names[5], "blank", ()),
        Lay(names[6], "picTx", (replace(TITLE, place=(0.05, 0.05, 0.45, 0.16)), Ph("pic", 1, (0.55, 0, 0.45, 1), "Afbeelding"), Ph("body", 2, (0.05, 0.25, 0.45, 0.6), "Tekst"))),
        Lay(names[7], "", (TITLE, *(Ph("", n, (0.05 + (n - 1) * 0.31, 0.25, 0.28, 0.6), f"Kolom {n}") for n in (1, 2, 3)))),
        Lay(names[8], "", (Ph("ctrTitle", 0, (0.08, 0.35, 0.7, 0.2), "Titel", 48, "bg1", "b"), Ph("subTitle", 1, (0.08, 0.57, 0.7, 0.15), "Tekst", 20, "bg1", bullets=False)), (), "accent1"),
    )  # fmt: skip
    return made if types else tuple(replace(each, type="") for each in made)


def house(language: str = "en", **changes: object) -> Template:
    """Give an ordinary house with other names, or changed."""
    return replace(Template((Master(layouts(language), deco=(BAR,)),)), **changes)  # type: ignore[arg-type]


def _master(**changes: object) -> Template:
    return Template((replace(Master(layouts(), deco=(BAR,)), **changes),))  # type: ignore[arg-type]


def dutch_in_another_order() -> Template:
    """Dutch names, the closing first and the opening last."""
    return Template((Master(layouts("nl", types=False)[::-1], deco=(BAR,)),))


def nameless() -> Template:
    """No layout has a name or a type."""
    return Template((Master(tuple(replace(each, name="", type="") for each in layouts()), deco=(BAR,)),))


def untyped() -> Template:
    """All placeholders are of type obj, and none has a name: not even titles are told by type."""
    made = []
    for layout in layouts("nl", types=False):
        places = {"title": (0.05, 0.05, 0.9, 0.16), "": (0.05, 0.25, 0.9, 0.6)}
        holders = tuple(
            replace(ph, type="", idx=10 + n, name="", place=ph.place or places[ph.type])
            for n, ph in enumerate(layout.holders)
        )
        made.append(replace(layout, holders=holders))
    return Template((Master(tuple(made)),))


def doubled() -> Template:
    """Placeholders of a layout share their index, layouts their name."""
    made = tuple(
        replace(
            each,
            name="Dia",
            holders=tuple(replace(ph, idx=0 if ph.type in ("title", "ctrTitle") else 7) for ph in each.holders),
        )
        for each in layouts()
    )
    return Template((Master(made),))


def two_masters() -> Template:
    """A light and a dark master with the same layouts."""
    return Template((Master(layouts("nl"), deco=(BAR,)), Master(layouts("nl"), dark=True, ground="bg1")))


def four_masters() -> Template:
    """Four masters: one without layouts, one with a single one."""
    own = Master(layouts("fr"), deco=(BAR,))
    return Template((Master(()), Master((layouts()[5],)), own, replace(own, ground="bg2")))


def thirteen_masters() -> Template:
    """Seventy-nine layouts on thirteen masters."""
    made = layouts("nl")
    return Template(tuple(Master(made[n % 3 : n % 3 + (7 if n == 0 else 6)], deco=(BAR,)) for n in range(13)))


def only_titles() -> Template:
    """Nothing but title only and blank."""
    return Template((Master((layouts()[5], layouts()[4]), deco=(BAR,)),))


def title_at_the_bottom() -> Template:
    """Titles stand under the content."""
    made = tuple(
        replace(
            each,
            holders=tuple(
                replace(ph, place=(ph.place[0], 0.05, ph.place[2], 0.62)) if ph.place and ph.type == "" else ph
                for ph in each.holders
            ),
        )
        for each in layouts("nl")
    )
    return Template((Master(made, title=(0.05, 0.72, 0.9, 0.16), body=(0.05, 0.05, 0.9, 0.62)),))


def picture_ground() -> Template:
    """A dark picture behind every slide, light text."""
    return _master(ground="picture", dark=True, deco=())


def same_colours() -> Template:
    """Titles in the colour of the ground."""
    return _master(title_colour="bg1")


def google() -> Template:
    """As exported by Google: boxes one line high, no types of layouts, text that does not wrap."""
    made = tuple(
        replace(
            each,
            type="",
            holders=tuple(
                replace(ph, place=(0.05, 0.26, 0.9, 0.06), wrap="none") if ph.type == "" else ph for ph in each.holders
            ),
        )
        for each in layouts()
    )
    return Template((Master(made, body=(0.05, 0.26, 0.9, 0.06)),), width=25.4, height=14.2875)


def libreoffice() -> Template:
    """As exported by LibreOffice: no indexes, no text styles on the master."""
    made = tuple(replace(each, type="", holders=tuple(replace(ph, idx=0) for ph in each.holders)) for each in layouts())
    return Template((Master(made, styles=False),), width=28, height=15.75)


def second_level() -> Template:
    """The first level has no bullet, the second has."""
    made = tuple(
        replace(each, holders=tuple(replace(ph, level2=True) if ph.type == "" else ph for ph in each.holders))
        for each in layouts("nl")
    )
    return Template((Master(made),))


def vertical() -> Template:
    """Vertical text, placeholders beside the slide, words baked into layouts."""
    odd = (
        Lay("Verticale titel", "vertTitleAndTx", (Ph("title", 0, (0.8, 0.05, 0.15, 0.85), "Titel", anchor="ctr", vert=True), Ph("body", 1, (0.05, 0.05, 0.7, 0.85), "Verticaal", vert=True))),
        Lay("Verticaal", "vertTx", (TITLE, Ph("body", 1, (0.05, 0.25, 0.9, 0.6), "Verticaal", vert=True))),
        Lay("Naast de dia", "", (TITLE, Ph("body", 1, (1.1, 0.25, 0.4, 0.6), "Hulp"), BODY if False else Ph("", 3, (0.05, 0.25, 0.9, 0.6), "Inhoud"))),
        Lay("Uitleg", "", (TITLE,), (Deco((0.05, 0.25, 0.9, 0.6), "", "Zo gebruikt u dit sjabloon: kies een indeling, vul de titel in en controleer de kleuren van de huisstijl."),)),
    )  # fmt: skip
    return Template((Master((*odd, *layouts("nl")), deco=(BAR,)),))


def rail() -> Template:
    """A coloured rail over a third of the slide, and a logo strip at the top."""
    deco = (Deco((0, 0, 0.28, 1), "accent1"), Deco((0.8, 0.02, 0.16, 0.08), "accent2"))
    made = tuple(
        replace(
            each,
            holders=tuple(
                replace(ph, place=(0.32, ph.place[1], 0.64, ph.place[3])) if ph.place else ph for ph in each.holders
            ),
        )
        for each in layouts()[:6:2]
    )
    return Template((Master(made, title=(0.32, 0.12, 0.64, 0.14), body=(0.32, 0.3, 0.64, 0.55), deco=deco),))


def example_slides() -> Template:
    """A deck rather than a template: slides with comments, sections, pictures that only they use."""
    return replace(house("nl"), slides=(1, 2, 3, 2, 4, 3, 2, 5, 9), kind="presentation")


def macros() -> Template:
    """A template with macros."""
    return replace(house(), macros=True, kind="macros")


def mapped() -> Template:
    """Layouts with a colour map of their own: dark where the master is light."""
    own = 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" ' + " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    own += ' hlink="hlink" folHlink="folHlink"'
    made = tuple(
        replace(each, colour_map=own, ground="bg1") if n in (2, 4, 8) else each for n, each in enumerate(layouts("nl"))
    )
    return Template((Master(made),))


def many_labels() -> Template:
    """Every layout has small labels: a date line, a department, a headline above the title."""
    extra = (
        Ph("body", 30, (0.05, 0.01, 0.3, 0.035), "Afdeling", 10, bullets=False),
        Ph("body", 31, (0.6, 0.01, 0.35, 0.035), "Kop", 10, bullets=False),
    )
    return Template(
        (Master(tuple(replace(each, holders=(*each.holders, *extra)) for each in layouts("nl")), deco=(BAR,)),)
    )


def narrow_footers() -> Template:
    """A4 upright, with a footer too narrow for its words."""
    places = ((0.05, 0.92, 0.16, 0.03), (0.42, 0.92, 0.16, 0.03), (0.85, 0.92, 0.1, 0.03))
    return Template((Master(layouts("nl"), deco=(BAR,), footer_places=places),), width=19.05, height=27.517)


def centred() -> Template:
    """Titles and subtitles in the middle."""
    made = tuple(
        replace(
            each,
            holders=tuple(
                replace(ph, align="ctr", place=(0.2, *ph.place[1:2], 0.6, *ph.place[3:]))
                if ph.place and ph.type in ("ctrTitle", "subTitle")
                else ph
                for ph in each.holders
            ),
        )
        for each in layouts("nl")
    )
    return Template((Master(made, deco=(BAR,)),))


def faint_footers() -> Template:
    """Footers that cannot be read on the pattern under them."""
    return _master(deco=(Deco((0, 0.9, 1, 0.1), "009EDA/3465A4"),), footer_colour="bg2")


def office_accents() -> Template:
    """Office's accents, with decoration in the house's own colours."""
    deco = (Deco((0, 0.97, 1, 0.03), "8A1538"), Deco((0.9, 0, 0.1, 0.03), "00806B"))
    accents = ("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
    own = tuple(
        replace(
            each, ground="bg1", holders=tuple(replace(ph, colour="tx1" if ph.colour else "") for ph in each.holders)
        )
        for each in layouts("nl")
    )
    return house(masters=(Master(own, deco=deco),), colours=("1F2A37", "FFFFFF", "44546A", "E7E6E6", *accents))


def _with_opening(cover: Lay, **changes: object) -> Template:
    return _master(layouts=(cover, *layouts()[1:]), **changes)


def cover_photo() -> Template:
    """A photograph above, the title low on it, a subtitle under it: nowhere a place for who speaks, and when."""
    title = Ph("ctrTitle", 0, (0.06, 0.55, 0.6, 0.16), "Titel", 40, "tx1", "b")
    subtitle = Ph("subTitle", 1, (0.06, 0.72, 0.6, 0.2), "Ondertitel", 22, "tx1", bullets=False)
    return _with_opening(Lay("Titeldia", "title", (title, subtitle), (Deco((0, 0, 1, 0.5), "30638E/00798C"),)))


def cover_panel() -> Template:
    """A coloured panel at the left holds title and subtitle; a logo and a drawing at the right."""
    title = Ph("ctrTitle", 0, (0.04, 0.2, 0.4, 0.3), "Titel", 40, "bg1", "b")
    subtitle = Ph("subTitle", 1, (0.04, 0.54, 0.4, 0.24), "Ondertitel", 20, "bg1", bullets=False)
    deco = (
        Deco((0, 0, 0.48, 1), "0B4F6C"),
        Deco((0.8, 0.05, 0.15, 0.1), "accent2"),
        Deco((0.55, 0.3, 0.4, 0.6), "accent3"),
    )
    return _with_opening(Lay("Titeldia", "title", (title, subtitle), deco))


def cover_split() -> Template:
    """The subtitle's place reaches over the edge of the house's colour."""
    title = Ph("ctrTitle", 0, (0.1, 0.2, 0.8, 0.2), "Titel", 40, "bg1", "b")
    subtitle = Ph("subTitle", 1, (0.1, 0.45, 0.8, 0.4), "Ondertitel", 20, "bg1", bullets=False)
    return _with_opening(Lay("Titeldia", "title", (title, subtitle), (Deco((0, 0, 1, 0.62), "0B4F6C"),)))


def cover_keys() -> Template:
    """Black above, the keys of a piano below, and the subtitle's place over both."""
    title = Ph("ctrTitle", 0, (0.1, 0.1, 0.8, 0.2), "Titel", 40, "bg1", "b")
    subtitle = Ph("subTitle", 1, (0.1, 0.35, 0.8, 0.5), "Ondertitel", 20, "bg1", bullets=False)
    keys = tuple(Deco((n / 14, 0.6, 0.064, 0.4), "FFFFFF") for n in range(14))
    return _with_opening(Lay("Titeldia", "title", (title, subtitle), (Deco((0, 0, 1, 1), "00000A"), *keys)))


def section_full() -> Template:
    """A divider whose words stand in the middle, with the house's figures above and below them."""
    title = Ph("title", 0, (0.08, 0.4, 0.8, 0.2), "Titel", 44, "bg1", "b")
    line = Ph("body", 1, (0.08, 0.61, 0.8, 0.12), "Tekst", 20, "bg1", bullets=False)
    deco = (Deco((0.6, 0.05, 0.35, 0.25), "accent3"), Deco((0, 0.8, 1, 0.2), "accent2"))
    divider = Lay("Sectiekop", "secHead", (title, line), deco, "tx2")
    return _master(layouts=tuple(divider if each.type == "secHead" else each for each in layouts()))


def layered_cover() -> Template:
    """The photograph of the cover was made softer in PowerPoint, which keeps the untouched one beside it."""
    title = Ph("ctrTitle", 0, (0.06, 0.55, 0.6, 0.16), "Titel", 40, "tx1", "b")
    subtitle = Ph("subTitle", 1, (0.06, 0.72, 0.6, 0.2), "Ondertitel", 22, "tx1", bullets=False)
    return _with_opening(Lay("Titeldia", "title", (title, subtitle), (Deco((0, 0, 1, 0.5), "layered"),)))


def layered_master() -> Template:
    """A strip of such a photograph stands under every slide."""
    return _master(deco=(Deco((0, 0.97, 1, 0.03), "layered"),))


CORPUS: dict[str, Callable[[], Template]] = {
    "dutch": dutch_in_another_order,
    "french": lambda: house("fr"),
    "russian": lambda: house("ru"),
    "chinese": lambda: house("zh"),
    "nameless": nameless,
    "untyped": untyped,
    "doubled": doubled,
    "two-masters": two_masters,
    "four-masters": four_masters,
    "thirteen-masters": thirteen_masters,
    "only-titles": only_titles,
    "title-at-the-bottom": title_at_the_bottom,
    "four-by-three": lambda: house(width=25.4, height=19.05),
    "a4": lambda: house(width=27.517, height=19.05),
    "portrait": lambda: house(width=19.05, height=27.517),
    "wide-33": lambda: house(width=33, height=18.5625),
    "wide-66": lambda: house(width=66, height=37.125),
    "very-wide": lambda: house(width=60, height=15),
    "small": lambda: house(width=5.08, height=2.8575),
    "picture-ground": picture_ground,
    "no-footers": lambda: _master(footers=False),
    "no-table-styles": lambda: house(table_styles=False),
    "empty-fonts": lambda: house(fonts=("", "")),
    "same-colours": same_colours,
    "google": google,
    "libreoffice": libreoffice,
    "second-level": second_level,
    "vertical": vertical,
    "rail": rail,
    "example-slides": example_slides,
    "macros": macros,
    "mapped": mapped,
    "many-labels": many_labels,
    "narrow-footers": narrow_footers,
    "centred": centred,
    "faint-footers": faint_footers,
    "office-accents": office_accents,
    "cover-photo": cover_photo,
    "cover-panel": cover_panel,
    "cover-split": cover_split,
    "cover-keys": cover_keys,
    "section-full": section_full,
    "layered-cover": layered_cover,
    "layered-master": layered_master,
    "dark": lambda: _master(dark=True, deco=()),
}  # fmt: skip


def template(name: str) -> bytes:
    """Write one template of the corpus."""
    return write(CORPUS[name]())
