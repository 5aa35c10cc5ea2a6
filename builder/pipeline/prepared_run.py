"""One brand and language of a session: what its decks have in common, made ready once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from builder.brands.prepared import PreparedBrand
from builder.diagnostics import ContentError, Diagnostic
from builder.export import SlideView
from builder.languages.labels import labels_of
from builder.languages.language import language_of
from builder.pipeline.source_slides import RecentSlides, SlideMaker
from builder.pptx.brand_parts import ReadyBrand, ready_brand, worded_brand
from builder.pptx.link import Linker
from builder.projects.session import CHOOSE_AUDIENCE, Session
from builder.storage.store import Store

if TYPE_CHECKING:
    from builder.audiences.audience import Audience
    from builder.audiences.overrides import ReadOverride


class PreparedRun(Struct):
    """A brand, its words in the language, and the session as it reads in it."""

    brand: str
    language: str
    session: Session  # in the language
    read_override: ReadOverride | None
    ready: ReadyBrand
    linker: Linker
    remarks: list[Diagnostic]  # on the brand and the language, which every deck carries
    media: Callable[[str, str], bytes]
    store: Store
    views: tuple[type[SlideView], ...]
    recent: RecentSlides
    makers: dict[tuple[Path, ...], SlideMaker] = field(default_factory=dict)  # by files of overrides

    @classmethod
    def of(
        cls,
        session: Session,
        brand: str,
        language: str,
        store: Store,
        views: tuple[type[SlideView], ...],
        recent: RecentSlides,
    ) -> PreparedRun:
        """Make a run ready; raises ContentError for faults of the brand, UsageError where there is none."""
        ready = ready_brand(brand, session.project, store, language)
        translated, read_override, words = _in_language(session, language, brand)
        ready = worded_brand(ready, words)
        media = media_of(store)
        linker = Linker(ready.parts, ready.defaults, media)
        remarks = [*ready.brand.remarks, *unmeasured_fonts(ready.brand), *borrowed_words(language)]
        return cls(
            brand, language, translated, read_override, ready, linker, remarks, media, store, views, recent
        )  # fmt: skip

    def maker(self, audience: Audience | None, given: Mapping[str, Any] | None, settings: dict[str, str]) -> SlideMaker:
        """Return the maker of slides for an audience: one for all, but for those with overrides.

        given: an audience of Python's, instead of one of a list. Raises ContentError.
        """
        from builder.audiences.overrides import override_files, tailored

        files = override_files(self.session, audience)
        maker = self.makers.get(files)
        if maker is None:
            session = tailored(self.session, files, self.read_override)
            _need_audience(session, audience is not None or given is not None)
            names = session.names(self.language, self.ready.brand.name, given, settings)
            maker = SlideMaker(session, names, self.ready.brand, self.store, self.media, self.recent, self.views)
            self.makers[files] = maker
        return maker


def has_catalog(session: Session, language: str) -> bool:
    """True where a session can be read in a language."""
    if language == session.language:
        return True
    from builder.translation.translated import has_catalog

    return has_catalog(session, language)


def _in_language(session: Session, language: str, brand: str) -> tuple[Session, ReadOverride | None, dict[str, str]]:
    """Return a session in a language, how its overrides are read in it, and what the brand's own words are."""
    if language == session.language:
        return session, None, {}
    from builder.translation.translated import Translation

    translation = Translation.of(session, language)
    if translation.own:
        return session, None, {}
    words = translation.brand_words(brand)
    return translation.translated(), translation.override, words


def _need_audience(session: Session, given: bool) -> None:
    """Refuse to build plain what needs an audience; raises ContentError, with what else is wrong with expressions."""
    place = None if given else session.needs_audience()
    if place is None:
        return
    missing = ContentError.of(
        "audience-missing",
        "the text here depends on the audience, and none is chosen",
        place,
        f"{CHOOSE_AUDIENCE}: {{id: plain, name: …}}",
    )
    raise ContentError([*missing.found, *session.faults_of_expressions()])


def media_of(store: Store) -> Callable[[str, str], bytes]:
    """Return the bytes of pictures: from the content's own files, or what was drawn from the store."""

    @lru_cache(maxsize=256)
    def media(digest: str, file: str) -> bytes:
        try:
            data = Path(file).read_bytes() if file else store.media(digest)
        except OSError:
            data = None
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            raise ContentError.of(
                "picture-gone", f"{Path(file).name or 'a picture'} went away or changed during the build", None,
                "build again",
            )  # fmt: skip
        return data

    return media


def borrowed_words(language: str) -> Iterable[Diagnostic]:
    """Say where the fixed words of a deck (Agenda, Source) are those of another language."""
    found = labels_of(language).language
    if found == language:
        return
    own = language_of(found).base == language_of(language).base
    yield Diagnostic(
        "fixed-words",
        f"there are no fixed words in '{language}': those of '{found}' are used",
        hint="" if own else "give titles and alternative texts of your own where these show",
        severity="info" if own else "warning",
        language=language,
    )


def unmeasured_fonts(brand: PreparedBrand) -> Iterable[Diagnostic]:
    """Name the families of a brand that are measured with another font and a margin."""
    from builder.brands.script_fonts import MEASURED, family_for
    from builder.fitting.fonts import FALLBACK, has_twin, own_families

    if brand.script and brand.script not in MEASURED and not own_families(brand.font_folder):
        family = family_for(brand.script, brand.fonts["minor"])
        yield Diagnostic(
            "font-not-measured",
            f"no file of '{family}' is at hand: text in its script is measured by the number of its letters",
            file=f"brand {brand.name}",
            hint="name a folder with files of the script under fonts: in brand.yaml",
            severity="warning",
        )
    for family in dict.fromkeys(brand.fonts.values()):
        if not has_twin(family, brand.font_folder):
            yield Diagnostic(
                "font-not-measured",
                f"no file of '{family}' is at hand: its text is measured with {FALLBACK} and a margin",
                file=f"brand {brand.name}",
                hint="name a folder with its files under fonts: in brand.yaml",
                severity="warning",
            )
