# What CI runs: `just check`.

check: lint types layers readme

# Formatting and lint.
lint:
    ruff format --check .
    ruff check .

types:
    mypy

# The layers of ARCHITECTURE.md, enforced.
layers:
    lint-imports

# Both commands of the README, as they stand there, in a new clone and new environments.
readme:
    bash tools/readme_commands.sh

# The tests in this checkout.
test:
    python -m pytest

# Generated files: schemas, the references of slide kinds and checks, the page of the Python API.
generate:
    python -m builder schema --write
    python tools/reference.py
    python tools/checks_page.py
    python tools/api_page.py
    python tools/make_icons.py

# Begin a kind, a check, an export format or a command: its file and its test.
new SORT NAME:
    python tools/new.py {{SORT}} {{NAME}}

# Change one thing at a time and see whether a test notices; takes long, and is no part of `check`.
mutate *MODULES:
    python tools/mutate.py {{MODULES}}
