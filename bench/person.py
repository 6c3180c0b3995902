"""The card's holder of the demo and the tests, and the check of a `--person FILE`. All people here are fictitious."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from contract.codes import NATIONS
from contract.failures import Failed, FailureCode, Retry
from contract.id_number import IdNumber

FILE_LIMIT = 64 * 1024

ZHANG_SAN: dict[str, str] = {
    "kind": "resident",
    "name": "张三",
    "sex": "2",
    "nation": "01",
    "birth": "1949-12-31",
    "address": "四川省成都市新都区石板滩街道示例路1号",
    "number": "11010519491231002X",
    "issuer": "成都市公安局新都区分局",
    "valid_from": "2020-01-01",
    "valid_to": "长期",
}
"""Number: the example of GB 11643."""

FIELDS_LIMIT = {"name": 15, "address": 35, "issuer": 15}
"""UTF-16 units the chip has room for (PROTOCOLS §1.7)."""


def load_person(path: Path) -> dict[str, str]:
    """Read and check `--person FILE`. Raises Failed(PERSON_INVALID) naming the key."""

    def wrong(why: str) -> Failed:
        return Failed(FailureCode.PERSON_INVALID, f"{path}: {why}", "see docs/demo.md for the keys", Retry.NEVER)

    try:
        if path.stat().st_size > FILE_LIMIT:
            raise wrong("the file is larger than 64 KiB")
        raw: Any = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise wrong(error.strerror or "cannot be read") from error
    except ValueError as error:
        raise wrong("not JSON in UTF-8") from error
    if not isinstance(raw, dict) or not all(isinstance(value, str) for value in raw.values()):
        raise wrong("an object with text values is wanted")
    person = ZHANG_SAN | {str(key): value for key, value in raw.items()}
    if person["kind"] != "resident":
        raise wrong('kind: "resident" is what the demo can play')
    for key, limit in FIELDS_LIMIT.items():
        units = len(person[key].encode("utf-16-le", "surrogatepass")) // 2
        if not 1 <= units <= limit:
            raise wrong(f"{key}: 1 to {limit} UTF-16 units fit on the chip, these are {units}")
    if person["sex"] not in ("0", "1", "2", "9"):
        raise wrong("sex: 0, 1, 2 or 9 of GB/T 2261.1")
    if person["nation"] not in NATIONS:
        raise wrong("nation: two digits of GB/T 3304")
    for key in ("birth", "valid_from", "valid_to"):
        if key == "valid_to" and person[key] == "长期":
            continue
        try:
            date.fromisoformat(person[key])
        except ValueError as error:
            raise wrong(f"{key}: YYYY-MM-DD") from error
    try:
        IdNumber(person["number"])
    except ValueError as error:
        raise wrong(f"number: {error}") from error
    return person
