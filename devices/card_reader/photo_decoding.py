"""The 1024 bytes of a card's photograph → a picture, by a program of the reader's maker (PROTOCOLS §1.9).

The format is not public and the makers' libraries may not be passed on: a station without one has no photograph, which
is normal. The program runs as a child: it gets the bytes on standard input, writes a BMP, JPEG or PNG to standard
output, and may crash or hang without harm. Nothing is written to a file by us.
"""

import os
import subprocess
from typing import Any

from contract.failures import Failed, FailureCode, Retry

WIDTH, HEIGHT = 102, 126
LONGEST_PICTURE = 128 * 1024
PATIENCE_S = 3.0
_HEADS = (b"BM", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def decoder_of(settings: dict[str, Any]) -> list[str]:
    """The command of `photo_decoder` (a list of words); [] when none is set. Raises Failed(CONFIG_INVALID)."""
    command = settings.get("photo_decoder", [])
    in_words = isinstance(command, list) and all(isinstance(word, str) and word for word in command)
    if in_words and (not command or os.access(command[0], os.X_OK)):
        return list(command)
    raise Failed(
        FailureCode.CONFIG_INVALID,
        "photo_decoder names no program that can be run",
        'write photo_decoder = ["/opt/vendor/wlt2bmp"], or leave it out',
        Retry.NEVER,
    )


def decoded_photo(command: list[str], photo: bytes) -> bytes | None:
    """The picture, or None when the program gives none within three seconds."""
    try:
        ran = subprocess.run(
            command,
            input=photo,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "TMPDIR": os.environ.get("XDG_RUNTIME_DIR", "/dev/shm")},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    picture = ran.stdout
    if ran.returncode or not picture.startswith(_HEADS) or len(picture) > LONGEST_PICTURE:
        return None
    return picture
