"""YAML files of strange layout: every style, comments everywhere, line ends of all sorts."""

from __future__ import annotations

SCALARS = """# kop van het bestand
gewoon: een tekst   # met een opmerking
meer: een tekst
  op twee regels
  en een derde
enkel: 'het is ''s ochtends'  # enkel
dubbel: "een \\"tekst\\" met \\u00e9 en \\t"
dubbel2: "over
  regels

  heen"
letterlijk: |
  regel een
    ingesprongen # geen opmerking
  regel drie

# na het blok
kort: |-  # opmerking bij het blok
  zonder einde
  hier
lang: |+
  met regels erna


gevouwen: >
  dit is een
  lange tekst

  en nog een alinea
gevouwen2: >-
    diep ingesprongen
    tekst
leeg:
leeg2:   # met opmerking
"sleutel met: teken": waarde
tilde: ~
getal: 0344
tijd: 12:30
"""
LISTS = """slides:
# opmerking links
- kind: poll # soort
  # in het item
  id: a
  options:
  - Ja   # eerste
  - "Nee"
  -
  - text: |
      blok

      in een item
    id: c
    # onderaan, diep

# los

# boven b
- kind: z

  id: b
-   id: ver
    kind: weg
- - genest
  - lijst
-
  kind: onder
  id: streep
"""
FLOW = """a: [een, 'twee', "drie", [vier, {vijf: zes}], ]  # einde
b: {k: v, "l": [1, 2], m: , 'n': }
c: [
  een,  # bij een
  # boven twee
  twee,
  drie  # bij drie
]
d: {
  x: 1,   # bij x
  y: {z: [p,q,r]},

  # boven w
  w: "een, twee"
}
e: []
f: {}
g: [[a, b], [c]]
h: https://example.org/a#b
i: [a#b, 'c #d']
"""
ANCHORS = """basis: &basis
  kleur: rood
  lijst: [a, b]
tekst: &t een tekst
ook: *t
anker: &leeg
soort: !!str 12
blok: &b |
  met een anker
  erop
kopie: *basis
los: &los {a: 1}
lijst:
  - &een een
  - *een
  - twee   # na
"""
INDENTS = """a:
      diep:
            dieper: x
            # hier
      # daar
      nog: y
b:
 - een
 # tussen
 - twee

 - drie


c:
    - x: 1

      y: 2

    - x: 3
"""
ROOT_LIST = """- een
# tussen
- twee

- drie: 3
  vier: 4
  # diep

- |
  blok
  # geen opmerking

- 'vijf'
"""
DOCUMENT = """%YAML 1.1
---
# na de streep
a: 1
b:
  - x  # laatste
...
"""
UNICODE = """título: "😀 tekst"
נושא: שלום   # תגובה
e\u0301: "samen"
lijst: [á, 漢字, '𝄞']
tekst: |
  漢字 en 😀
  tweede
na: einde
"""
HASHES = """a: x#geen
b: 'x # geen'  # wel
c: "y # geen"  # wel 'echt'
d:
  - z  # "wel"
  - p:q
  - -1
  - - x
e: |
  # geen
 # wel
f: >-

  begint leeg
g: '# geen'
"""
ONE_LINE = "{a: [1, 2, {b: c}], d: 'e', f: [x]}\n"
TIGHT = "a:\n- b:\n  - c\n  - d: e\n    f:\n    - g\n    - h\n- i\n"
COMMENTS = """
# een

# twee
a:   # drie
  # vier

  # vijf
  b: 1   # zes

  # zeven
  c:   # acht
    # negen
    - 1
    # tien
    - 2
    # elf
  # twaalf
# dertien
d: 2
  # veertien
# vijftien
"""
BASES = {
    "scalars": SCALARS, "lists": LISTS, "flow": FLOW, "anchors": ANCHORS, "indents": INDENTS, "root-list": ROOT_LIST,
    "document": DOCUMENT, "unicode": UNICODE, "hashes": HASHES, "one-line": ONE_LINE, "tight": TIGHT, "comments": COMMENTS,
}  # fmt: skip


def strange_files() -> dict[str, bytes]:
    """Return the bytes of files by name: each base as it is, with CRLF, with a mark, without its last line end."""
    found: dict[str, bytes] = {}
    for name, text in BASES.items():
        found[name] = text.encode()
        found[f"{name}-crlf"] = text.replace("\n", "\r\n").encode()
        found[f"{name}-mark-open"] = b"\xef\xbb\xbf" + text.rstrip("\n").encode()
        lines = text.split("\n")
        mixed = "".join(line + ("\r\n" if n % 3 else "\n") for n, line in enumerate(lines[:-1])) + lines[-1]
        found[f"{name}-mixed"] = mixed.encode()
    return found
