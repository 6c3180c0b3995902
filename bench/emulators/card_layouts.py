"""Text blocks of emulated cards, laid out from the protocol page (PROTOCOLS §1.7): person → 256 bytes."""

from collections.abc import Mapping

SAMPLE_PERSON: dict[str, str] = {
    "kind": "resident",
    "name": "张测试",
    "sex": "2",
    "nation": "01",
    "birth": "1949-12-31",
    "address": "四川省成都市高新区测试路1号",
    "number": "11010519491231002X",
    "issuer": "成都市公安局高新分局",
    "valid_from": "2020-01-01",
    "valid_to": "长期",
}
"""The fictitious holder of the vectors (§1.11)."""

# (bytes, key) in the order of the block; keys that a person lacks are blank, "" is reserved room.
_LAYOUTS: dict[str, list[tuple[int, str]]] = {
    "resident": [
        (30, "name"),
        (2, "sex"),
        (4, "nation"),
        (16, "birth"),
        (70, "address"),
        (36, "number"),
        (30, "issuer"),
        (16, "valid_from"),
        (16, "valid_to"),
        (36, ""),
    ],
    "hkmt": [
        (30, "name"),
        (2, "sex"),
        (4, ""),
        (16, "birth"),
        (70, "address"),
        (36, "number"),
        (30, "issuer"),
        (16, "valid_from"),
        (16, "valid_to"),
        (18, "permit_number"),
        (4, "issue_count"),
        (6, ""),
        (2, "J"),
        (6, ""),
    ],
    "foreigner_2017": [
        (120, "english_name"),
        (2, "sex"),
        (30, "number"),
        (6, "nationality"),
        (30, "name"),
        (16, "valid_from"),
        (16, "valid_to"),
        (16, "birth"),
        (4, "card_version"),
        (8, "authority"),
        (2, "I"),
        (6, ""),
    ],
    "foreigner_2023": [
        (30, "name"),
        (2, "sex"),
        (4, "renewals"),
        (16, "birth"),
        (70, "english_name"),
        (36, "number"),
        (30, ""),
        (16, "valid_from"),
        (16, "valid_to"),
        (22, "english_name_rest"),
        (6, "nationality"),
        (2, "Y"),
        (6, "link"),
    ],
}


def card_block(person: Mapping[str, str]) -> bytes:
    """The block a card of this person would hold. Raises ValueError, naming the key, when something does not fit."""
    kind = person.get("kind") or "resident"
    if kind not in _LAYOUTS:
        raise ValueError(f"kind: {kind!r} is none of {', '.join(_LAYOUTS)}")
    values = {key: str(value) for key, value in person.items() if value is not None}
    values |= {letter: letter for letter in "JIY"}
    if kind == "foreigner_2023":
        english = values.get("english_name", "")
        values["english_name"], values["english_name_rest"] = english[:35], english[35:]
    block = b""
    for size, key in _LAYOUTS[kind]:
        text = values.get(key, "") if key else ""
        if key in ("birth", "valid_from", "valid_to"):
            text = text.replace("-", "")
        encoded = text.encode("utf-16-le", "strict")
        if len(encoded) > size:
            raise ValueError(f"{key}: {text!r} is longer than the {size // 2} characters of a card")
        block += encoded + b"\x20\x00" * ((size - len(encoded)) // 2)
    return block
