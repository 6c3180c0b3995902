"""The backend itself. Django's module binds `sqlite3` when imported, so the name is lent to pysqlite3 meanwhile."""

import importlib
import sys
from typing import Any

import pysqlite3
import pysqlite3.dbapi2

_LENT = {"sqlite3": pysqlite3, "sqlite3.dbapi2": pysqlite3.dbapi2}
_held = {name: sys.modules.get(name) for name in _LENT}
sys.modules.update(_LENT)
try:
    _backend = importlib.import_module("django.db.backends.sqlite3.base")
finally:
    for _name, _module in _held.items():
        if _module is None:
            del sys.modules[_name]
        else:
            sys.modules[_name] = _module

OLDEST = (3, 51, 3)
"""The first release without the WAL reset fault."""

if _backend.Database.sqlite_version_info < OLDEST:
    raise ImportError(f"SQLite {_backend.Database.sqlite_version} has the WAL reset fault: install pysqlite3 >= 0.6.1")

DatabaseWrapper: Any = _backend.DatabaseWrapper
