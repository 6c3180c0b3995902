"""Vosk's C library by its own header. The Python package around it wants a downloader and a writer of subtitles."""

import ctypes
import importlib.util
import os
import sys
from functools import cache
from pathlib import Path

from contract.failures import Failed, FailureCode, Retry

_FUNCTIONS: dict[str, tuple[object, tuple[object, ...]]] = {
    "vosk_set_log_level": (None, (ctypes.c_int,)),
    "vosk_model_new": (ctypes.c_void_p, (ctypes.c_char_p,)),
    "vosk_model_find_word": (ctypes.c_int, (ctypes.c_void_p, ctypes.c_char_p)),
    "vosk_recognizer_new": (ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_float)),
    "vosk_recognizer_new_grm": (ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_float, ctypes.c_char_p)),
    "vosk_recognizer_set_max_alternatives": (None, (ctypes.c_void_p, ctypes.c_int)),
    "vosk_recognizer_accept_waveform": (ctypes.c_int, (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)),
    "vosk_recognizer_result": (ctypes.c_char_p, (ctypes.c_void_p,)),
    "vosk_recognizer_partial_result": (ctypes.c_char_p, (ctypes.c_void_p,)),
    "vosk_recognizer_final_result": (ctypes.c_char_p, (ctypes.c_void_p,)),
    "vosk_recognizer_free": (None, (ctypes.c_void_p,)),
}


def _place() -> Path | None:
    frozen = getattr(sys, "_MEIPASS", "")
    if frozen:
        return Path(frozen) / "vosk" / "libvosk.so"
    found = importlib.util.find_spec("vosk")  # looks the folder up and runs nothing of it
    return Path(os.path.dirname(found.origin)) / "libvosk.so" if found and found.origin else None


@cache
def vosk() -> ctypes.CDLL:
    """The library, typed and silenced. Raises Failed(DEVICE_LIBRARY)."""
    place = _place()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the second core is the screen's
    try:
        library = ctypes.CDLL(str(place)) if place is not None else None
    except OSError:
        library = None
    if library is None:
        raise Failed(FailureCode.DEVICE_LIBRARY, "Vosk's library is missing", "install the station again", Retry.NEVER)
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.vosk_set_log_level(-1)
    return library
