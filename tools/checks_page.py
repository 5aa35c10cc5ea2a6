"""Write docs/checks.md from the checks themselves.

usage: python tools/checks_page.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from builder.checks import facts
from builder.checks.fact import Fact

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
GROUPS = {
    "package": "Package: would PowerPoint open it without repair",
    "accessibility": "Accessibility: can everybody read it",
    "content": "Content: is it ready to be shown",
    "look": "Look: what an art director would say (information, never a fault)",
}


def page() -> str:
    """Give the page's text."""
    known = facts()
    lines = ["# Checks", "", "Made by `python tools/checks_page.py` from the checks themselves. How they are called, switched",
             "off and reported stands in [verify.md](verify.md).", ""]  # fmt: skip
    for group, title in GROUPS.items():
        own = [fact for fact in known.values() if fact.group == group]
        lines += [f"## {title}", "", "| rule | severity | norm |", "|---|---|---|"]
        lines += [f"| [{f.rule}](#{f.rule}) | {f.severity} | {'; '.join(f.norms)} |" for f in own]
        lines += ["", *(line for fact in own for line in _fact(fact))]
    return "\n".join(lines)


def _fact(fact: Fact) -> list[str]:
    lines = [f"### {fact.rule}", "", fact.reason, "", f"- **Norm**: {'; '.join(fact.norms)}", f"- **Mend**: {fact.mend}",
             f"- **Where**: {fact.example.part}", f"- **Passes**: {_said(fact.example.passes)}",
             f"- **Fails**: {_said(fact.example.fails)}"]  # fmt: skip
    if fact.consequences:
        lines.append(f"- **Also found then**: {', '.join(fact.consequences)}, where the fault reaches that far")
    return [*lines, ""]


def _said(text: str) -> str:
    return f"`{text}`" if any(sign in text for sign in '<="/') else text or "left out"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else f"{PAGE} is not current")
    PAGE.write_text(page(), encoding="utf-8")
