"""What a terminal's devices are for."""

from enum import StrEnum


class Role(StrEnum):
    CARD_READER = "card_reader"
    SCANNER = "scanner"
    RECEIPT_PRINTER = "receipt_printer"
