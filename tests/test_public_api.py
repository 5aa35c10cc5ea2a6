"""What Python programs may import: all of it there, imported late, and on its page."""

from __future__ import annotations

import subprocess
import sys

import pytest

import builder
from tests.tools.projects import ROOT


def test_every_public_name_is_there() -> None:
    for name in builder.__all__:
        assert getattr(builder, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        builder.__getattr__("bild")


def test_importing_the_package_imports_none_of_it() -> None:
    code = "import sys, builder; print([m for m in sys.modules if m.startswith('builder.')])"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "['builder.storage', 'builder.storage.program']"


def test_the_page_of_the_api_is_current() -> None:
    made = subprocess.run(
        [sys.executable, "tools/api_page.py", "--check"], cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
