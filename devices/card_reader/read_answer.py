"""What an answer to "read" holds: lengths and parts, still undecoded (PROTOCOLS §1.6). Pure."""

from dataclasses import dataclass, field

from contract.failures import Failed, FailureCode, Retry

TEXT_BYTES = 256
PHOTO_BYTES = 1024
ADDRESS_BYTES = 70


@dataclass(frozen=True)
class CardParts:
    """The parts of one card, as the module gave them. Never shown or logged."""

    text: bytes = field(repr=False)
    """256 bytes UTF-16LE."""
    photo: bytes | None = field(repr=False)
    """1024 opaque bytes; None: none on the card."""
    new_addresses: bytes = field(default=b"", repr=False)
    """n × 70 bytes UTF-16LE, n ≤ 4."""


def parts_of_read(data: bytes) -> CardParts:
    """Split the data of a 30 01 or 30 10 answer by its big-endian lengths; a fingerprint is skipped.

    Raises Failed(CARD_FRAME) when the lengths do not add up to the answer.
    """
    if len(data) >= 4:
        text_size, photo_size = _length(data, 0), _length(data, 2)
        head = 4
        fits = head + text_size + photo_size == len(data)
        if not fits and len(data) >= 6:
            head = 6
            fits = head + text_size + photo_size + _length(data, 4) == len(data)
        if fits:
            photo_at = head + text_size
            photo = data[photo_at : photo_at + min(photo_size, PHOTO_BYTES)]
            return CardParts(text=data[head : head + min(text_size, TEXT_BYTES)], photo=photo or None)
    raise Failed(
        FailureCode.CARD_FRAME,
        f"the lengths inside a read answer do not add up to its {len(data)} bytes",
        "lift the card and put it down again; on every card: the reader speaks another protocol",
        Retry.NOW,
    )


def _length(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
