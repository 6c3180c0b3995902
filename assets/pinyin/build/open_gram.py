"""Reads open-gram's language model as Debian's sunpinyin-data carries it: lm_sc.t3g and pydict_sc.bin (CC BY-SA 3.0).

The model is a back-off trigram in tables: after the sizes of its levels come 65,536 probabilities and 16,384 back-off
weights as floats, then 12 bytes a node: 18 bits word, 14 bits weight, 16 bits probability, 16 + 7 bits first child.
The words are the last of the dictionary's three parts, zero-terminated, four bytes a character.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

SIZES = struct.Struct("<6I")
PROBABILITIES = 65_536
WEIGHTS = 16_384
START_OF_WORDS = struct.Struct("<8I")
ROOT_AND_START = 2


class OpenGram(NamedTuple):
    words: list[str]
    alone: dict[str, float]
    """Word → probability."""
    after: Iterator[tuple[str, str, float]]
    """(word before, word, probability of the word there)."""


def _level(held: bytes, at: int, count: int) -> tuple[list[int], list[int], list[int]]:
    """Words, places of probabilities, first children."""
    nodes = np.frombuffer(held, "<u4", 3 * count, at).reshape(count, 3)
    children = (nodes[:, 2] >> 25 << 16) | (nodes[:, 1] >> 16)
    return (nodes[:, 0] & 0x3FFFF).tolist(), (nodes[:, 1] & 0xFFFF).tolist(), children.tolist()


def read(model: Path, dictionary: Path) -> OpenGram:
    listed = dictionary.read_bytes()
    words = listed[START_OF_WORDS.unpack_from(listed)[2] :].decode("utf-32-le").split("\0")
    held = model.read_bytes()
    order, _, level0, level1, level2, _ = SIZES.unpack_from(held)
    if order != 3 or level0 != ROOT_AND_START:
        raise ValueError("not a trigram of open-gram")
    at = SIZES.size
    probabilities = np.frombuffer(held, "<f4", PROBABILITIES, at).tolist()
    at += 4 * (PROBABILITIES + WEIGHTS) + 12 * level0
    ones, one_places, children = _level(held, at, level1)
    twos, two_places, _ = _level(held, at + 12 * level1, level2)
    last = level1 - 1  # the last node only closes the level
    alone = {words[ones[place]]: probabilities[one_places[place]] for place in range(last)}

    def after() -> Iterator[tuple[str, str, float]]:
        for place in range(last):
            before = words[ones[place]]
            for child in range(children[place], children[place + 1]):
                yield before, words[twos[child]], probabilities[two_places[child]]

    return OpenGram(words, alone, after())
