"""Internet Printing Protocol, RFC 8010: requests to bytes, answers to attributes. Pure; every length is bounded."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST_ANSWER = 1024 * 1024
MOST_VALUES = 5000

Value = str | int | bool | bytes

PRINT_JOB, CANCEL_JOB, GET_JOB, GET_PRINTER = 0x0002, 0x0008, 0x0009, 0x000B
_OPERATION, _JOB, _END = 0x01, 0x02, 0x03
INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_TEXTS = range(0x40, 0x4A)
_TEXT_WITH_LANGUAGE = (0x35, 0x36)


class NotIpp(ValueError):
    """An answer that breaks the encoding."""


@dataclass(frozen=True)
class Attribute:
    tag: int
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class IppAnswer:
    """`status` below 0x0100 is success. Of attributes with one name the first group's stands."""

    status: int
    attributes: dict[str, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return self.status < 0x0100

    def number(self, name: str) -> int | None:
        value = next(iter(self.attributes.get(name, ())), None)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def texts(self, name: str) -> list[str]:
        return [value for value in self.attributes.get(name, ()) if isinstance(value, str)]


def request(operation: int, number: int, of_operation: Sequence[Attribute], of_job: Sequence[Attribute] = ()) -> bytes:
    """The bytes of a request, to which a document may be appended. Charset and language are put in front."""
    first = [
        Attribute(CHARSET, "attributes-charset", ("utf-8",)),
        Attribute(LANGUAGE, "attributes-natural-language", ("en",)),
    ]
    body = struct.pack(">HHI", 0x0200, operation, number) + bytes((_OPERATION,))
    body += b"".join(map(_attribute, [*first, *of_operation]))
    if of_job:
        body += bytes((_JOB,)) + b"".join(map(_attribute, of_job))
    return body + bytes((_END,))


def _attribute(attribute: Attribute) -> bytes:
    whole = b""
    for place, value in enumerate(attribute.values):
        name = attribute.name.encode("ascii") if place == 0 else b""
        octets = _octets(attribute.tag, value)
        whole += struct.pack(">BH", attribute.tag, len(name)) + name + struct.pack(">H", len(octets)) + octets
    return whole


def _octets(tag: int, value: Value) -> bytes:
    if tag == BOOLEAN:
        return b"\x01" if value else b"\x00"
    if tag in (INTEGER, ENUM):
        return struct.pack(">i", value)
    return value if isinstance(value, bytes) else str(value).encode("utf-8")


def parse_answer(octets: bytes) -> IppAnswer:
    """Raises NotIpp. What stands behind the end of the attributes is left alone."""
    if len(octets) < 9 or len(octets) > LONGEST_ANSWER:
        raise NotIpp(f"an answer of {len(octets)} bytes")
    if octets[0] not in (1, 2):
        raise NotIpp("no version of IPP that is known")
    status = int.from_bytes(octets[2:4], "big")
    found: dict[str, list[Value]] = {}
    seen: set[tuple[int, str]] = set()
    at, group, groups, name, count = 8, 0, 0, "", 0
    while at < len(octets):
        tag = octets[at]
        at += 1
        if tag == _END:
            return IppAnswer(status, {key: tuple(values) for key, values in found.items()})
        if tag < 0x10:
            group, groups, name = tag, groups + 1, ""
            continue
        size, at = _length(octets, at)
        if size:
            name = octets[at : at + size].decode("utf-8", "replace")
        at += size
        size, at = _length(octets, at)
        count += 1
        if at + size > len(octets) or count > MOST_VALUES or not group:
            raise NotIpp("lengths that do not add up")
        if (groups, name) not in seen and name not in found:
            seen.add((groups, name))
            found[name] = []
        if (groups, name) in seen:
            found[name].append(_value(tag, octets[at : at + size]))
        at += size
    raise NotIpp("no end of the attributes")


def _length(octets: bytes, at: int) -> tuple[int, int]:
    if at + 2 > len(octets):
        raise NotIpp("it breaks off")
    return int.from_bytes(octets[at : at + 2], "big"), at + 2


def _value(tag: int, octets: bytes) -> Value:
    if tag in (INTEGER, ENUM) and len(octets) == 4:
        return int.from_bytes(octets, "big", signed=True)
    if tag == BOOLEAN and len(octets) == 1:
        return octets != b"\0"
    if tag in _TEXT_WITH_LANGUAGE and len(octets) >= 4:
        skip = 2 + int.from_bytes(octets[:2], "big")
        return octets[skip + 2 :].decode("utf-8", "replace")
    if tag in _TEXTS:
        return octets.decode("utf-8", "replace")
    return octets
