"""Which layout is chosen, by what people look at: each rule with a template that needs it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lxml import etree
from msgspec import structs

from builder.brands.prepared import Box, PreparedLayout
from builder.brands.template.free_area import overlap
from builder.brands.template.house import House, open_house
from builder.brands.template.table_styles import is_readable
from builder.fitting.footers import fit_footers
from tests.fitting.brands import prepared
from tests.templates.checking import faults
from tests.templates.conftest import adopt
from tests.templates.corpus import BAR, BODY, TITLE, house, layouts
from tests.templates.corpus import template as written
from tests.templates.writing import A, Deco, Lay, Master, Ph, Template, write
from tests.tools.projects import SmallProject

WIDE = (0.05, 0.25, 0.9, 0.6)


def chosen(template: Template) -> dict[str, str]:
    """Give the names of the layouts that are chosen, by role."""
    made = open_house(write(template))
    return {role: made.facts.layouts[bound.chosen].name for role, bound in made.bound().items()}


def opened(*extra: Lay, **changes: object) -> dict[str, str]:
    return chosen(Template((replace(Master((*layouts(), *extra), deco=(BAR,)), **changes),)))  # type: ignore[arg-type]


def test_lists_stand_where_running_text_does() -> None:
    found = opened()
    assert (found["agenda"], found["contact"]) == ("Title and Content", "Title and Content")
    assert found["canvas"] == "Title Only"


def test_words_of_thanks_make_a_closing_and_nothing_with_content() -> None:
    words = Deco((0.1, 0.2, 0.5, 0.2), "accent1", "Bedankt voor uw aandacht")
    thanks = Lay("Zz", "", (Ph("title", 0, (0.08, 0.5, 0.7, 0.2), "Titel", 44, "bg1", "b"),), (words,), "accent1")
    found = chosen(Template((Master((*layouts()[:-1], thanks), deco=(BAR,)),)))
    assert found["closing"] == "Zz"
    assert "Zz" not in {found[role] for role in ("points", "columns2", "table", "chart", "canvas", "agenda", "contact")}


def test_a_layout_that_asks_for_an_address_is_for_contact() -> None:
    address = Lay(
        "Zz",
        "",
        (TITLE, replace(BODY, place=WIDE, name="Adres")),
        (Deco((0.5, 0.9, 0.3, 0.05), "", "www.voorbeeld.nl"),),
    )
    assert opened(address)["contact"] == "Zz"


def test_a_low_place_over_content_is_its_heading() -> None:
    headed = Lay(
        "Zz", "", (TITLE, Ph("body", 3, (0.05, 0.22, 0.9, 0.13), "Kop"), Ph("", 1, (0.05, 0.36, 0.9, 0.5), "Inhoud"))
    )
    made = open_house(write(Template((Master((headed,), deco=(BAR,)),))))
    (one,) = made.layouts
    assert [each.name for each in one.contents] == ["Inhoud"]
    assert [each.name for each in one.heads if each] == ["Kop"]


def test_content_over_two_colours_is_second_to_content_on_one() -> None:
    half = Lay("Half", "", (TITLE, BODY), (Deco((0.5, 0.2, 0.5, 0.7), "tx2"),))
    others = [each for each in layouts(types=False) if each.name != "Title and Content"]
    quiet = Lay("Rustig", "", (TITLE, BODY))
    assert chosen(Template((Master((half, quiet, *others), deco=(BAR,)),)))["points"] == "Rustig"


def test_a_master_whose_text_cannot_be_read_is_not_the_usual_one() -> None:
    black = Master(layouts("nl"), ground="tx1", deco=(BAR,))  # black words on it
    white = Master(layouts("fr"), deco=(BAR,))
    assert chosen(Template((black, white)))["points"] == "Titre et contenu"


def test_three_columns_need_more_than_a_narrow_content() -> None:
    narrow = tuple(
        replace(each, holders=(TITLE, replace(BODY, place=(0.05, 0.25, 0.5, 0.6)))) if each.name == "Title and Content" else each
        for each in layouts(types=False) if each.name != "Three Columns"
    )  # fmt: skip
    assert chosen(Template((Master(narrow, deco=(BAR,)),)))["columns3"] == "Title Only"


def _style(inside: str) -> etree._Element:
    return etree.fromstring(f'<a:tblStyle xmlns:a="{A}">{inside}</a:tblStyle>')


def _part(name: str, ink: str, fill: str) -> str:
    def colour(value: str) -> str:
        return f'<a:schemeClr val="{value}"/>'

    return (
        f'<a:{name}><a:tcTxStyle><a:fontRef idx="minor"/>{colour(ink)}</a:tcTxStyle><a:tcStyle><a:tcBdr/>'
        f"<a:fill><a:solidFill>{colour(fill)}</a:solidFill></a:fill></a:tcStyle></a:{name}>"
    )


def _readable(made: House, inside: str) -> bool:
    bound = made.bound()
    layout = made.binder(bound).bind("table", bound["table"].chosen)
    return is_readable(_style(inside), made.facts.layouts[bound["table"].chosen].palette, layout)


def test_a_table_style_is_used_where_its_words_can_be_read() -> None:
    made = open_house(write(house()))
    assert _readable(made, _part("wholeTbl", "tx1", "bg1") + _part("firstRow", "bg1", "tx1"))
    assert not _readable(made, _part("wholeTbl", "tx1", "bg1") + _part("firstRow", "bg1", "bg2"))
    assert not _readable(made, _part("wholeTbl", "bg1", "tx1"))  # white words, which a highlighted cell would swallow
    assert not _readable(made, _part("wholeTbl", "tx1", "bg1") + _part("band1H", "tx1", "tx2"))
    assert not _readable(made, _part("wholeTbl", "tx1", "bg1") + _part("firstCol", "bg2", "bg1"))


def test_words_of_thanks_are_whole_words() -> None:
    from builder.brands.template.scoring import _ENDS, _NAMES

    assert not any(re.search(_ENDS, text) for text in ("commercial in confidence", "stacked", "attack", "questions"))
    assert all(re.search(_ENDS, text) for text in ("thank you", "bedankt!", "merci", "dank u wel", "谢谢", "vragen?"))
    assert not any(
        re.search(_NAMES["closing"], name) for name in ("stacked chart", "calendar", "finance", "background")
    )


def test_a_date_that_no_place_holds_is_left_out_and_makes_nothing_smaller() -> None:
    made = open_house(write(house()))
    bound = made.bound()
    layout = made.binder(bound).bind("points", bound["points"].chosen)
    narrow = {**layout.footer_slots}
    narrow["dt"] = structs.replace(narrow["dt"], box=narrow["dt"].box._replace(w=30), room=None)
    tight = structs.replace(layout, footer_slots=narrow)
    brand = prepared("helder")
    said = (("dt", ("donderdag 10 december 2026",)), ("ftr", ("Goed werk",)), ("sldNum", ("000",)))
    fitted = fit_footers(said, tight, brand)
    assert set(fitted) == {"ftr", "sldNum"}
    assert fitted == fit_footers(said[1:], structs.replace(layout), brand)


def test_a_slide_number_that_no_place_holds_is_not_broken() -> None:
    made = open_house(write(house()))
    bound = made.bound()
    layout = made.binder(bound).bind("points", bound["points"].chosen)
    slots = {**layout.footer_slots}
    slots["sldNum"] = structs.replace(slots["sldNum"], box=slots["sldNum"].box._replace(w=16), room=None)
    fitted = fit_footers((("sldNum", ("000",)),), structs.replace(layout, footer_slots=slots), prepared("helder"))
    assert fitted["sldNum"].unwrapped and not fitted["sldNum"].size


LOGO = Deco((0.75, 0.06, 0.2, 0.1), "accent2")


def _bound(template: Template, role: str, name: str) -> PreparedLayout:
    made = open_house(write(template))
    number = next(each.order for each in made.facts.layouts if each.name == name)
    return made.binder(made.bound()).bind(role, number)


def test_a_title_ends_before_a_logo_that_stands_in_its_place() -> None:
    rule = Deco((0, 0.2, 1, 0.005), "accent1")  # along all of it
    for template in (_with(LOGO), _with(LOGO, rule)):
        title = _bound(template, "points", "Title and Content").slots["title"]
        assert title.box.x + title.box.w <= 0.76 * 960 and title.placed
    assert not _bound(_with(rule), "points", "Title and Content").slots["title"].placed


def _with(*deco: Deco) -> Template:
    return Template((Master(layouts(), deco=deco),))


def test_a_picture_on_a_section_keeps_clear_of_a_logo() -> None:
    logo = Deco((0.3, 0.06, 0.62, 0.2), "accent2")
    house_with = Template(
        (
            Master(
                tuple(
                    replace(each, deco=(logo,), holders=(replace(each.holders[0], place=(0.05, 0.75, 0.9, 0.12)),))
                    if each.type == "secHead"
                    else each
                    for each in layouts()
                )
            ),
        )
    )
    slots = _bound(house_with, "section_picture", "Section Header").slots
    assert overlap(slots["picture"].box, Box(0.3 * 960, 0.06 * 540, 0.62 * 960, 0.2 * 540)) < 2
    assert not slots["title"].placed


def test_the_words_of_a_section_have_room_beside_its_picture() -> None:
    low = (Deco((0, 0.16, 1, 0.01), "accent1"), Deco((0, 0.9, 1, 0.1), "accent1"))
    titled = Lay("Zz", "", (replace(TITLE, place=(0.05, 0.02, 0.9, 0.12)),), low)
    slots = _bound(Template((Master((titled, *layouts())),)), "section_picture", "Zz").slots
    picture, subtitle, source = (slots[name].box for name in ("picture", "subtitle", "source"))
    assert slots["title"].box.y < subtitle.y < picture.y < source.y
    assert overlap(picture, subtitle) == overlap(picture, source) == 0
    assert source.y + source.h <= 0.9 * 540 + 1


def test_a_roomier_title_does_not_grow_onto_a_rule() -> None:
    low = replace(TITLE, place=(0.05, 0.04, 0.8, 0.08))
    for deco, high in (((), 72), ((Deco((0, 0.13, 1, 0.01), "accent1"),), 0.08 * 540)):
        template = Template((Master((Lay("Zz", "", (low, BODY), deco), *layouts())),))
        made = open_house(write(template))
        number = next(each.order for each in made.facts.layouts if each.name == "Zz")
        title = made.binder(made.bound()).bind("points", number, roomy=True).slots["title"].box
        assert abs(title.h - high) < 8


def test_roomier_content_has_the_margins_of_its_own_layout() -> None:
    narrow = [
        Lay(f"N{n}", "", (replace(TITLE, place=(0.25, 0.05, 0.6, 0.12)), replace(BODY, place=(0.25, 0.22, 0.6, 0.6))))
        for n in range(4)
    ]
    wide = Lay("Zz", "", (replace(TITLE, place=(0.04, 0.05, 0.92, 0.12)), replace(BODY, place=(0.04, 0.22, 0.92, 0.6))))
    made = open_house(write(Template((Master((*narrow, wide)),))))
    number = next(each.order for each in made.facts.layouts if each.name == "Zz")
    body = made.binder(made.bound()).bind("points", number, roomy=True).slots["body"].box
    assert body.x < 0.06 * 960 and body.w > 0.86 * 960


def test_a_sentence_with_a_title_is_larger_than_its_title(tmp_path: Path) -> None:
    adopt(tmp_path, "huis", write(house()))
    slide = '  - {kind: statement, id: zin, title: Kort, text: "Wie het werk doet, weet het."}\n'
    made = SmallProject(tmp_path).write(slide).build("-b", "huis", "--explain")
    assert made.code == 0, made.out
    assert "title 36" not in made.out  # its own size
    (deck,) = (
        made.json["decks"] if made.out.startswith("{") else [{"file": next((tmp_path / "output").rglob("*.pptx"))}]
    )
    assert faults(Path(deck["file"])) == []


def test_a_logo_outside_the_slide_is_refused(tmp_path: Path) -> None:
    adopt(tmp_path, "huis", write(house()), 'audience_logo: "900 500 150 24"\n')
    made = SmallProject(tmp_path).write("  - {kind: section, id: deel, title: Deel}\n").build("-b", "huis")
    assert made.code == 1
    assert [each["rule"] for each in made.findings] == ["audience-logo"]
    assert "outside the slide" in made.findings[0]["message"]


def test_where_grounds_are_equally_many_the_page_is_the_usual_one() -> None:
    """Three layouts of three colours: what is usual does not hang on the order in which a set happens to be."""
    rail = open_house(written("rail"))
    grounds = {one.painting.ground(Box(0, 0, rail.facts.width, rail.facts.height)) for one in rail.layouts}
    assert len(grounds) == len(rail.layouts) == 3
    assert [each.ground for each in rail.scorer.usuals] == ["FFFFFF"]


def test_content_keeps_off_a_rule_and_a_drawing_at_the_edge_of_its_place() -> None:
    """A rule just under the title, a wave at the foot; what is drawn on all over stays as it is."""
    deco = (Deco((0, 0.24, 1, 0.01), "accent1"), Deco((0.3, 0.8, 0.2, 0.2), "accent2"))
    made = open_house(write(Template((Master(layouts(), deco=deco),))))
    bound = made.bound()
    layout = made.binder(bound).bind("canvas", bound["canvas"].chosen)
    content, high = layout.slots["content"].box, made.facts.height
    assert content.y >= 0.25 * high
    assert content.y + content.h <= 0.8 * high
    everywhere = tuple(Deco((0, n / 20, 1, 0.01), "accent1") for n in range(20))
    made = open_house(write(Template((Master(layouts(), deco=everywhere),))))
    area = made.binder(made.bound()).bind("points", made.bound()["points"].chosen).slots["body"].box
    assert area.h > 0.5 * made.facts.height


def test_footers_have_the_size_that_the_house_gives_them() -> None:
    small = replace(Master(layouts(), deco=(BAR,)), footer_size=7)
    made = open_house(write(Template((small,))))
    layout = made.binder(made.bound()).bind("points", made.bound()["points"].chosen)
    assert [(round(slot.levels[0].size, 2), slot.styled) for slot in layout.footer_slots.values()] == [(7.0, False)] * 3
