"""What a terminal's devices are for."""

from enum import StrEnum


class Role(StrEnum):
    CARD_READER = "card_reader"
    SCANNER = "scanner"
    RECEIPT_PRINTER = "receipt_printer"
    CAMERA = "camera"
    PAGE_PRINTER = "page_printer"
    SOCIAL_CARD = "social_card"
    DOCUMENT_SCANNER = "document_scanner"
    KEYPAD = "keypad"
    """Tactile keys of the non-visual mode, proximity sensor, headset socket: whatever Linux shows as input events."""
    MICROPHONE = "microphone"
    LOUDSPEAKER = "loudspeaker"
    """Loudspeaker and headset: what is read aloud."""
    LIGHTS = "lights"
    """Lamps that show where to act, and the cabinet's door contact."""
