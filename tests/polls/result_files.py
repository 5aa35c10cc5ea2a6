"""Result files as the tools write them, each with what it is to come to."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl

BEKEND = 'Hoe bekend is uw gemeente, "echt"?'
UTRECHT = 'Hoe bekend is Utrecht, "echt"?'
ENGLISH = 'How well known is your municipality, "really"?'
TOETS = "Wat is 2 + 2 = {x}?  #1"
WENSEN = "Wat wilt u?"
NIEUW, BEETJE, GOED = "Het is nieuw; helemaal", "Ik heb ervan gehoord, een beetje", "Goed & wel"
DRIE, VIER, VIJF, ZES = "Drie", "Vier: ja", "~Vijf", "Zes\\zeven"
TIJD, GELD, BEIDE, RUST, ANDERS = "Meer tijd", "Meer geld", "Meer tijd; meer geld", "Rust", "Iets anders"


@dataclass
class Case:
    """A file, and what it is to come to.

    polls: of each poll the counts in the options' order, and the respondents; rows: read, counted, duplicate, empty, unmatched;
    rules: findings that are to be there.
    """

    id: str
    name: str
    data: bytes
    polls: dict[str, tuple[list[int], int]]
    rows: tuple[int, int, int, int, int]
    rules: set[str] = field(default_factory=set)
    arguments: tuple[str, ...] = ()


def quoted(cell: Any, separator: str = ",") -> str:
    text = str(cell)
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in f'{separator}"\n\r') else text


def csv_of(rows: Sequence[Sequence[Any]], separator: str = ",", end: str = "\r\n", encoding: str = "utf-8") -> bytes:
    lines = [separator.join(quoted(cell, separator) for cell in row) for row in rows]
    return (end.join(lines) + end).encode(encoding)


def xlsx_of(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def mail(number: int) -> str:
    return f"deelnemer{number}@example.nl"


def person(number: int, *answers: Any, anonymous: bool = False, surplus: int = 0) -> list[Any]:
    who = ["Anonymous Attendee", ""] if anonymous else [f"Jan, de {number}e", mail(number)]
    return [number, *who, "Dec 10, 2026 10:01:02", *answers, *[""] * surplus]


OLD_HEAD = ["#", "User Name", "User Email", "Submitted Date/Time", ""]
MEETING = [
    ["Poll Report"], ["Report Generated:", "Dec 10, 2026 12:00"],
    ["Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)", "# Question"],
    ["Goed werk", "999 9999 9999", "Dec 10, 2026 09:30", "90", "3"], ["Poll Details"],
]  # fmt: skip


def zoom_2021(*tables: tuple[str, list[list[Any]]]) -> list[list[Any]]:
    rows: list[list[Any]] = [list(each) for each in MEETING]
    for question, people in tables:
        rows += [["#", "User Name", "User Email", "Submitted Date/Time", question], *people]
    return rows


def zoom_2024(
    told: int, questions: list[str], people: list[list[Any]], again: list[list[Any]] | None = None
) -> list[list[Any]]:
    rows: list[list[Any]] = [["Overview"], ["Topic", "ID"], ["Generate Time", "Dec 10, 2026"], ["Launched Polls"]]
    rows += [["#", "Poll Name", "Questions", "Responses"], ["1", "Peiling een", len(questions), told]]
    for table in (people, *([again] if again else [])):
        rows += [
            [],
            ["Peiling een"],
            ["#", "User Name", "Email Address", "Submitted Date and Time", *questions],
            *table,
        ]
    return rows


def forms(head: Sequence[str], rows: Sequence[Sequence[Any]], sheet: str = "Form1") -> bytes:
    return xlsx_of({sheet: [head, *rows]})


NL_FORMS = ["Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"]
EN_FORMS = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]
DATE = "2026-12-10 10:00:00"


def response(number: int, *answers: Any, who: str = "anonymous", more: int = 0) -> list[Any]:
    return [number, DATE, DATE, who, "", *[""] * more, *answers]


KAHOOT_RAW = [
    "Question Number", "Question", "Answer 1", "Answer 2", "Answer 3", "Answer 4", "Correct Answers", "Time Allotted (seconds)", "Player",
    "Score (points)", "Answer", "Correct / Incorrect", "Answer Time (seconds)",
]  # fmt: skip


def kahoot(players: Sequence[tuple[int, str]], text: str = TOETS) -> dict[str, Sequence[Sequence[Any]]]:
    answers = [DRIE, VIER, VIJF, ZES]
    counts = [sum(given == answer for _, given in players) for answer in answers]
    one: list[list[Any]] = [
        ["1 Quiz"], ["Quiz", text], ["Correct answers", VIER], [], [], [], ["Answer Summary"],
        ["Answer options", "▲", "", DRIE, "◆", VIER, "●", VIJF, "■", ZES],
        ["Is answer correct?", "✘", "", "", "✔", "", "✘", "", "✘"],
        ["Number of answers received", "", "", counts[0], "", counts[1], "", counts[2], "", counts[3]],
        ["Average answer time (seconds)", "", "", 3.5, "", 4.25, "", 0, "", 0],
    ]  # fmt: skip
    raw = [KAHOOT_RAW] + [[1, text, *answers, VIER, 30, f"speler{n}", 100, given, "x", 2.5] for n, given in players]
    return {"Overview": [["Proef"], ["Played on", "10 Dec 2026"]], "1 Quiz": one, "RawReportData Data": raw}


def mentimeter(
    sessions: Sequence[Sequence[tuple[str, int]]], question: str = WENSEN
) -> dict[str, Sequence[Sequence[Any]]]:
    made: dict[str, Sequence[Sequence[Any]]] = {}
    for number, counts in enumerate(sessions, 1):
        made[f"Session {number}"] = [
            ["Presentation"], [], ["Question 1"], [question], [], ["Choices", "Votes"], *counts, [], ["Question 2"], ["Een andere vraag?"], [],
            ["Choices", "Votes"], ["Ja", 3],
        ]  # fmt: skip
    return made


def voters(rows: Sequence[Sequence[Any]]) -> bytes:
    return xlsx_of(
        {"Voters": [["Proef"], [], ["Date", "Session", "Voter", f"{BEKEND}: Answer", f"{WENSEN}: Answer"], *rows]}
    )


LIME_CODES = [
    "id",
    "submitdate",
    "lastpage",
    "startlanguage",
    "seed",
    "bekend",
    *(f"wensen[SQ00{n}]" for n in range(1, 6)),
]
LIME_FULL = [
    "Response ID", "Date submitted", "Last page", "Start language", BEKEND, *(f"{WENSEN} [{each}]" for each in (TIJD, GELD, BEIDE, RUST, ANDERS)),
]  # fmt: skip


def lime(number: int, *answers: str, sent: bool = True) -> list[Any]:
    return [number, DATE if sent else "", "1", "nl", *answers]


def cases() -> list[Case]:
    """Return all cases."""
    made: list[Case] = []

    def case(
        name: str,
        file: str,
        data: bytes,
        polls: dict[str, tuple[list[int], int]],
        rows: tuple[int, int, int, int, int],
        *rules: str,
        arguments: tuple[str, ...] = (),
    ) -> None:
        made.append(Case(name, file, data, polls, rows, set(rules), arguments))

    old = [
        OLD_HEAD,
        person(1, BEKEND, NIEUW),
        person(2, BEKEND, BEETJE),
        person(3, BEKEND, NIEUW),
        person(1, WENSEN, f"{TIJD};{RUST}"),
        person(2, WENSEN, BEIDE),
    ]
    result = {"bekend": ([2, 1, 0], 3), "wensen": ([1, 0, 1, 1, 0], 2)}
    case("zoom-old", "r.csv", csv_of(old), result, (5, 5, 0, 0, 0))
    case("zoom-old-lf", "r.csv", csv_of(old, end="\n"), result, (5, 5, 0, 0, 0))
    case("zoom-old-mark", "r.csv", csv_of(old, encoding="utf-8-sig"), result, (5, 5, 0, 0, 0))
    case("zoom-old-utf16", "r.csv", csv_of(old, encoding="utf-16"), result, (5, 5, 0, 0, 0))
    case("zoom-old-utf16-le-without-mark", "r.csv", csv_of(old, encoding="utf-16-le"), result, (5, 5, 0, 0, 0))
    case("zoom-old-semicolons", "r.csv", csv_of(old, ";"), result, (5, 5, 0, 0, 0))
    case("zoom-old-tabs", "r.txt", csv_of(old, "\t", encoding="utf-16"), result, (5, 5, 0, 0, 0))
    case(
        "zoom-old-two-questions-a-row",
        "r.csv",
        csv_of([OLD_HEAD, person(1, BEKEND, GOED, TOETS, VIER), person(2, BEKEND, GOED, TOETS, "")]),
        {"bekend": ([0, 0, 2], 2), "toets": ([0, 1, 0, 0], 1)},
        (2, 2, 0, 0, 0),
    )
    twice = [
        OLD_HEAD,
        person(1, BEKEND, NIEUW),
        person(2, BEKEND, NIEUW),
        person(1, BEKEND, GOED),
        person(2, BEKEND, BEETJE),
    ]
    case("zoom-old-two-launches", "r.csv", csv_of(twice), {"bekend": ([0, 1, 1], 2)}, (4, 2, 2, 0, 0))
    case(
        "zoom-old-two-launches-added",
        "r.csv",
        csv_of(twice),
        {"bekend": ([2, 1, 1], 4)},
        (4, 4, 0, 0, 0),
        arguments=("--sum",),
    )
    nobody = [OLD_HEAD, *(person(n, BEKEND, NIEUW, anonymous=True) for n in range(1, 6))]
    case("zoom-old-anonymous", "r.csv", csv_of(nobody), {"bekend": ([5, 0, 0], 5)}, (5, 5, 0, 0, 0))
    case(
        "zoom-old-anonymous-as-address",
        "r.csv",
        csv_of([[*row[:2], "anonymous", *row[3:]] if row[0] != "#" else row for row in nobody]),
        {"bekend": ([5, 0, 0], 5)},
        (5, 5, 0, 0, 0),
    )
    case(
        "zoom-old-free-text",
        "r.csv",
        csv_of([*old, person(4, BEKEND, "Geen idee, mail x@y.nl")]),
        result,
        (6, 5, 0, 0, 1),
        "poll-unmatched",
    )
    case(
        "zoom-old-other-poll",
        "r.csv",
        csv_of([*old, person(4, "Koffie of thee?", "Thee")]),
        result,
        (6, 5, 0, 0, 1),
        "poll-unknown",
    )
    case(
        "zoom-old-lines-in-question",
        "r.csv",
        csv_of([OLD_HEAD, person(1, BEKEND.replace("is ", "is\n"), NIEUW.replace("; ", ";\n"))]),
        {"bekend": ([1, 0, 0], 1)},
        (1, 1, 0, 0, 0),
    )
    case(
        "zoom-old-entities",
        "r.csv",
        csv_of([OLD_HEAD, person(1, BEKEND.replace('"', "&quot;"), "Goed &amp; wel")]),
        {"bekend": ([0, 0, 1], 1)},
        (1, 1, 0, 0, 0),
    )
    case(
        "zoom-old-case-and-dot",
        "r.csv",
        csv_of(
            [OLD_HEAD, person(1, BEKEND.upper() + " ", GOED + "."), person(2, BEKEND.replace('"', "”"), f" {GOED}")]
        ),
        {"bekend": ([0, 0, 2], 2)},
        (2, 2, 0, 0, 0),
    )
    case("zoom-old-empty-answers", "r.csv", csv_of([*old, person(8, BEKEND, ""), person(9)]), result, (7, 5, 0, 2, 0))
    case(
        "zoom-old-letters",
        "r.csv",
        csv_of([OLD_HEAD, person(1, TOETS, "A. Drie"), person(2, TOETS, "B) Vier: ja")]),
        {"toets": ([1, 1, 0, 0], 2)},
        (2, 2, 0, 0, 0),
    )

    middle = zoom_2021(
        (BEKEND, [person(1, NIEUW), person(2, GOED)]),
        (WENSEN, [person(1, f"{TIJD};{GELD}"), person(2, f"{BEIDE};{RUST}"), person(3, ANDERS)]),
    )
    result = {"bekend": ([1, 0, 1], 2), "wensen": ([1, 1, 1, 1, 1], 3)}
    case("zoom-2021", "r.csv", csv_of(middle), result, (5, 5, 0, 0, 0))
    case("zoom-2021-mark-lf", "r.csv", csv_of(middle, end="\n", encoding="utf-8-sig"), result, (5, 5, 0, 0, 0))
    case("zoom-2021-surplus-commas", "r.csv", csv_of([[*row, "", "", ""] for row in middle]), result, (5, 5, 0, 0, 0))
    bare = csv_of(zoom_2021(("QQ", [person(1, NIEUW), person(2, GOED)]))).replace(
        b"QQ", b'Hoe bekend is uw gemeente, "echt"?'
    )
    case("zoom-2021-unquoted-question", "r.csv", bare, {"bekend": ([1, 0, 1], 2)}, (2, 2, 0, 0, 0))
    bare = (
        csv_of(zoom_2021(("QQ", [person(1, "RR"), person(2, GOED)])))
        .replace(b"QQ", b'Hoe bekend is uw gemeente, "echt"?')
        .replace(b"RR", BEETJE.encode())
    )
    case("zoom-2021-unquoted-answer", "r.csv", bare, {"bekend": ([0, 1, 1], 2)}, (2, 2, 0, 0, 0))
    relaunched = zoom_2021((BEKEND, [person(1, NIEUW), person(2, NIEUW)]), (BEKEND, [person(2, GOED), person(3, GOED)]))
    case(
        "zoom-2021-two-launches",
        "r.csv",
        csv_of(relaunched),
        {"bekend": ([1, 0, 2], 3)},
        (4, 3, 1, 0, 0),
        "poll-showings",
    )
    case(
        "zoom-2021-two-launches-added",
        "r.csv",
        csv_of(relaunched),
        {"bekend": ([2, 0, 2], 4)},
        (4, 4, 0, 0, 0),
        arguments=("--sum",),
    )
    hidden = zoom_2021(
        (BEKEND, [person(1, NIEUW, anonymous=True), person(2, NIEUW, anonymous=True)]),
        (BEKEND, [person(1, GOED, anonymous=True)]),
    )
    case(
        "zoom-2021-two-anonymous-launches",
        "r.csv",
        csv_of(hidden),
        {"bekend": ([0, 0, 1], 1)},
        (3, 1, 2, 0, 0),
        "poll-showings",
    )
    case(
        "zoom-2021-twice-in-one-launch",
        "r.csv",
        csv_of(zoom_2021((BEKEND, [person(1, NIEUW), person(1, GOED)]))),
        {"bekend": ([0, 0, 1], 1)},
        (2, 1, 1, 0, 0),
    )
    case(
        "zoom-2021-two-answers-to-one",
        "r.csv",
        csv_of(zoom_2021((TOETS, [person(1, f"{DRIE};{VIER}"), person(2, VIER)]))),
        {"toets": ([0, 1, 0, 0], 1)},
        (2, 1, 0, 0, 1),
        "poll-unmatched",
    )
    case(
        "zoom-2021-single-choice-remark",
        "r.csv",
        csv_of(zoom_2021((f"1. {BEKEND} (Single Choice)", [person(1, NIEUW)]))),
        {"bekend": ([1, 0, 0], 1)},
        (1, 1, 0, 0, 0),
    )

    wide = [person(1, NIEUW, f"{TIJD};{RUST}"), person(2, GOED, ""), person(3, "", GELD)]
    result = {"bekend": ([1, 0, 1], 2), "wensen": ([1, 1, 0, 1, 0], 2)}
    case("zoom-2024", "r.csv", csv_of(zoom_2024(3, [BEKEND, WENSEN], wide)), result, (3, 3, 0, 0, 0))
    case(
        "zoom-2024-empty-rows",
        "r.csv",
        csv_of(zoom_2024(3, [BEKEND, WENSEN], [*wide, [9, "", "", "", "", ""], [10, "", "", "", "", ""]])),
        result,
        (5, 3, 0, 2, 0),
    )
    case(
        "zoom-2024-surplus",
        "r.csv",
        csv_of([[*row, "", "", "", ""] for row in zoom_2024(3, [BEKEND, WENSEN], wide)]),
        result,
        (3, 3, 0, 0, 0),
    )
    case(
        "zoom-2024-responses-differ",
        "r.csv",
        csv_of(zoom_2024(7, [BEKEND, WENSEN], wide)),
        result,
        (3, 3, 0, 0, 0),
        "poll-responses",
    )
    case(
        "zoom-2024-again",
        "r.csv",
        csv_of(zoom_2024(3, [BEKEND, WENSEN], wide, [person(2, BEETJE, ANDERS)])),
        {"bekend": ([1, 1, 0], 2), "wensen": ([1, 1, 0, 1, 1], 3)},
        (4, 3, 1, 0, 0),
        "poll-showings",
    )
    case(
        "zoom-2024-generated",
        "r.csv",
        csv_of([["Report Generated:", "x"], *zoom_2024(3, [BEKEND, WENSEN], wide)[4:]]),
        result,
        (3, 3, 0, 0, 0),
    )
    english = zoom_2024(
        2, ['How well known is Utrecht, "really"?'], [person(1, "It is new; entirely"), person(2, "Well")]
    )
    case("zoom-2024-english", "r.csv", csv_of(english), {"bekend": ([1, 0, 1], 2)}, (2, 2, 0, 0, 0))
    case(
        "zoom-2024-audience",
        "r.csv",
        csv_of(zoom_2024(2, [UTRECHT], [person(1, NIEUW), person(2, GOED)])),
        {"bekend": ([1, 0, 1], 2)},
        (2, 2, 0, 0, 0),
        arguments=("-a", "U"),
    )
    case(
        "zoom-2024-other-headings",
        "r.csv",
        csv_of([["#", "Gebruikersnaam", "E-mailadres", "Ingediend op", BEKEND], person(1, NIEUW)]),
        {"bekend": ([1, 0, 0], 1)},
        (1, 1, 0, 0, 0),
    )
    case(
        "zoom-damaged-quote",
        "r.csv",
        csv_of(middle)[: csv_of(middle).index(b"Jan, de") + 4],
        {},
        (0, 0, 0, 0, 0),
        "poll-file",
    )
    case(
        "zoom-cut-off",
        "r.csv",
        csv_of(middle)[: csv_of(middle).index(b"Wat wilt")],
        {"bekend": ([1, 0, 1], 2)},
        (2, 2, 0, 0, 0),
    )

    rows = [response(1, NIEUW, f"{TIJD};{RUST};"), response(2, GOED, f"{BEIDE};"), response(3, "", "")]
    result = {"bekend": ([1, 0, 1], 2), "wensen": ([1, 0, 1, 1, 0], 2)}
    case("forms", "r.xlsx", forms([*NL_FORMS, BEKEND, WENSEN], rows), result, (3, 2, 0, 1, 0))
    newer = [response(1, NIEUW, f"{TIJD};{RUST};", more=1), response(2, GOED, f"{BEIDE};", more=1)]
    case("forms-newer", "r.xlsx", forms([*EN_FORMS, BEKEND, WENSEN], newer), result, (2, 2, 0, 0, 0))
    quiz = [response(1, 0, "", VIER, 1, ""), response(2, 0, "", DRIE, 0, ""), response(3, 0, "", VIER, 1, "")]
    case(
        "forms-quiz",
        "r.xlsx",
        forms(
            [*NL_FORMS, "Totaal aantal punten", "Quizfeedback", TOETS, f"Punten: {TOETS}", f"Feedback: {TOETS}"], quiz
        ),
        {"toets": ([1, 2, 0, 0], 3)},
        (3, 3, 0, 0, 0),
    )
    dashed = [*NL_FORMS, TOETS, f"Points - {TOETS}", f"Feedback - {TOETS}"]
    case(
        "forms-quiz-dashes",
        "r.xlsx",
        forms(dashed, [response(1, VIER, 1, ""), response(2, DRIE, 0, "")]),
        {"toets": ([1, 1, 0, 0], 2)},
        (2, 2, 0, 0, 0),
    )
    named = [response(1, NIEUW, who=mail(1)), response(2, GOED, who=mail(2)), response(3, BEETJE, who=mail(1).upper())]
    case("forms-named-twice", "r.xlsx", forms([*NL_FORMS, BEKEND], named), {"bekend": ([0, 1, 1], 2)}, (3, 2, 1, 0, 0))
    case(
        "forms-other",
        "r.xlsx",
        forms(
            [*NL_FORMS, WENSEN], [response(1, f"{TIJD};Een hond;"), response(2, "Iets heel anders;"), response(3, RUST)]
        ),
        {"wensen": ([1, 0, 0, 1, 0], 2)},
        (3, 2, 0, 0, 1),
        "poll-unmatched",
    )
    case(
        "forms-nbsp",
        "r.xlsx",
        forms([*NL_FORMS, BEKEND.replace(" ", "\u00a0")], [response(1, NIEUW.replace(" ", "\u00a0"))]),
        {"bekend": ([1, 0, 0], 1)},
        (1, 1, 0, 0, 0),
    )
    case("forms-damaged", "r.xlsx", forms([*NL_FORMS, BEKEND], rows)[:900], {}, (0, 0, 0, 0, 0), "poll-file")

    google = [
        ["Tijdstempel", BEKEND, WENSEN],
        [DATE, BEETJE, f"{TIJD}, {GELD}"],
        [DATE, NIEUW, f"{BEIDE}, {ANDERS}"],
        [DATE, "", RUST],
    ]
    result = {"bekend": ([1, 1, 0], 2), "wensen": ([1, 1, 1, 1, 1], 3)}
    case("google", "r.csv", csv_of(google, end="\n"), result, (3, 3, 0, 0, 0))
    case(
        "google-semicolons",
        "r.csv",
        csv_of([[cell.replace(f"{TIJD}, {GELD}", f"{TIJD};{GELD}") for cell in row] for row in google]),
        result,
        (3, 3, 0, 0, 0),
    )
    case(
        "google-required-star",
        "r.csv",
        csv_of([["Timestamp", f"{BEKEND} *"], [DATE, GOED]]),
        {"bekend": ([0, 0, 1], 1)},
        (1, 1, 0, 0, 0),
    )
    case("excel-dutch", "r.csv", b"sep=;\r\n" + csv_of(google, ";", encoding="cp1252"), result, (3, 3, 0, 0, 0))

    one = [(TIJD, 4), (GELD, 2), (BEIDE, 1), (RUST, 0), (ANDERS, 7)]
    case("mentimeter", "r.xlsx", xlsx_of(mentimeter([one])), {"wensen": ([4, 2, 1, 0, 7], 0)}, (5, 5, 0, 0, 0))
    two = [(TIJD, 1), (GELD, 1), (BEIDE, 1), (RUST, 1), (ANDERS, 1)]
    case(
        "mentimeter-sessions",
        "r.xlsx",
        xlsx_of(mentimeter([one, two])),
        {"wensen": ([1, 1, 1, 1, 1], 0)},
        (10, 5, 5, 0, 0),
        "poll-showings",
    )
    case(
        "mentimeter-sessions-added",
        "r.xlsx",
        xlsx_of(mentimeter([one, two])),
        {"wensen": ([5, 3, 2, 1, 8], 0)},
        (10, 10, 0, 0, 0),
        arguments=("--sum",),
    )
    case(
        "mentimeter-single",
        "r.xlsx",
        xlsx_of(mentimeter([[(NIEUW, 3), (BEETJE, 2), (GOED, 1)]], BEKEND)),
        {"bekend": ([3, 2, 1], 6)},
        (3, 3, 0, 0, 0),
    )
    case(
        "mentimeter-other-option",
        "r.xlsx",
        xlsx_of(mentimeter([[(NIEUW, 3), ("Nog iets", 2), (GOED, 1)]], BEKEND)),
        {"bekend": ([3, 0, 1], 4)},
        (3, 2, 0, 0, 1),
        "poll-unmatched",
    )
    menti = [[DATE, 1, 1, NIEUW, f"{TIJD}, {RUST}"], [DATE, 1, 2, GOED, ""], [DATE, 2, 1, BEETJE, GELD]]
    case(
        "mentimeter-voters",
        "r.xlsx",
        voters(menti),
        {"bekend": ([0, 1, 0], 1), "wensen": ([0, 1, 0, 0, 0], 1)},
        (3, 1, 2, 0, 0),
        "poll-showings",
    )
    case(
        "mentimeter-voters-added",
        "r.xlsx",
        voters(menti),
        {"bekend": ([1, 1, 1], 3), "wensen": ([1, 1, 0, 1, 0], 2)},
        (3, 3, 0, 0, 0),
        arguments=("--sum",),
    )

    players = [(1, VIER), (2, VIER), (3, DRIE), (4, "")]
    case("kahoot", "r.xlsx", xlsx_of(kahoot(players)), {"toets": ([1, 2, 0, 0], 3)}, (8, 3, 4, 1, 0))
    case(
        "kahoot-entities",
        "r.xlsx",
        xlsx_of(kahoot(players, TOETS.replace("=", "&#61;").replace("{", "&#123;"))),
        {"toets": ([1, 2, 0, 0], 3)},
        (8, 3, 4, 1, 0),
    )
    case(
        "kahoot-without-raw",
        "r.xlsx",
        xlsx_of({k: v for k, v in kahoot(players).items() if "Raw" not in k}),
        {"toets": ([1, 2, 0, 0], 3)},
        (4, 4, 0, 0, 0),
    )

    codes = [
        LIME_CODES,
        [*lime(1), "1", "A1", "Y", "", "", "Y", ""],
        [*lime(2), "2", "A3", "", "", "Y", "", ""],
        [*lime(3, sent=False), "3", "A2", "Y", "Y", "Y", "Y", "Y"],
    ]
    result = {"bekend": ([1, 0, 1], 2), "wensen": ([1, 0, 1, 1, 0], 2)}
    case("limesurvey-codes", "r.csv", csv_of(codes), result, (3, 2, 0, 1, 0))
    case("limesurvey-codes-semicolons", "r.csv", csv_of(codes, ";", encoding="utf-8-sig"), result, (3, 2, 0, 1, 0))
    full = [
        LIME_FULL,
        lime(1, NIEUW, "Ja", "Nee", "Nee", "Ja", "Nee"),
        lime(2, GOED, "Nee", "Nee", "Ja", "Nee", "Nee"),
        lime(3, BEETJE, "Ja", "", "", "", "", sent=False),
    ]
    case("limesurvey-full", "r.csv", csv_of(full), result, (3, 2, 0, 1, 0))

    ours = [
        ["poll", "option", "votes", "respondents"],
        ["bekend", "nieuw", 4, ""],
        ["bekend", "goed", 3, ""],
        ["wensen", TIJD, 5, 6],
        ["wensen", RUST, 4, 6],
    ]
    case("ours", "r.csv", csv_of(ours), {"bekend": ([4, 0, 3], 7), "wensen": ([5, 0, 0, 4, 0], 6)}, (4, 4, 0, 0, 0))
    case(
        "ours-by-words",
        "r.xlsx",
        xlsx_of(
            {"x": [["Poll", "Option", "Votes"], [BEKEND, GOED, 3], [WENSEN, "Bestaat niet", 2], ["Onbekend?", "x", 1]]}
        ),
        {"bekend": ([0, 0, 3], 3)},
        (3, 1, 0, 0, 2),
        "poll-unmatched",
        "poll-unknown",
    )
    slido = [["Naam", BEKEND], ["", NIEUW], ["", NIEUW], ["", ""]]
    case("any-table", "r.csv", csv_of([*slido, ["Piet", GOED]]), {"bekend": ([2, 0, 1], 3)}, (3, 3, 0, 0, 0))
    case(
        "any-block",
        "r.xlsx",
        xlsx_of(
            {
                "Blad": [
                    ["", BEKEND],
                    ["", NIEUW, 3, "60%"],
                    ["", BEETJE, 2, "40%"],
                    ["", GOED, 0, "0%"],
                    ["", "Totaal", 5],
                ]
            }
        ),
        {"bekend": ([3, 2, 0], 5)},
        (3, 3, 0, 0, 0),
    )
    case("nothing-of-ours", "r.csv", csv_of([["a", "b"], ["1", "2"]]), {}, (0, 0, 0, 0, 0), "poll-file")
    case("empty", "r.csv", b"", {}, (0, 0, 0, 0, 0), "poll-file")
    case("binary", "r.csv", bytes(range(256)) * 3, {}, (0, 0, 0, 0, 0), "poll-file")
    case("old-workbook", "r.xls", b"\xd0\xcf\x11\xe0" + b"x" * 900, {}, (0, 0, 0, 0, 0), "poll-file")
    case(
        "nearly",
        "r.csv",
        csv_of(zoom_2021((BEKEND.replace("bekend", "bekennd"), [person(1, NIEUW), person(2, GOED)]))),
        {"bekend": ([1, 0, 1], 2)},
        (2, 2, 0, 0, 0),
        "poll-nearly",
    )
    case(
        "not-certain",
        "r.csv",
        csv_of(zoom_2021(("Kent u ons?", [person(1, NIEUW), person(2, GOED)]))),
        {},
        (2, 0, 0, 0, 2),
        "poll-uncertain",
    )
    case(
        "mostly-others",
        "r.csv",
        csv_of(zoom_2021((BEKEND, [person(1, NIEUW), person(2, "x"), person(3, "y")]))),
        {},
        (3, 1, 0, 0, 2),
        "poll-uncertain",
        "poll-unmatched",
    )
    listed = [
        ["Type", "Title", "Correct", "Choice 1", "Choice 2"],
        ["Poll", BEKEND, "", NIEUW, GOED],
        ["MCQ", TOETS, "2", DRIE, VIER],
    ]
    case("list-of-questions", "r.xlsx", xlsx_of({"Q": listed}), {}, (1, 0, 0, 0, 1), "poll-unmatched", "poll-uncertain")
    one_by_one = [
        ["Poll Report"],
        ["#", "User Name", "User Email", "Submitted Date and Time", "Question", "Answer"],
        [1, "Jan", mail(1), DATE, BEKEND, NIEUW],
        [2, "Piet", mail(2), DATE, BEKEND, BEETJE],
        [3, "Jan", mail(1), DATE, WENSEN, f"{TIJD};{RUST}"],
    ]
    case(
        "zoom-a-row-for-each-answer",
        "r.csv",
        csv_of(one_by_one),
        {"bekend": ([1, 1, 0], 2), "wensen": ([1, 0, 0, 1, 0], 1)},
        (3, 3, 0, 0, 0),
    )
    again = [
        ["Name", "Email", "Question", "Answer"],
        ["Jan", mail(1), TOETS, DRIE],
        ["Piet", mail(2), TOETS, VIER],
        ["Jan", mail(1), TOETS, VIER],
    ]
    case(
        "a-row-for-each-answer-and-a-second-thought",
        "r.csv",
        csv_of(again),
        {"toets": ([0, 2, 0, 0], 2)},
        (3, 2, 1, 0, 0),
    )
    sums = [["Vraag", "Antwoord", "Aantal"], [WENSEN, TIJD, 12], ["", RUST, 8], [TOETS, DRIE, 1], ["", VIER, 9]]
    summed = {"wensen": ([12, 0, 0, 8, 0], 0), "toets": ([1, 9, 0, 0], 10)}
    case("sums-with-the-question-once", "r.csv", csv_of(sums, ";"), summed, (4, 4, 0, 0, 0))
    full = [
        ["Vraag", "Antwoord", "Aantal", "%"],
        [WENSEN, TIJD, 12, "60%"],
        [WENSEN, RUST, 8, "40%"],
        [TOETS, DRIE, 1, "10%"],
        [TOETS, VIER, 9, "90%"],
    ]
    case("sums-with-percentages", "r.csv", csv_of(full), summed, (4, 4, 0, 0, 0))
    case(
        "sums-and-another-question",
        "r.csv",
        csv_of([*sums, ["Wie bent u?", "Jan", 3]], ";"),
        summed,
        (5, 4, 0, 0, 1),
        "poll-unknown",
    )
    shares = [["Vraag", "Antwoord", "%"], [WENSEN, TIJD, "60%"], [WENSEN, RUST, "40%"]]
    case("percentages-alone", "r.csv", csv_of(shares), {}, (2, 0, 0, 0, 2), "poll-unmatched")
    points = [["Player", "Question", "Answer", "Points"], ["Jan", TOETS, DRIE, 900], ["Piet", TOETS, VIER, 800]]
    case("points-are-no-votes", "r.csv", csv_of(points), {"toets": ([1, 1, 0, 0], 2)}, (2, 2, 0, 0, 0))
    bare = [["Question", "Answer", "Points"], [TOETS, DRIE, 900], [TOETS, VIER, 800]]
    case("points-without-names", "r.csv", csv_of(bare), {}, (2, 0, 0, 0, 2), "poll-unmatched")
    ticked = [
        ["Name", f"{WENSEN} - {TIJD}", f"{WENSEN} - {BEIDE}", f"{WENSEN}: {RUST}"],
        ["Jan", 1, 0, 1],
        ["Piet", "", "x", ""],
    ]
    case("a-column-for-each-answer", "r.csv", csv_of(ticked), {"wensen": ([1, 0, 1, 1, 0], 2)}, (2, 2, 0, 0, 0))
    return made
