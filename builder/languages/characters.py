"""The characters that text may not hold: one set, in three widths."""

from __future__ import annotations

import re

# XML 1.0, section 2.2: controls but tab and line ends, the two noncharacters, lone halves of surrogate pairs
_XML = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff"
# besides: controls of Latin-1 but NEL, which YAML takes as a line end; separators of lines and paragraphs, which
# PowerPoint shows as boxes; the byte order mark; noncharacters, which the program marks places with
_TEXT = _XML + "\\x7f-\\x84\\x86-\\x9f\\u2028\\u2029\\ufeff\\ufdd0-\\ufdef"

NOT_IN_XML = re.compile(f"[{_XML}]")
NOT_IN_TEXT = re.compile(f"[{_TEXT}]")
NOT_ON_A_LINE = re.compile(f"[{_TEXT}\\t\\n\\r\\x85]+")  # of one line, such as a cell or a name
