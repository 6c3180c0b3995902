"""Django's SQLite backend on the SQLite that pysqlite3 bundles: Debian's 3.40 has the WAL reset fault."""
