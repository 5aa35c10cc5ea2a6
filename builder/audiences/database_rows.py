"""Rows of a database: one query that only reads; the address comes from the environment and is never printed."""

from __future__ import annotations

import os
import re
from typing import Any

from builder.content.tables.cells import Exact, cell_of, clean
from builder.content.tables.rows import MAX_ROWS, Rows, Table, braced
from builder.content.yaml_nodes import Scalar
from builder.diagnostics import Findings, to_install

VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_READ_ONLY = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET TRANSACTION READ ONLY"}


def check_query(query: Scalar, findings: Findings) -> bool:
    """See that a query is one that reads."""
    text = query.text.strip()
    if not re.match(r"(select|with)\b", text, re.I):
        findings.add("list-query", "the query does not read", query.at, "begin it with SELECT or WITH")
        return False
    if ";" in re.sub(r"'[^']*'|\"[^\"]*\"", "", text.rstrip("; \n")):
        findings.add("list-query", "the query is more than one statement", query.at, "write one SELECT, without ;")
        return False
    return True


def read_database(variable: Scalar, query: Scalar, findings: Findings) -> Table | None:
    """Run the query and give its rows; None (with a finding) where there are none to be had."""
    address = os.environ.get(variable.text, "").strip()
    if not address:
        message = f"the environment variable {variable.text} is not set"
        findings.add("list-database", message, variable.at, f"set {variable.text} to the database's URL")
        return None
    try:
        import sqlalchemy
    except ImportError:
        findings.add("list-database", "reading a database needs SQLAlchemy", variable.at, to_install("database"))
        return None
    try:
        engine = sqlalchemy.create_engine(address)
    except ImportError as error:
        driver = re.sub(r"\W", "", (error.name or "").split(".")[0])
        message = f"the database's driver {driver} is not installed" if driver else "the database's driver is missing"
        findings.add("list-database", message, variable.at, f"pip install {driver}" if driver else "")
        return None
    except Exception:  # whatever is said would repeat parts of the address
        findings.add(
            "list-database", f"the value of {variable.text} is no database URL", variable.at,
            "write dialect://user:password@host/name, as sqlite:///list.db",
        )  # fmt: skip
        return None
    try:
        return _read(engine, variable, query, findings)
    finally:
        engine.dispose()


def _read(engine: Any, variable: Scalar, query: Scalar, findings: Findings) -> Table | None:
    try:
        connection = engine.connect()
    except Exception as error:  # drivers raise their own; their words may hold the address
        findings.add(
            "list-database", f"the database cannot be reached ({type(error).__name__})", variable.at,
            f"see that the URL in {variable.text} is right, and that the server runs",
        )  # fmt: skip
        return None
    with connection:
        try:
            if engine.dialect.name in _READ_ONLY:
                connection.exec_driver_sql(_READ_ONLY[engine.dialect.name])
            result = connection.exec_driver_sql(query.text.strip().rstrip("; \n"))
            header = [clean(str(key)) for key in result.keys()]  # noqa: SIM118
            found = result.fetchmany(MAX_ROWS + 1)
        except Exception as error:
            findings.add(
                "list-query", f"the query fails: {_said(error, engine.url)}", query.at, "try it in the database first"
            )
            return None
    file = query.at.file
    name = file.rpartition("/")[2]
    table = Table(file, header, Rows(f"{braced(name)}, row {{}} of the query"), query.at.line)
    for number, values in enumerate(found, 1):
        cells = [cell if isinstance(cell, Exact) else clean(cell) for cell in map(cell_of, values)]
        table.rows.add(cells, query.at.line, number)
    return table


def _said(error: Exception, url: Any) -> str:
    """Give what the driver said about the query, unless a part of the address is in it."""
    text = " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())[:200]
    secret = [str(part) for part in (url.password, url.username, url.host, url.database) if part]
    return type(error).__name__ if "://" in text or any(part in text for part in secret) else text
