"""What the two-dimensional code of a business licence (营业执照) says of its enterprise. Pure.

There is no one national form: older licences carry lines of text ("统一社会信用代码：…"), newer ones an address of the
publicity system with the code in it, issuing software a JSON object, and a bare code is met as well (STANDARDS §3.5).
Nothing is fetched: an address is only read. A token of an electronic licence can be read by its platform alone.
"""

import json
import re
from urllib.parse import parse_qsl, unquote_to_bytes, urlsplit

import msgspec

from contract.uscc import CHARACTERS, is_uscc

LONGEST_CODE = 2_000
"""Characters of a code that are looked at; a licence's has some hundred."""
LONGEST_NAME = 100
_CODE = re.compile(rf"(?<![0-9A-Za-z])[{CHARACTERS}]{{18}}(?![0-9A-Za-z])", re.ASCII)
_NAME = re.compile(
    r"(?:企业名称|单位名称|字号名称|个体户名称|名\s*称|name)\s*[:：=]\s*([^\n\r;；,，|]{2,100})", re.IGNORECASE
)
_NAMES = frozenset({"name", "entname", "ent_name", "company", "qymc", "mc", "企业名称", "名称"})


class Licence(msgspec.Struct, frozen=True):
    """`name` is empty where the code does not tell it."""

    uscc: str
    name: str = ""


def licence_of(text: str) -> Licence | None:
    """None: no unified social credit code with a right check character stands in it, or two different ones."""
    text = text.strip()
    if len(text) > LONGEST_CODE:
        return None
    pairs = _pairs_of(text)
    found = {code for code in _CODE.findall(" ".join([text, *(value for _, value in pairs)]).upper()) if is_uscc(code)}
    if len(found) != 1:
        return None
    named = next((value for key, value in pairs if key.lower() in _NAMES), "")
    if not named and (said := _NAME.search(text)):
        named = said[1]
    return Licence(found.pop(), _plain(named))


def _pairs_of(text: str) -> list[tuple[str, str]]:
    """What an address or a JSON object names; else nothing."""
    if text.startswith("{"):
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            return []
        return [(str(key), value) for key, value in read.items() if isinstance(value, str)]
    if not text.lower().startswith(("http://", "https://")):
        return []
    try:
        parts = urlsplit(text)
        raw = parse_qsl(parts.query or parts.fragment.partition("?")[2], encoding="latin-1", max_num_fields=30)
    except ValueError:
        return []
    return [(key, _text_of(value)) for key, value in raw]


def _text_of(value: str) -> str:
    """UTF-8, else the GB18030 that older licences were written in; "" when neither."""
    raw = value.encode("latin-1", "replace") if all(ord(ch) < 256 for ch in value) else unquote_to_bytes(value)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _plain(name: str) -> str:
    """A name that may stand in a field: printable, in one line; anything else is no name."""
    name = " ".join(name.split())
    return name if 2 <= len(name) <= LONGEST_NAME and name.isprintable() else ""
