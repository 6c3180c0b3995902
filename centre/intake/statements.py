"""The intake's own SQL, one statement a file in sql/."""

from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"


@cache
def statement(name: str, vendor: str = "") -> str:
    """One named statement; `vendor` picks a database's own wording."""
    return (SQL / (f"{name}.{vendor}.sql" if vendor else f"{name}.sql")).read_text()
