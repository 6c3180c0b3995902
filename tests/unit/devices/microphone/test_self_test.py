"""What the self-test of a model lets pass."""

import csv
from pathlib import Path

import pytest

from contract.failures import Failed, FailureCode
from devices.microphone.self_test import Decoded, decoded_of, judged, wrong_units
from tests.architecture.tree import ROOT

RECORDINGS = ROOT / "assets" / "speech" / "recordings"


def decoded(texts: dict[str, str], **more: object) -> Decoded:
    told = {"silence": "", "load_s": 0.5, "memory_mb": 234.0, "rtf": 0.3, "final_ms": 900.0} | more
    return Decoded(engine="vosk", texts={file: (text,) for file, text in texts.items()}, **told)  # type: ignore[arg-type]


def truth() -> dict[str, str]:
    with (RECORDINGS / "utterances.csv").open(encoding="utf-8") as opened:
        return {row["file"]: row["text"] for row in csv.DictReader(opened)}


def test_a_model_that_understands_passes_and_says_how_well() -> None:
    report = judged(decoded(truth() | {"u01.wav": "我要办两年证"}), RECORDINGS, None)
    assert (report.ok, report.good, report.of, report.problems) == (True, 10, 10, ())
    assert 0 < report.character_error < 0.05


@pytest.mark.parametrize(
    "worse",
    [{"silence": "你好"}, {"load_s": 11.0}, {"memory_mb": 700.0}, {"rtf": 1.2}],
    ids=lambda worse: next(iter(worse)),
)
def test_one_limit_is_enough_to_fail(worse: dict[str, object]) -> None:
    assert not judged(decoded(truth(), **worse), RECORDINGS, None).ok


def test_three_recordings_that_are_not_understood_are_too_many() -> None:
    for missed, ok in ((2, True), (3, False)):
        texts = truth() | {f"u{number:02d}.wav": "呢" for number in range(1, missed + 1)}
        report = judged(decoded(texts), RECORDINGS, None)
        assert (report.ok, report.good) == (ok, 10 - missed)


def test_the_sound_counts_where_syllables_are_known(tmp_path: Path) -> None:
    readings = {"我": "wo", "要": "yao", "办": "ban", "老": "lao", "年": "nian", "证": "zheng", "正": "zheng"}
    row = "a.wav,我要办老年证,wo yao ban lao nian zheng"
    (tmp_path / "utterances.csv").write_text(f"file,text,pinyin\n{row}\n", "utf-8")
    report = judged(decoded({"a.wav": "我要办老年正"}), tmp_path, lambda text: [readings[one] for one in text])
    assert (report.syllable_error, report.good) == (0.0, 1)
    assert report.character_error > 0.1


def test_a_child_that_ends_without_an_answer_is_a_refused_model() -> None:
    with pytest.raises(Failed) as failed:
        decoded_of(b"", -6)
    assert failed.value.code is FailureCode.SPEECH_MODEL_REFUSED
    assert "-6" in failed.value.happened


@pytest.mark.parametrize(
    ("wanted", "found", "wrong"), [("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "ab", 2), ("abc", "axcd", 2)]
)
def test_units_to_change(wanted: str, found: str, wrong: int) -> None:
    assert wrong_units(wanted, found) == wrong
