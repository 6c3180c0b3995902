"""Migrations, both ways, on SQLite and PostgreSQL."""
