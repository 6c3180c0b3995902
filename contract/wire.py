"""Canonical CBOR of contract structs, and strict reading of CBOR that a stranger sent (docs/sync-protocol.md §2).

One value has one encoding: RFC 8949 §4.2.1 (shortest heads, definite lengths, sorted text keys), no tags. Times are
RFC 3339 text with an offset, enum members their values, bytes are byte strings.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

import cbor2
import msgspec

T = TypeVar("T")

DECODE_LIMIT = 4 * 1024 * 1024
"""Bytes a message may have unless the caller says less."""
DEPTH_LIMIT = 24
ITEM_LIMIT = 100_000
"""Values in one message; an honest form has a few hundred, an honest batch twenty."""


class Undecodable(ValueError):
    """The bytes are not the canonical CBOR of the wanted type. Holds no text from the bytes: they may be personal."""


def encode(value: object) -> bytes:
    """Canonical CBOR of a struct.

    Raises ValueError: a naive time, a lone surrogate, an integer over 64 bits, a type that has no encoding.
    """
    try:
        _refuse_naive_times(value)
        plain = msgspec.to_builtins(value, builtin_types=(bytes,), enc_hook=_refuse)
        msgspec.msgpack.encode(plain)  # refuses integers over 64 bits, of which CBOR would make a tag
        return _canonical(plain)
    except (TypeError, OverflowError, RecursionError, cbor2.CBOREncodeError) as error:
        raise ValueError(f"not encodable: {type(error).__name__}") from None


def decode(encoded: bytes, wanted: type[T], *, limit: int = DECODE_LIMIT) -> T:
    """Read one struct. Unknown fields are ignored (structs may grow), everything else is strict.

    Raises Undecodable: longer than `limit` bytes, not canonical, tagged, too deep, too many values, trailing bytes,
    a field missing or of another type, a time without an offset. Time and memory are linear in `limit`.
    """
    if len(encoded) > limit:
        raise Undecodable(f"{len(encoded)} bytes where at most {limit} may be")
    _check_shape(encoded)
    try:
        plain = cbor2.loads(encoded)
        if _canonical(plain) != encoded:
            raise Undecodable("not the canonical encoding")
        value = msgspec.convert(plain, wanted, builtin_types=(bytes,), strict=True)
    except Undecodable:
        raise
    except msgspec.ValidationError as error:
        raise Undecodable(f"not a {_name_of(wanted)}: {_where(error)}") from None
    except (ValueError, TypeError, OverflowError, RecursionError, EOFError, cbor2.CBORError) as error:
        raise Undecodable(f"not CBOR: {type(error).__name__}") from None
    _refuse_naive_times(value)
    return value


class _NotPlainText(Exception):
    """A float or a key that is no text: cbor2's own canonical mode has to shorten or sort it."""


_NESTED = frozenset({dict, list, tuple, float})
_REMEMBERED_KEYS, _REMEMBERED_CHARACTERS = 64, 2048


def _canonical(plain: object) -> bytes:
    """As `cbor2.dumps(canonical=True)`, in half the time: a struct's keys are sorted once, not with every value."""
    try:
        return cbor2.dumps(_in_order(plain) if type(plain) in _NESTED else plain)
    except _NotPlainText:
        return cbor2.dumps(plain, canonical=True)


def _in_order(value: Any) -> Any:
    if type(value) is dict:
        keys = tuple(value)
        try:
            # what a stranger made up must not fill the memory
            short = len(keys) <= _REMEMBERED_KEYS and sum(map(len, keys)) <= _REMEMBERED_CHARACTERS
            ordered = _remembered_order(keys) if short else _order(keys)
        except (TypeError, AttributeError):
            raise _NotPlainText from None
        return {key: _in_order(part) if type(part := value[key]) in _NESTED else part for key in ordered}
    if type(value) is float:
        raise _NotPlainText
    return [_in_order(part) if type(part) in _NESTED else part for part in value]


def _order(keys: tuple[str, ...]) -> tuple[str, ...]:
    """RFC 8949 §4.2.1: by the encoded key, whose head is its length in bytes."""
    encoded = {key: key.encode() for key in keys}
    return tuple(sorted(keys, key=lambda key: (len(encoded[key]), encoded[key])))


_remembered_order = lru_cache(maxsize=512)(_order)


def _refuse(value: object) -> Any:
    raise TypeError(f"no encoding for {type(value).__name__}")


def _name_of(wanted: object) -> str:
    return getattr(wanted, "__name__", "known message")


def _where(error: msgspec.ValidationError) -> str:
    """The path of the field, without its value or an unknown key."""
    text = str(error)
    return text.rpartition(" - at ")[2] if " - at " in text else "a field is missing or of another type"


def _check_shape(encoded: bytes) -> None:
    """Walk the heads: one value, no tags, no indefinite lengths, bounded depth and count.

    Done before cbor2 sees the bytes, because tags (bignums, decimals, shared references, expressions) are where a
    small message becomes a large computation.
    """
    at, end, items = 0, len(encoded), 0
    open_counts = [1]
    while open_counts:
        if open_counts[-1] == 0:
            open_counts.pop()
            continue
        open_counts[-1] -= 1
        items += 1
        if at >= end or items > ITEM_LIMIT:
            raise Undecodable("cut short" if at >= end else f"more than {ITEM_LIMIT} values")
        first = encoded[at]
        at += 1
        major, low = first >> 5, first & 0x1F
        if low < 24:
            argument = low
        elif low < 28:
            width = 1 << (low - 24)
            if at + width > end:
                raise Undecodable("cut short")
            argument = int.from_bytes(encoded[at : at + width], "big")
            at += width
        else:
            raise Undecodable("an indefinite length or a reserved head")
        if major == 6:
            raise Undecodable("a tag")
        if major in (2, 3):
            if argument > end - at:
                raise Undecodable("cut short")
            at += argument
        elif major in (4, 5):
            # every element needs at least one byte, so a declared count beyond the rest is a lie
            count = argument * (major - 3)
            if count > end - at:
                raise Undecodable("cut short")
            if len(open_counts) > DEPTH_LIMIT:
                raise Undecodable(f"nested deeper than {DEPTH_LIMIT}")
            open_counts.append(count)
        elif major == 7 and (low < 20 or low in (23, 24)):
            raise Undecodable("an unassigned simple value")
    if at != end:
        raise Undecodable("bytes after the value")


_PLAIN = frozenset({str, bytes, int, bool, float, type(None)})


def _refuse_naive_times(value: object) -> None:
    """On the way in and out, because a time without an offset is a guess."""
    if isinstance(value, msgspec.Struct):
        parts: Iterable[object] = msgspec.structs.astuple(value)
    elif isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, tuple | list):
        parts = value
    else:
        if isinstance(value, datetime) and value.tzinfo is None:
            raise Undecodable("a time without an offset")
        return
    for part in parts:
        if type(part) not in _PLAIN:
            _refuse_naive_times(part)
