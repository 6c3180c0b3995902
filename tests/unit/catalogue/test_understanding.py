"""What is said is an item, a command, a question, an emergency or nothing; the kept training is of the sources."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.package.learning import UNDERSTANDING, is_fresh
from catalogue.package.open import Package
from catalogue.package.sample import CONTENT
from catalogue.package.sources import read_sources
from catalogue.search.likeness import Likeness, kept_runs
from catalogue.search.meanings import Command, Emergency, QueryKind, Topic
from catalogue.search.runs import character_runs
from catalogue.search.sentence_encoder import folded_matrix, unfolded
from catalogue.search.spelt import Speller, pairs_of
from catalogue.search.trained import LEAST, kernel_of
from catalogue.search.understand import after_correction

TABLE = {"办": "ban", "老": "lao", "年": "nian", "证": "zheng", "上": "shang", "户": "hu", "口": "kou"}


def test_the_kept_training_is_of_the_sources_of_today() -> None:
    """Stale: run `./station package build`, which trains and keeps the result, and commit it."""
    assert is_fresh(read_sources(CONTENT), UNDERSTANDING)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("我们屋头老人满六十了想办个那个逛公园不要钱的证", "R06-014"),
        ("生了个娃还没得户口", "R01-001"),
        ("呃那个我想那个哈把社保卡换一张新的坏了", "R04-020"),
        ("banlaonianzheng", "R06-014"),
        ("ban lao nian zheng", "R06-014"),
        ("banlaoniazheng", "R06-014"),
        ("gei wa er sang fu kou", "R01-001"),
        ("我要办laonianzheng", "R06-014"),
        ("我要办牢年正", "R06-014"),
    ],
)
def test_a_sentence_in_own_words_finds_its_item(package: Package, said: str, code: str) -> None:
    heard = package.understand((said,), 3)
    assert heard.kind is QueryKind.ITEM
    assert code in [one.code for one in heard.items], heard.items
    assert all(one.reason for one in heard.items)


@pytest.mark.parametrize(
    ("said", "kind", "meant"),
    [
        ("返回", QueryKind.COMMAND, Command.BACK),
        ("把这个字给我弄大点嘛", QueryKind.COMMAND, Command.BIGGER),
        ("你念给我听一下嘛", QueryKind.COMMAND, Command.READ_ALOUD),
        ("退出去算了", QueryKind.COMMAND, Command.LEAVE),
        ("你们这里几点钟开门", QueryKind.QUESTION, Topic.HOURS),
        ("我前天交的那个办到哪一步了", QueryKind.QUESTION, Topic.PROGRESS),
        ("屋头起火了快来人", QueryKind.OUT_OF_SCOPE, Emergency.FIRE),
        ("有人晕倒了快喊救护车", QueryKind.OUT_OF_SCOPE, Emergency.AMBULANCE),
        ("有人抢我的包包快报警", QueryKind.OUT_OF_SCOPE, Emergency.POLICE),
        ("今天天气咋样", QueryKind.OUT_OF_SCOPE, None),
        ("你会不会唱歌", QueryKind.OUT_OF_SCOPE, None),
    ],
)
def test_what_is_no_item_is_told_apart(package: Package, said: str, kind: QueryKind, meant: object) -> None:
    heard = package.understand((said,))
    assert (heard.kind, heard.command or heard.topic or heard.emergency) == (kind, meant)


def test_emergencies_have_their_numbers() -> None:
    assert [one.phone for one in Emergency] == ["110", "119", "120"]


def test_of_several_hearings_the_one_that_means_something_counts(package: Package) -> None:
    heard = package.understand(("呃", "我要办老年证"))
    assert (heard.text, heard.items[0].code) == ("我要办老年证", "R06-014")
    assert package.understand(()).kind is QueryKind.OUT_OF_SCOPE


def test_scores_are_shares_and_fall(package: Package) -> None:
    heard = package.understand(("打疫苗",), 20)
    scores = [one.score for one in heard.items]
    assert scores == sorted(scores, reverse=True) and 0 < sum(scores) <= 1.001
    assert heard.ask is not None and heard.ask.id == "vaccine" and not heard.sure


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(max_size=200), max_size=7))
def test_no_text_breaks_the_understanding(package: Package, texts: list[str]) -> None:
    heard = package.understand(texts, 5)
    assert len(heard.items) <= 5 and heard.kind in QueryKind


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("不是办居住证，是办身份证", "办身份证"),
        ("我要不是社保卡，要医保卡的余额", "我要医保卡的余额"),
        ("不是本人来能不能办", "不是本人来能不能办"),
        ("不是这个，是", "不是这个，是"),
    ],
)
def test_after_a_correction_what_follows_counts(said: str, rest: str) -> None:
    assert after_correction(said) == rest


@pytest.mark.parametrize(
    ("letters", "hanzi"),
    [
        ("banlaonianzheng", "办老年证"),
        ("ban'lao'lian'zen", "办老年证"),
        ("banlaoniazheng", "办老年证"),
        ("shanghukou", "上户口"),
        ("qqq", None),
        ("", None),
    ],
)
def test_letters_become_what_people_say(letters: str, hanzi: str | None) -> None:
    found = Speller(pairs_of(["办老年证", "上户口"], TABLE)).hanzi(letters)
    assert (found and found[0]) == hanzi


def test_sentences_are_alike_by_the_runs_they_share() -> None:
    known = Likeness(kept_runs([character_runs(text) for text in ("办老年证", "上户口", "")]))
    near, far, none = known.values(character_runs("老年证"))
    assert near > 0.5 > max(far, none) and known.values([]).tolist() == [0, 0, 0]
    assert known.values(character_runs("办老年证")).tolist()[0] == pytest.approx(1, abs=1e-3)


def test_weights_of_eight_bits_are_near_the_true_ones() -> None:
    true = np.random.default_rng(1).normal(size=(300, 4)).astype(np.float32) ** 3
    weights, given_to_all = kernel_of(true).opened()
    assert np.abs(weights - true).max() <= 0.04 * np.abs(true).max()
    assert np.allclose(given_to_all, true.sum(0) * LEAST, rtol=1e-4)


def test_a_matrix_of_four_bits_unfolds_to_what_was_folded() -> None:
    matrix = np.random.default_rng(2).normal(size=(64, 6)).astype(np.float32)
    again = unfolded(*folded_matrix(matrix), 64, 6)
    assert np.abs(again - matrix).max() < 0.3
    assert np.array_equal(again, unfolded(*folded_matrix(again), 64, 6))
