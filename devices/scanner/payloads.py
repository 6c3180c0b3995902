"""What a scanned code is: bytes → text → kind (PROTOCOLS §3.2, §3.5). Pure; everything in it is user input."""

import re
import string

from contract.device_lines import PayloadKind
from contract.id_number import IdNumber
from contract.receipts import PREFIX as RECEIPT_PREFIX

_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE | re.ASCII)
_OPAQUE = re.compile(r"[A-Za-z0-9+/=_\-.:|]{20,1000}", re.ASCII)
_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_USCC_FORM = re.compile(rf"[{_USCC_DIGITS}]{{2}}\d{{6}}[{_USCC_DIGITS}]{{10}}", re.ASCII)
_SYMBOLOGIES = string.ascii_letters


def without_aim(payload: bytes) -> bytes:
    """Take off an AIM identifier such as "]Q1"; with ECI (]Q2, ]Q4, ]Q6) resolve "\\nnnnnn" and doubled backslashes."""
    if len(payload) < 3 or payload[:1] != b"]" or chr(payload[1]) not in _SYMBOLOGIES or not payload[2:3].isalnum():
        return payload
    rest = payload[3:]
    if payload[:3] in (b"]Q2", b"]Q4", b"]Q6"):
        rest = re.sub(rb"\\(\d{6}|\\)", lambda found: b"\\" if found[1] == b"\\" else b"", rest)
    return rest


def text_of(payload: bytes) -> str | None:
    """UTF-8 strictly, then GB18030; None: neither, the payload stays bytes."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return payload.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def kind_of(text: str) -> PayloadKind:
    """Sort a text. Only form and check characters are looked at; whether it is genuine is the service's to say."""
    if text.startswith(RECEIPT_PREFIX):
        return PayloadKind.RECEIPT
    if _URL.fullmatch(text):
        return PayloadKind.URL
    if _is_citizen_number(text):
        return PayloadKind.ID_NUMBER
    if _is_uscc(text):
        return PayloadKind.USCC
    # 网证, 电子社保卡, 医保电子凭证: tokens without public form, 20–1000 bytes, verified by their platforms only
    return PayloadKind.OPAQUE_TOKEN if _OPAQUE.fullmatch(text) else PayloadKind.UNKNOWN


def _is_citizen_number(text: str) -> bool:
    try:
        IdNumber(text)
    except ValueError:
        return False
    return True


def _is_uscc(text: str) -> bool:
    """GB 32100-2015: 18 characters, MOD 31-3 check."""
    if not _USCC_FORM.fullmatch(text):
        return False
    total = sum(_USCC_DIGITS.index(ch) * weight for ch, weight in zip(text[:17], _USCC_WEIGHTS, strict=True))
    return _USCC_DIGITS[(31 - total % 31) % 31] == text[17]
