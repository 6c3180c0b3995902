"""The centre's clock, the one that counts. Tests pass another."""

from datetime import UTC, datetime


def now() -> datetime:
    """Aware, UTC."""
    return datetime.now(UTC)
