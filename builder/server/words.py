"""What the pages of a live poll say, in the languages that it can be held in; English where there is none."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "vote": "Vote", "waiting": "No poll is open at the moment. This page looks again by itself.", "thanks": "Thank you. Your vote is in.",
        "voted": "You have voted on this poll.", "several": "You may choose more than one answer.", "one": "Choose one answer.",
        "choose": "Please choose an answer first.", "closed": "This poll is closed.", "busy": "It is very busy. Try again in a moment.",
        "privacy": "What is kept: your answers, and a random number in a cookie so that nobody votes twice. No name, no e-mail address, "
        "no network address, no time. The cookie goes when you close the browser.",
    },
    "nl": {
        "vote": "Stem", "waiting": "Er is nu geen peiling open. Deze pagina kijkt vanzelf opnieuw.", "thanks": "Dank u wel. Uw stem is geteld.",
        "voted": "U hebt in deze peiling gestemd.", "several": "U mag meer dan één antwoord kiezen.", "one": "Kies één antwoord.",
        "choose": "Kies eerst een antwoord.", "closed": "Deze peiling is gesloten.", "busy": "Het is erg druk. Probeer het zo nog eens.",
        "privacy": "Wat we bewaren: uw antwoorden, en een willekeurig getal in een cookie zodat niemand twee keer stemt. Geen naam, geen "
        "e-mailadres, geen netwerkadres, geen tijdstip. De cookie verdwijnt als u de browser sluit.",
    },
    "de": {
        "vote": "Abstimmen", "waiting": "Zurzeit ist keine Umfrage offen. Diese Seite sieht von selbst wieder nach.",
        "thanks": "Danke. Ihre Stimme ist gezählt.", "voted": "Sie haben in dieser Umfrage abgestimmt.",
        "several": "Sie können mehrere Antworten wählen.", "one": "Wählen Sie eine Antwort.", "choose": "Bitte wählen Sie zuerst eine Antwort.",
        "closed": "Diese Umfrage ist geschlossen.", "busy": "Es ist gerade viel los. Versuchen Sie es gleich noch einmal.",
        "privacy": "Gespeichert werden: Ihre Antworten und eine Zufallszahl in einem Cookie, damit niemand zweimal abstimmt. Kein Name, keine "
        "E-Mail-Adresse, keine Netzwerkadresse, keine Uhrzeit. Der Cookie verschwindet, wenn Sie den Browser schließen.",
    },
    "ar": {
        "vote": "صوّت", "waiting": "لا يوجد استطلاع مفتوح الآن. تتحقق هذه الصفحة من جديد تلقائيًا.", "thanks": "شكرًا لكم. تم احتساب صوتكم.",
        "voted": "لقد صوّتم في هذا الاستطلاع.", "several": "يمكنكم اختيار أكثر من إجابة.", "one": "اختاروا إجابة واحدة.",
        "choose": "يرجى اختيار إجابة أولًا.", "closed": "هذا الاستطلاع مغلق.", "busy": "الضغط كبير الآن. حاولوا مرة أخرى بعد قليل.",
        "privacy": "ما نحفظه: إجاباتكم ورقم عشوائي في ملف تعريف ارتباط حتى لا يصوّت أحد مرتين. لا اسم ولا بريد إلكتروني ولا عنوان شبكة ولا وقت. "
        "يُحذف الملف عند إغلاق المتصفح.",
    },
}  # fmt: skip


def words_of(language: str) -> tuple[dict[str, str], str]:
    """Return the words for a language, and the language that they are in."""
    for tag in (language, language.split("-")[0]):
        if tag in WORDS:
            return WORDS[tag], tag
    return WORDS["en"], "en"
