"""Sums as tools and people write them, each with what it is to come to: counts are found among shares, points and ranks."""

from __future__ import annotations

from typing import Any

from tests.polls.result_files import (
    ANDERS,
    BEETJE,
    BEIDE,
    BEKEND,
    DATE,
    DRIE,
    GELD,
    GOED,
    LIME_FULL,
    NIEUW,
    NL_FORMS,
    RUST,
    TIJD,
    TOETS,
    VIER,
    WENSEN,
    Case,
    csv_of,
    forms,
    kahoot,
    lime,
    response,
    xlsx_of,
)  # fmt: skip

THREE = (NIEUW, BEETJE, GOED)
Row = list[Any]


def listed(heading: Row, *columns: tuple[Any, ...], place: int = 1) -> list[Row]:
    """Return a row for each answer to one question; place: the column of the answers among the others."""
    rows = [list(each) for each in zip(*columns, strict=True)]
    for row, text in zip(rows, THREE, strict=True):
        row.insert(place - 1, text)
    return [["Vraag", *heading], *([BEKEND, *row] for row in rows)]


def block(heading: Row, *columns: tuple[Any, ...]) -> bytes:
    """Return a workbook with a question over its answers and their numbers."""
    return xlsx_of({"Blad": [[BEKEND], heading, *map(list, zip(THREE, *columns, strict=True))]})


def counted() -> list[Case]:
    """Return the cases."""
    made: list[Case] = []
    right = {"bekend": ([12, 4, 4], 20)}
    whole, none = (3, 3, 0, 0, 0), (3, 0, 0, 0, 3)

    def case(name: str, data: bytes, polls: Any = right, rows: Any = whole, *rules: str, file: str = "") -> None:
        made.append(Case(name, file or ("r.xlsx" if data[:2] == b"PK" else "r.csv"), data, polls, rows, set(rules)))

    head: Row = ["Antwoord", "Aantal"]
    for name, written, separator in (
        ("point", "1.234", ";"), ("comma", "1,234", ","), ("space", "1 234", ","), ("narrow-space", "1\u202f234", ";"),
    ):  # fmt: skip
        data = csv_of(listed(head, (written, "20", "7")), separator)
        case(f"counts-of-thousands-{name}", data, {"bekend": ([1234, 20, 7], 1261)})
    case("counts-with-a-zero-behind", csv_of(listed(head, ("12.0", "4.0", "4.0"))))
    case("counts-with-a-unit", csv_of(listed(head, ("12 stemmen", "4 stemmen", "4 stemmen"))))
    case("counts-with-shares-in-the-cell", csv_of(listed(head, ("12 (60%)", "4 (20%)", "4 (20%)"))))
    case("counts-behind-shares-in-the-cell", csv_of(listed(head, ("60% (12)", "20% (4)", "20% (4)"))))
    case("counts-behind-a-column-of-shares", csv_of(listed(["Antwoord", "%", "Aantal"], (60, 20, 20), (12, 4, 4))))
    case("counts-before-the-answers", csv_of(listed(["Stemmen", "Antwoord"], (12, 4, 4), place=2)))
    case("counts-behind-ranks", csv_of(listed(["Nr", "Antwoord", "Stemmen"], (1, 2, 3), (12, 4, 4), place=2)))
    case("counts-and-their-sums", csv_of(listed(["Antwoord", "Stemmen", "Cumulatief"], (12, 4, 4), (12, 16, 20))))
    case(
        "counts-and-cells-of-percent",
        xlsx_of({"x": listed(["Antwoord", "Aandeel", "Stemmen"], (0.6, 0.2, 0.2), (12, 4, 4))}),
    )
    case("shares-headed-so", csv_of(listed(["Antwoord", "Percentage"], (60, 20, 20))), {}, none, "poll-unmatched")
    case(
        "two-columns-of-numbers",
        csv_of(listed(["Antwoord", "10 dec", "11 dec"], (12, 4, 4), (3, 5, 1))),
        {},
        none,
        "poll-unmatched",
    )
    case(
        "a-count-that-is-none", csv_of(listed(head, ("n.v.t.", 20, 7))), {"bekend": ([0, 20, 7], 27)}, (3, 2, 0, 0, 1), "poll-unmatched",
    )  # fmt: skip
    quiz = [["Question", "Answer", "Correct", "Votes"], [TOETS, DRIE, 0, 3], [TOETS, VIER, 1, 9]]
    case("counts-behind-what-is-right", csv_of(quiz), {"toets": ([3, 9, 0, 0], 12)}, (2, 2, 0, 0, 0))
    case("block-shares-before-counts", block(["Antwoord", "%", "Stemmen"], (60, 20, 20), (12, 4, 4)))
    case("block-counts-with-shares", block([], ("12 (60%)", "4 (20%)", "4 (20%)")))
    case("block-shares-headed-so", block(["Antwoord", "Percentage"], (60, 20, 20)), {}, none, "poll-unmatched")
    case("block-shares-of-one", block(["Antwoord", "Percentage"], (0.6, 0.2, 0.2)), {}, none, "poll-unmatched")
    case(
        "block-two-sessions-beside",
        block(["", "Sessie 1", "Sessie 2"], (12, 4, 4), (3, 5, 1)),
        {},
        none,
        "poll-unmatched",
    )
    case("ours-of-thousands", csv_of([["poll", "option", "votes", "respondents"], ["bekend", "nieuw", "1.204", "1.300"]], ";"),
         {"bekend": ([1204, 0, 0], 1300)}, (1, 1, 0, 0, 0))  # fmt: skip
    unchosen = [
        ["1 Poll"], ["Poll", BEKEND], [], ["Answer options", "▲", "", NIEUW, "◆", BEETJE, "●", GOED],
        ["Average answer time (seconds)", "", "", 3, "", 4, "", 0], ["Number of answers received", "", "", 3, "", 0, "", None],
    ]  # fmt: skip
    case("kahoot-nobody-chose-it", xlsx_of({"1 Poll": unchosen}), {"bekend": ([3, 0, 0], 3)})
    answers = [response(1, NIEUW, f'["{TIJD}","{RUST}"]'), response(2, GOED, f'["{BEIDE}","Een hond"]')]
    case("forms-lists", forms([*NL_FORMS, BEKEND, WENSEN], answers), {"bekend": ([1, 0, 1], 2), "wensen": ([1, 0, 1, 1, 0], 2)},
         (2, 2, 0, 0, 0), "poll-unmatched")  # fmt: skip
    texts = enumerate((TIJD, GELD, BEIDE, RUST, ANDERS), 1)
    both = ["id. Nr", "submitdate. Datum", "lastpage. Laatste", "startlanguage. Taal", f"bekend. {BEKEND}",
            *(f"wensen[SQ00{n}]. {WENSEN} [{text}]" for n, text in texts)]  # fmt: skip
    rows = [both, lime(1, NIEUW, "Ja", "Nee", "Nee", "Ja", "Nee"), lime(2, GOED, "Ja", "", "", "", "", sent=False)]
    case(
        "limesurvey-codes-and-words",
        csv_of(rows),
        {"bekend": ([1, 0, 0], 1), "wensen": ([1, 0, 0, 1, 0], 1)},
        (2, 1, 0, 1, 0),
    )
    braces = [[*LIME_FULL[:4], TOETS.replace("{", "\\{").replace("}", "\\}")], lime(1, "A2")]
    case("limesurvey-braces", csv_of(braces), {"toets": ([0, 1, 0, 0], 1)}, (1, 1, 0, 0, 0))
    one = [
        [BEKEND],
        [],
        ["Response", "Via", "Received at"],
        [NIEUW, "web", DATE],
        [NIEUW, "sms", DATE],
        [GOED, "web", DATE],
    ]
    case("answers-under-their-question", csv_of(one), {"bekend": ([2, 0, 1], 3)}, (4, 3, 0, 0, 1), "poll-unmatched")
    head = ["Naam", BEKEND, "Punten"]
    case(
        "few-answers-with-points",
        xlsx_of({"x": [head, ["Jan", NIEUW, 100], ["Piet", GOED, 80]]}),
        {"bekend": ([1, 0, 1], 2)},
        (2, 2, 0, 0, 0),
    )
    head = ["Nr", "Naam", BEKEND]
    case(
        "few-answers-with-numbers",
        xlsx_of({"x": [head, [1, "Jan", NIEUW], [2, "Piet", GOED]]}),
        {"bekend": ([1, 0, 1], 2)},
        (2, 2, 0, 0, 0),
    )
    case(
        "block-headed-beside-its-question",
        xlsx_of({"x": [[BEKEND, "%", "Votes"], [NIEUW, 75, 3], [GOED, 25, 1]]}),
        {"bekend": ([3, 0, 1], 4)},
        (2, 2, 0, 0, 0),
    )
    twice = kahoot([(1, VIER), (2, DRIE)])["RawReportData Data"]
    twice = [*twice, *([2, *row[1:10], VIER, *row[11:]] for row in twice[1:])]
    case(
        "kahoot-a-question-twice",
        xlsx_of({"RawReportData Data": twice}),
        {"toets": ([0, 2, 0, 0], 2)},
        (4, 2, 2, 0, 0),
        "poll-showings",
    )
    case(
        "answers-by-their-letters",
        csv_of([["Naam", TOETS], ["Jan", "B"], ["Piet", "b"], ["Kees", "D"]]),
        {"toets": ([0, 2, 0, 1], 3)},
    )
    return made
