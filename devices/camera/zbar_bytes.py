"""zbar through pyzbar, told to hand out bytes: its own guess of the code page spoils half of short Chinese texts."""

from ctypes import c_char_p, c_void_p, cast, string_at

from pyzbar import pyzbar, wrapper

from devices.camera.picture_file import Grey

_QR_CODE = 64
_BINARY = 4
"""ZBAR_CFG_BINARY, since zbar 0.23.1; pyzbar has no name for it."""
_NAMES = {13: "EAN13", 8: "EAN8", 12: "UPCA", 9: "UPCE", 25: "ITF", 39: "Code39", 93: "Code93", 128: "Code128"}
_NAMES |= {38: "Codabar", 57: "PDF417", 64: "QRCode"}


def read_with_zbar(grey: Grey) -> list[tuple[bytes, str]]:
    """(bytes, format) of each code. Raises ImportError at import when libzbar is not there.

    Bytes that are not ASCII are given only by a zbar that leaves them alone; an older one's are left out.
    """
    height, width = grey.shape
    pixels = grey.tobytes()
    found = []
    with pyzbar._image_scanner() as scanner:
        keeps_bytes = wrapper.zbar_image_scanner_set_config(scanner, _QR_CODE, _BINARY, 1) == 0
        with pyzbar._image() as image:
            wrapper.zbar_image_set_format(image, pyzbar._FOURCC["L800"])
            wrapper.zbar_image_set_size(image, width, height)
            wrapper.zbar_image_set_data(image, cast(c_char_p(pixels), c_void_p), len(pixels), None)
            wrapper.zbar_scan_image(scanner, image)
            for symbol in pyzbar._symbols_for_image(image):
                code = string_at(wrapper.zbar_symbol_get_data(symbol), wrapper.zbar_symbol_get_data_length(symbol))
                kind = int(symbol.contents.type)
                if kind in _NAMES and (keeps_bytes or code.isascii()):
                    found.append((code, _NAMES[kind]))
    return found
