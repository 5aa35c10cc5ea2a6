"""How long a text may become: measured on the brand, by fitting its slide with longer and longer words.

A text fits as long as its slide takes no more slides than it does with the source's own text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from builder.audiences.overrides import overrides_folder, tailored
from builder.brands.prepared import PreparedBrand
from builder.content import expressions
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Mapping, Scalar, content_of, scalars_of
from builder.diagnostics import ContentError, Findings
from builder.fitting.split import fit_slides
from builder.projects.library import Library, LibraryFiles
from builder.projects.session import Session, SlideSource
from builder.slide_kinds import CaseFields, DeckFacts
from builder.storage.program import program_key
from builder.storage.store import Store, digest_of, key_of
from builder.translation.placeholders import masked
from builder.translation.texts import CASE_OWNER, Text, said_facts, said_override, said_slide, unwrapped
from builder.translation.walk import walked

TIMES = 10  # no limit is told beyond so many times the source's length
AT_LEAST = 200  # characters that are always tried


def limits_of(
    session: Session, texts: Iterable[Text], brand: PreparedBrand, names: expressions.Names, store: Store | None = None
) -> dict[tuple[str, str], int]:
    """Return the most characters of each text that has a limit; notes and alternative texts have none.

    names: the values of an audience with a long name, so that what fits for it fits for all.
    """
    measured: dict[tuple[str, str], int] = {}
    groups: dict[str, list[Text]] = {}
    for text in texts:
        if _has_limit(text):
            groups.setdefault(text.context.partition("/")[0], []).append(text)
    measure = _Measure(session, brand, names)
    for context, group in groups.items():
        key = key_of(program_key(), brand.key, measure.said(context), [text.key for text in group])
        known = store.get("limits", key) if store else None
        found = known[0] if known else [measure.limit(text) for text in group]
        if store and not known:
            store.put("limits", key, found, [])
        measured |= {text.key: limit for text, limit in zip(group, found, strict=True) if limit}
    return measured


def _has_limit(text: Text) -> bool:
    field = text.context.rpartition("/")[2].rpartition(":")[2]
    last = field.rpartition(".")[2]
    return not (
        field.startswith("notes")
        or last == "alt"
        or text.context.startswith(("variables:", "brand:", "list:"))
        or "[value_" in field
    )


@dataclass(slots=True)
class _Measure:
    session: Session
    brand: PreparedBrand
    names: expressions.Names

    def said(self, context: str) -> Any:
        """Return what a slide says, as part of the key of its limits."""
        owner, _, identity = context.rpartition(":")
        if owner == "session" or not identity:
            return content_of(self.session.facts_node)
        if owner == CASE_OWNER:
            case = self.session.library.case_nodes(Findings()).get(identity)
            return content_of(case[0]) if case else ""
        source = next((each for each in self.session.slides if each.id == identity), None)
        nodes = [source.node if source else self.session.facts_node, self.session.facts_node]
        file = overrides_folder(self.session) / f"{owner}.yaml"
        told = [
            self.names.paths(e)
            for node in nodes
            for s in scalars_of(node)
            for e in expressions.split(s.text).expressions
        ]
        return [
            owner,
            digest_of(file) if owner else "",
            [content_of(node) for node in nodes],
            told,
            self._data_of(nodes[0]),
        ]

    def _data_of(self, node: Mapping) -> str:
        """Return the digest of the data file that a slide shows."""
        data = node.get("data")
        name = data.text("file") if isinstance(data, Mapping) else data.text if isinstance(data, Scalar) else None
        path = self.session.folder / name if name else None
        return digest_of(path) if path and path.is_file() else ""

    def limit(self, text: Text) -> int:
        """Find the longest that fits by halving; 0 where there is no limit below what is tried."""
        most = max(len(text.source) * TIMES, AT_LEAST)
        usual = self._slides(text, None)
        if usual == 0 or 0 < self._slides(text, most) <= usual:
            return 0
        low, high = len(text.source), most
        if not 0 < self._slides(text, low) <= usual:
            return low  # its own letters are narrower than what was tried
        while high - low > max(1, low // 40):
            middle = (low + high) // 2
            low, high = (middle, high) if 0 < self._slides(text, middle) <= usual else (low, middle)
        return low

    def _slides(self, text: Text, length: int | None) -> int:
        """Count the slides that are made with a text of so many characters; 0 where it does not fit."""
        made = 0
        try:
            for source, facts, library, names in self._cases_of(text, length):
                found = Findings()
                record = Reading(found, LibraryFiles(library, found), names).record(source.node, source.kind)
                if record is None or found.errors:
                    return 0
                made += sum(len(fit_slides(plan, self.brand)) for plan in record.plan(facts))
        except ContentError:
            return 0
        return made

    def _cases_of(
        self, text: Text, length: int | None
    ) -> list[tuple[SlideSource, DeckFacts, Library, expressions.Names]]:
        """Return the slides that show a text, with it as long as is asked."""
        context, _, _ = text.context.partition("/")
        owner, _, identity = context.rpartition(":")

        def say(at: str, scalar: Scalar, role: str) -> Scalar:
            if length is None or at != text.context or masked(unwrapped(scalar.text)).text != text.source:
                return scalar
            return Scalar(_filler(scalar.text, length), scalar.at, quoted=True)

        session, library = self.session, Library(self.session.project, self.session.folder, self.session.library)
        if owner == "session":
            session = replace(session, node=said_facts(session, say))
            sources = [each for each in session.slides if each.kind.USES_SESSION_FACTS]
        elif owner == CASE_OWNER:
            cases = session.library.case_nodes(Findings())
            node, path = cases[identity]
            said = walked(
                node, CaseFields, "", "", lambda s, field, role: say(f"{CASE_OWNER}:{identity}/{field}", s, role)
            )
            library.translated_cases({**cases, identity: (said, path)})  # type: ignore[dict-item]
            sources = [_showing(each, identity) for each in session.slides if each.id == text.slide]
        else:
            sources = [self._slide(owner, identity, say)]
        facts = session.facts(self.names, session.language, Findings())
        if facts is None:
            return []
        openers = [each for each in self.session.slides if each.kind.OPENS_SECTION]
        facts = replace(
            facts, brand=self.brand.name, section_ids=tuple(each.id for each in openers),
            sections=tuple((each.id, each.node.text("title") or "") for each in openers),
        )  # fmt: skip
        return [(each, facts, library, self._names_for(each)) for each in sources]

    def _slide(self, owner: str, identity: str, say: Any) -> SlideSource:
        session = self.session
        if not owner:
            source = next(each for each in session.slides if each.id == identity)
            return SlideSource(identity, source.kind, said_slide(session, identity, source.kind, source.node, say))
        file = overrides_folder(session) / f"{owner}.yaml"
        made = tailored(session, (file,), lambda path, found: said_override(session, path, say, findings=found))
        return next(each for each in made.slides if each.id == identity)

    def _names_for(self, source: SlideSource) -> expressions.Names:
        """Return the names of a slide's first repetition."""
        repeat = source.node.text("repeat")
        if not repeat:
            return self.names
        items = self.names.evaluate(repeat, None, lenient=True) or [expressions.Record({})]
        return self.names.with_name(source.node.text("as") or "item", next(iter(items)))


def _showing(source: SlideSource, case: str) -> SlideSource:
    """Return a slide that shows one case, whatever it would choose."""
    node, key = source.node, source.kind.CASE_KEY
    if key not in node.entries:
        return source
    entries = {key: child for key, child in node.entries.items() if key not in ("repeat", "as", "when")}
    entries[key] = Scalar(case, node.at, quoted=True)
    return SlideSource(source.id, source.kind, Mapping(entries, node.at, node.keys_at))


def _filler(source: str, length: int) -> str:
    """Return words of a text's own letters, so many characters long, its expressions and marks kept at the start."""
    text, _ = masked(unwrapped(source))
    words = " ".join(text.split())
    if len(words) >= length:
        return source
    more = " ".join(word for word in words.replace("*", "").split() if not word.startswith("{")) or "woorden"
    grown = more + " "
    while len(grown) < length:
        grown += more + " "
    return source.rstrip("\n") + " " + grown[: length - len(words) - 1].strip()
