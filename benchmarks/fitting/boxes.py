"""The text boxes and table cells whose lines are compared: made from short sentences, the same every time.

usage: python benchmarks/fitting/boxes.py   prints how many there are, and the digest of the set
"""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import asdict, dataclass

LATIN = ("Carlito", "Gelasio", "Liberation Sans", "Liberation Serif")
GREEK = ("Carlito", "Liberation Sans", "Liberation Serif")  # Gelasio has no Greek
FONTS = {
    "nl": LATIN, "en": LATIN, "de": LATIN, "pl": LATIN, "el": GREEK,
    "ar": ("Noto Naskh Arabic", "Noto Sans Arabic"), "zh": ("Noto Sans CJK SC", "Noto Serif CJK SC"),
}  # fmt: skip
TAGS = {"nl": "nl-NL", "en": "en-GB", "de": "de-DE", "pl": "pl-PL", "el": "el-GR", "ar": "ar-EG", "zh": "zh-CN"}
CM = 72 / 2.54
BOXES, CELLS = 120, 30  # for each language
SEED = 20261010
DIGEST = "24410711f62a615f"  # of the committed set

SENTENCES = {
    "nl": (
        "De medewerkersvertegenwoordiging vergadert op 12-10-2026 over de werktijdenregeling.",
        "Wie vroeg begint, gaat vroeg naar huis.",
        "Een arbeidsmarkt-discussie zonder cijfers – dat helpt niemand verder.",
        "Lees meer op https://www.voorbeeld.nl/werk/roosters/zelf-roosteren-in-de-zorg en stuur het door.",
        "Het ziekteverzuim daalde met 4\u00a0% na de invoering van zelfroosteren.",
        "Vraag het aan loket@voorbeeld.nl, of bel tussen 9.00 en 17.00 uur.",
        "Samenwerken — ook als het schuurt — vraagt om gewoonten, niet om goede voornemens.",
        "De duurzaamheidsdoelstellingen van 2030 staan in de meerjarenbegroting.",
        "Kies en/of combineer: thuis, op kantoor of onderweg.",
        "Zo'n pilot-project duurt drie maanden; daarna volgt een evaluatie (zie bijlage 3).",
        "“Wij doen het anders”, zei de ploegleider, “en het werkt.”",
        "Ideeën van de werkvloer leveren € 120 per medewerker op.",
        "Nu beginnen?",
        "Verantwoordelijkheidsgevoel groeit waar mensen mogen beslissen.",
        "De HR-afdeling, de OR en het MT tekenen vóór 1-1-2027.",
    ),
    "en": (
        "The team meets every morning at the same board for ten minutes.",
        "A well-run meeting ends early.",
        "See https://www.example.org/guides/meetings/how-to-start?lang=en for the whole guide.",
        "Output rose by 12 % in the first year, and by 7\u00a0% in the second.",
        "Write to desk@example.org before 2026-11-30.",
        "Trust grows slowly — and leaves quickly.",
        "What works in one plant may fail in the next; test before you copy.",
        "State-of-the-art tools don't help people who aren't asked.",
        "Counter-intuitive as it sounds, fewer rules gave better results.",
        "“Nobody told us,” said the night shift, and they were right.",
        "Ask why.",
        "The cross-functional group (five people, one budget) decides within two weeks.",
        "AVATAR, TAXI and WAVE: capital letters need their kerning.",
        "Efficient offices offer a different kind of office first.",
        "Open the file in C:\\Reports\\2026\\spring and save a copy.",
    ),
    "de": (
        "Die Arbeitszeitverordnung gilt ab dem 1.7.2026 für alle Beschäftigten.",
        "Gute Führung beginnt mit Zuhören.",
        "Die Mitarbeiterbeteiligungsgesellschaft veröffentlicht ihren Jahresbericht.",
        "Mehr unter https://www.beispiel.de/arbeit/zeiten/gleitzeit-und-vertrauen oder im Büro.",
        "Der Umsatz stieg um 8\u00a0%, der Krankenstand sank auf 3,4 %.",
        "Fragen an auskunft@beispiel.de – Antwort innerhalb von zwei Tagen.",
        "„Das haben wir immer so gemacht“, hieß es lange.",
        "Veränderungsbereitschaft lässt sich nicht verordnen.",
        "Straße, Größe und Maß: das scharfe S bleibt.",
        "Ost-West-Vergleiche zeigen große Unterschiede zwischen 20- und 60-Jährigen.",
        "Wer fragt, führt.",
        "Die Betriebsvereinbarung (Entwurf vom 3. März) liegt vor.",
        "Ein Datenschutzfolgenabschätzungsverfahren braucht Zeit — und Fachwissen.",
        "Jede/r Beschäftigte wählt selbst.",
    ),
    "pl": (
        "Zespół spotyka się codziennie rano przy tej samej tablicy.",
        "Źródła danych opisano w załączniku nr 4.",
        "Współpraca międzydziałowa wymaga cierpliwości i zaufania.",
        "Więcej na stronie https://www.przyklad.pl/praca/grafiki/jak-zaczac oraz w biurze.",
        "Absencja spadła o 5\u00a0% w ciągu roku.",
        "Pytania prosimy kierować na adres biuro@przyklad.pl do 30-11-2026.",
        "„Nikt nas nie pytał” — mówili pracownicy nocnej zmiany.",
        "Odpowiedzialność rośnie tam, gdzie można decydować.",
        "Żółte kartki oznaczają pomysły, które czekają na sprawdzenie.",
        "Plan społeczno-gospodarczy obejmuje lata 2026–2030.",
        "Zacznij teraz!",
        "Najmniejsze przedsiębiorstwa zatrudniają mniej niż dziesięć osób (stan na 1.1.2026).",
        "W każdej grupie są i tacy, którzy wolą poczekać.",
        "Konstantynopolitańczykowianeczka to słowo bardzo długie.",
    ),
    "el": (
        "Η ομάδα συναντιέται κάθε πρωί μπροστά στον ίδιο πίνακα.",
        "Η εμπιστοσύνη χτίζεται αργά — και χάνεται γρήγορα.",
        "Οι εργαζόμενοι αποφασίζουν μόνοι τους για το ωράριό τους.",
        "Περισσότερα στη διεύθυνση https://www.paradeigma.gr/ergasia/orario και στο γραφείο.",
        "Η παραγωγικότητα αυξήθηκε κατά 6\u00a0% μέσα σε ένα χρόνο.",
        "Γράψτε στο grafeio@paradeigma.gr πριν από τις 30-11-2026.",
        "«Κανείς δεν μας ρώτησε», είπε η νυχτερινή βάρδια.",
        "Η κοινωνικο-οικονομική πολιτική αλλάζει.",
        "Ρωτήστε γιατί.",
        "Τι ισχύει σε ένα εργοστάσιο μπορεί να μην ισχύει στο επόμενο· δοκιμάστε πρώτα.",
        "Η υπευθυνότητα μεγαλώνει εκεί όπου οι άνθρωποι επιτρέπεται να αποφασίζουν.",
        "Ο προϋπολογισμός (σχέδιο της 3ης Μαρτίου) είναι έτοιμος.",
        "Ο διαδραστικός πίνακας και οι αλληλεπιδράσεις περιγράφονται στο παράρτημα 4.",
    ),
    "ar": (
        "يجتمع الفريق كل صباح أمام اللوحة نفسها.",
        "الثقة تُبنى ببطء وتضيع بسرعة.",
        "ارتفعت الإنتاجية بنسبة ١٢٪ في السنة الأولى.",
        "من يسأل يتعلم، ومن يتعلم يغيّر طريقة عمله.",
        "تقرر المجموعة خلال أسبوعين، ثم تعرض النتائج على الإدارة.",
        "هل نبدأ الآن؟",
        "المسؤولية تنمو حيث يُسمح للناس باتخاذ القرار.",
        "قالت وردية الليل: «لم يسألنا أحد»، وكانت على حق.",
        "تُنشر الجداول في ٣٠ نوفمبر ٢٠٢٦ على اللوحة وفي المكتب.",
        "ما ينجح في مصنع قد يفشل في آخر؛ جرّب قبل أن تنسخ.",
        "يختار الموظفون أوقات عملهم بأنفسهم ضمن حدود متفق عليها.",
        "الأفكار الصغيرة من أرضية المصنع توفر كثيرًا من المال.",
        "لا تكفي الأدوات الحديثة إذا لم يُستشر الذين يستعملونها.",
    ),
    "zh": (
        "团队每天早上在同一块白板前开会。",
        "信任建立得很慢，失去得很快。",
        "第一年产量提高了12%，第二年提高了7%。",
        "员工可以自己安排工作时间，但要提前一周通知同事。",
        "请在2026年11月30日之前把意见发到 desk@example.org 邮箱。",
        "在一家工厂有效的办法，在另一家未必有效；先试验，再推广。",
        "夜班的人说：“没有人问过我们。”他们说得对。",
        "规则越少，效果越好（见附录三）。",
        "现在开始吗？",
        "我们使用Office和Teams软件，也使用纸和笔。",
        "责任感在人们可以自己决定的地方成长。",
        "小组有五个人、一笔预算、两个星期的时间，然后向管理层汇报结果。",
        "《工作时间条例》从七月一日起适用于全体员工。",
        "好的会议总是提前结束！",
    ),
}


@dataclass(frozen=True)
class Box:
    """A text in a width: its runs (text, bold, italic) and what surrounds them, in points."""

    name: str
    language: str
    font: str
    size: int
    width: float
    runs: tuple[tuple[str, bool, bool], ...]
    bullet: bool
    indent: float
    cell: bool
    aside: bool  # kept aside: not looked at while tuning

    @property
    def text(self) -> str:
        return "".join(run[0] for run in self.runs)


def boxes() -> list[Box]:
    """Make the set."""
    chance = random.Random(SEED)
    made = [
        _box(chance, language, number, cell)
        for language in FONTS
        for cell, count in ((False, BOXES), (True, CELLS))
        for number in range(count)
    ]
    if DIGEST and digest(made) != DIGEST:
        raise SystemExit("the set of text boxes is not the committed one; DIGEST in boxes.py tells which is")
    return made


def digest(made: list[Box]) -> str:
    """Give a digest of the whole set."""
    return hashlib.sha256(json.dumps([asdict(box) for box in made]).encode()).hexdigest()[:16]


def _box(chance: random.Random, language: str, number: int, cell: bool) -> Box:
    """Make one box; only random() is asked of chance, which every Python answers alike."""
    fonts = FONTS[language]
    size = 12 + int(chance.random() * (13 if cell else 33))
    least, most = max(4 * CM, 6 * size), 12 * CM if cell else 28 * CM
    width = round(least + (most - least) * chance.random() ** 1.5, 1)
    count = 1 + int(chance.random() * (2 if cell else 4))
    joint = "" if language == "zh" else " "
    text = joint.join(_pick(chance, SENTENCES[language]) for _ in range(count))
    bullet = not cell and language != "ar" and chance.random() < 0.12
    indent = round(size * (0.3 if chance.random() < 0.4 else 1.1), 1) if bullet else 0.0
    name = f"{language}-{'cell' if cell else 'box'}-{number:03}"
    runs = _runs(chance, text, language)
    return Box(
        name,
        language,
        fonts[number % len(fonts)],
        size,
        width,
        runs,
        bullet,
        indent,
        cell,
        number // len(fonts) % 2 == 1,
    )


def _runs(chance: random.Random, text: str, language: str) -> tuple[tuple[str, bool, bool], ...]:
    """Make a text one run, all bold, or runs of which some are bold or italic."""
    kind, italic = chance.random(), language not in ("ar", "zh") and chance.random() < 0.15
    if kind < 0.55:
        return ((text, False, italic),)
    if kind < 0.75:
        return ((text, True, italic),)
    if language == "zh":
        cuts = sorted({int(chance.random() * len(text)) for _ in range(3)} - {0})
    else:
        spaces = [place for place, character in enumerate(text) if character == " "]
        cuts = sorted({_pick(chance, spaces) for _ in range(4)}) if spaces else []
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return tuple((piece, number % 2 == 1, italic and number % 4 == 2) for number, piece in enumerate(pieces))


def _pick(chance: random.Random, items: tuple[str, ...] | list[int]) -> str | int:
    return items[int(chance.random() * len(items))]


if __name__ == "__main__":
    made = boxes()
    print(len(made), digest(made))
