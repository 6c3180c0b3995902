"""How likely words are, alone and after another: jieba's list, open-gram and the content's own sentences, mixed.

A line of grams.txt is the word before ("^" at the start of a phrase), a tab, then words and what they cost there:
-10 ln of the probability, the likeliest first.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from assets.pinyin.build import open_gram, own_text
from assets.pinyin.build.sources import frequent, own_names

OWN_NAMES_TIMES = 3
START = "^"
PAIRS = 400_000
"""Pairs that are kept: those that say most beyond what the words say alone."""
A_WORD = 1500
GENERAL_WEIGHT = 40.0
"""How many of our own sentences open-gram is worth, for each word before."""
JIEBA, OPEN, OWN = 0.2, 0.35, 0.45
LONGEST = 8
WORD_TIMES, WORD_SHARE = 8, 0.1
NEW_WORD_COST = 10.0


def cut(run: str, cost: dict[str, float]) -> list[str]:
    """The likeliest words of a run of hanzi."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        best.append(
            min(
                (best[start][0] + cost.get(run[start:end], 18.0 if end - start == 1 else math.inf), start)
                for start in range(max(0, end - LONGEST), end)
            )
        )
    words, end = [], len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return words[::-1]


def found_words(runs: list[str], cost: dict[str, float]) -> set[str]:
    """Two characters that no list knows as a word but that stand together often: 屋头, 咋个, 要得."""
    together, single = Counter[str](), Counter[str]()
    for run in runs:
        words = cut(run, cost)
        single.update(word for word in words if len(word) == 1)
        together.update(one + two for one, two in pairwise(words) if len(one) == len(two) == 1)
    return {
        pair
        for pair, times in together.items()
        if times >= WORD_TIMES and times > WORD_SHARE * min(single[pair[0]], single[pair[1]])
    }


class Counted:
    """Words and pairs of the content's own sentences."""

    def __init__(self, probability: dict[str, float]) -> None:
        cost = {word: -math.log(share) for word, share in probability.items()}
        new = found_words(list(own_text.runs()), cost)
        cost |= dict.fromkeys(new, NEW_WORD_COST)
        self.words: Counter[str] = Counter()
        self.pairs: dict[str, Counter[str]] = defaultdict(Counter)
        for run in (*own_text.runs(), *(name for name in own_names() for _ in range(OWN_NAMES_TIMES))):
            words = cut(run, cost)
            self.words.update(words)
            for before, word in zip([START, *words], words, strict=False):
                self.pairs[before][word] += 1


def alone(dictionary: Path, general: open_gram.OpenGram) -> tuple[dict[str, float], Counted]:
    """Word → probability, of all words of jieba's list that the keyboard has; and what was counted in our own text."""
    listed, singles = frequent(dictionary)
    jieba = listed | singles
    total = sum(jieba.values())
    first = {word: 0.5 * times / total + 0.5 * general.alone.get(word, 0.0) for word, times in jieba.items()}
    own = Counted({word: share for word, share in first.items() if share > 0})
    counted = sum(own.words.values())
    shares = {
        word: JIEBA * jieba.get(word, 0) / total
        + OPEN * general.alone.get(word, 0.0)
        + OWN * own.words.get(word, 0) / counted
        for word in jieba.keys() | own.words.keys()
    }
    return shares, own


def pairs(shares: dict[str, float], general: open_gram.OpenGram, own: Counted) -> dict[str, dict[str, float]]:
    """Word before → word → probability there, the PAIRS that are worth most."""
    mixed: dict[str, dict[str, float]] = defaultdict(dict)
    for before, word, share in general.after:
        if word in shares and (before in shares or before == ""):
            mixed[before or START][word] = share
    for before, counts in own.pairs.items():
        seen, known = sum(counts.values()), mixed[before]
        weight = GENERAL_WEIGHT / (seen + GENERAL_WEIGHT)
        for word in known:
            known[word] *= weight
        for word, times in counts.items():
            if word in shares:
                known[word] = known.get(word, 0.0) + times / (seen + GENERAL_WEIGHT)
    worth = [
        (shares.get(before, 0.05) * share * math.log(share / shares[word]), before, word)
        for before, known in mixed.items()
        for word, share in known.items()
        if share > shares[word] > 0
    ]
    worth.sort(reverse=True)
    kept: dict[str, dict[str, float]] = defaultdict(dict)
    for _, before, word in worth[:PAIRS]:
        if len(kept[before]) < A_WORD:
            kept[before][word] = mixed[before][word]
    return kept


def lines(kept: dict[str, dict[str, float]]) -> Iterator[str]:
    for before in sorted(kept):
        likely = sorted(kept[before].items(), key=lambda pair: (-pair[1], pair[0]))
        yield f"{before}\t{' '.join(f'{word} {round(-10 * math.log(share))}' for word, share in likely)}\n"
