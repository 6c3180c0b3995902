"""An answer to a question back in words: 第一个, 给娃儿办的, 没有, 不晓得. Pure; what is no answer is a new search."""

import re

from catalogue.search.ask_back import Option, Question
from catalogue.search.reasons import shared_run
from catalogue.search.runs import bare
from catalogue.search.terms import plain_text

UNSURE = ""
"""The answer of who cannot say: `left_after` leaves what is shown then."""
LONGEST = 16
"""Characters of an answer; more is a new wish."""
COVERED = 0.5
"""Share of the answer, or of a label, that must be the words they have in common."""

_POLITE = re.compile(r"^(?:嗯|呃|哦|那|就|我|要|想|选|是|办|点|给|帮)+|(?:嘛|哈|吧|噻|呀|哦|喃|了|的)+$")
_PLACE = re.compile(r"(?:第|头|前头)?([一二三123])(?:个|种|样|条|项)?(?:选项|答案)?")
_LAST = re.compile(r"(?:最后|末尾|最底下|最下头)(?:面|头)?(?:那|一)?(?:一)?(?:个|种|样|条)?")
_MIDDLE = re.compile(r"(?:中间|当中)(?:那|的)?(?:一)?(?:个|种|样|条)?")
_UNSURE = re.compile(r"不晓得|不知道|不清楚|说不清|搞不清|弄不清|都不是|都没得|不确定")
_NO = re.compile(r"(?:还)?(?:没有|没得|没|不是|不|否|莫得|没办过|没有过)")
_YES = re.compile(r"(?:有|有的|是|是的|对|对头|办过|嗯|要得|有过)")
_DENYING = ("没", "不", "从来没", "还没")
_PLACES = {"一": 0, "二": 1, "三": 2, "1": 0, "2": 1, "3": 2}
_KIN = {
    "娃儿": ("孩子", "小孩", "娃娃", "儿子", "女儿", "幺儿", "孙子", "孙女", "细娃", "奶娃"),
    "爸妈": ("父母", "爹妈", "老汉儿", "老汉", "老妈", "妈老汉", "母亲", "父亲"),
    "丈夫": ("老公", "男人", "男的"),
    "妻子": ("老婆", "婆娘", "媳妇", "爱人"),
}
"""How the answers of the questions call people, and how residents do."""


def answered(question: Question, text: str) -> str | None:
    """Label of the answer that a text gives, UNSURE, or None when it gives none. Any text is bounded."""
    said = bare(plain_text(text[: 4 * LONGEST]))
    if not said or len(said) > LONGEST:
        return None
    labels = [option.label for option in question.options]
    for label in sorted(labels, key=len, reverse=True):
        before, word, after = said.partition(bare(plain_text(label)))
        if word and not _POLITE.sub("", before) and not _POLITE.sub("", after):
            return label
    if _UNSURE.search(said):
        return UNSURE
    core = _POLITE.sub("", said)
    if (place := _place(core, len(labels))) is not None:
        return labels[place] if place < len(labels) else None
    return _yes_or_no(said, labels) or _in_words(said, core, question.options)


def _place(core: str, answers: int) -> int | None:
    if _LAST.fullmatch(core):
        return answers - 1
    if answers == 3 and _MIDDLE.fullmatch(core):
        return 1
    found = _PLACE.fullmatch(core)
    return _PLACES[found[1]] if found is not None else None


def _yes_or_no(said: str, labels: list[str]) -> str | None:
    """When exactly one of two answers denies."""
    denying = [label for label in labels if label.startswith(_DENYING)]
    if len(labels) != 2 or len(denying) != 1:
        return None
    plain = said.rstrip("嘛哈吧呀哦噻了")
    if _NO.fullmatch(plain):
        return denying[0]
    return next(label for label in labels if label not in denying) if _YES.fullmatch(plain) else None


def _in_words(said: str, core: str, options: tuple[Option, ...]) -> str | None:
    """The one answer that has the longest words in common with what was said."""
    said, core = _called(said), _called(core)
    met: list[tuple[int, str]] = []
    for option in options:
        label = bare(plain_text(option.label))
        size = 0
        for words in (label, bare(plain_text(option.hint))):
            run = len(shared_run(said, words))
            if run >= 2 and run >= COVERED * min(len(core) or 1, len(label)):
                size = max(size, run)
        met.append((size, option.label))
    met.sort(key=lambda one: -one[0])
    clear = met and met[0][0] > 0 and (len(met) < 2 or met[0][0] > met[1][0])
    return met[0][1] if clear else None


def _called(text: str) -> str:
    for word, others in _KIN.items():
        for other in others:
            text = text.replace(other, word)
    return text
