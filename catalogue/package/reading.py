"""Reads one content source file with bounds; what is wrong names the file."""

import csv
import tomllib
from pathlib import Path
from typing import Any

from contract.failures import Failed, FailureCode, Retry

FILE_LIMIT = 8 * 1024 * 1024
"""Bytes a source file may have."""


def source_broken(path: Path, why: str) -> Failed:
    return Failed(
        FailureCode.PACKAGE_DAMAGED, f"{path.name}: {why}", "mend the content source and build again", Retry.NEVER
    )


def read_bytes(path: Path) -> bytes:
    """Whole file, at most FILE_LIMIT bytes. Failed(PACKAGE_DAMAGED) when absent or too large."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise source_broken(path, f"larger than {FILE_LIMIT} bytes")
        return path.read_bytes()
    except OSError as error:
        raise source_broken(path, error.strerror or "cannot be read") from None


def read_rows(path: Path) -> list[dict[str, str]]:
    try:
        text = read_bytes(path).decode("utf-8-sig")
        return list(csv.DictReader(text.splitlines(), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise source_broken(path, f"not a UTF-8 CSV table ({error})") from None


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_bytes(path).decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise source_broken(path, f"not TOML ({error})") from None
