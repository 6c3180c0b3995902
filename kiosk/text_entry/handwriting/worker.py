"""The recognising process: strokes in, characters out, until its input closes. Keeps nothing between two lines.

python -m kiosk.text_entry.handwriting.worker; in the frozen station `handwriting-worker`.
"""

import sys
from typing import BinaryIO

import msgspec

from kiosk.text_entry.handwriting.lines import LINE_LIMIT, Asked, Told
from kiosk.text_entry.handwriting.recogniser import Recogniser

CANDIDATES = 24


def serve(asked: BinaryIO, told: BinaryIO, recogniser: Recogniser) -> None:
    """Answers every line that is a question; a line that is none, or too long, is passed over."""
    while line := asked.readline(LINE_LIMIT):
        try:
            question = msgspec.json.decode(line, type=Asked)
        except (msgspec.DecodeError, msgspec.ValidationError):
            continue
        answer = Told(question.number, recogniser.rank(question.strokes, CANDIDATES))
        told.write(msgspec.json.encode(answer) + b"\n")
        told.flush()


def main() -> int:
    serve(sys.stdin.buffer, sys.stdout.buffer, Recogniser())
    return 0


if __name__ == "__main__":
    sys.exit(main())
