"""A delta makes the new package of the one in use, proved; anything else is refused and nothing is written."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from catalogue.package.build import build_package
from catalogue.package.delta import apply_delta, make_delta, read_delta
from catalogue.package.install import install_package, open_installed
from catalogue.package.open import open_package
from catalogue.package.sample import CONTENT, Sample, load_key
from contract.failures import Failed, FailureCode


@pytest.fixture(scope="module")
def newer(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next version: one guide says more."""
    folder = tmp_path_factory.mktemp("newer")
    content = Path(shutil.copytree(CONTENT, folder / "content"))
    about = content / "package.toml"
    about.write_text(about.read_text("utf-8").replace('version = "2026.11.1"', 'version = "2026.11.2"'), "utf-8")
    guide = content / "guides" / "R06-014.json"
    said = json.loads(guide.read_text("utf-8"))
    guide.write_text(json.dumps(said | {"plain": "满六十岁就能办。"}, ensure_ascii=False), "utf-8")
    key = load_key(sample.path.parent / "sample_signing_key.pem")
    return build_package(content, folder / "content.sqlite", key).path


@pytest.fixture(scope="module")
def delta(sample: Sample, newer: Path) -> bytes:
    return make_delta(sample.path, newer, sample.trusted_keys)


def test_a_delta_gives_the_very_same_package(sample: Sample, newer: Path, delta: bytes, tmp_path: Path) -> None:
    assert apply_delta(sample.path, delta, tmp_path / "made.sqlite", sample.trusted_keys) == "2026.11.2"
    assert (tmp_path / "made.sqlite").read_bytes() == newer.read_bytes()
    assert len(delta) * 4 < newer.stat().st_size
    assert install_package(tmp_path / "made.sqlite", tmp_path / "station", sample.trusted_keys) == "2026.11.2"
    assert open_installed(tmp_path / "station", sample.trusted_keys).guide("R06-014").plain == "满六十岁就能办。"


@pytest.mark.parametrize("place", [0, 3, 20, 40, 200, -1])
def test_a_changed_or_cut_delta_is_refused_and_writes_nothing(
    sample: Sample, delta: bytes, tmp_path: Path, place: int
) -> None:
    flipped = bytearray(delta)
    flipped[place] ^= 1
    for body in (bytes(flipped), delta[: max(1, place)], b"", b"XDZD1"):
        with pytest.raises(Failed) as caught:
            apply_delta(sample.path, body, tmp_path / "made.sqlite", sample.trusted_keys)
        assert caught.value.code is FailureCode.PACKAGE_DAMAGED
    assert list(tmp_path.iterdir()) == []


def test_a_delta_of_another_package_is_refused(sample: Sample, newer: Path, delta: bytes, tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"here is 2026\.11\.2"):
        apply_delta(newer, delta, tmp_path / "made.sqlite", sample.trusted_keys)


def test_a_delta_back_to_an_older_version_is_not_made(sample: Sample, newer: Path) -> None:
    with pytest.raises(Failed) as caught:
        make_delta(newer, sample.path, sample.trusted_keys)
    assert caught.value.code is FailureCode.PACKAGE_OLDER


def test_a_delta_that_nobody_trusted_signed_is_refused(
    sample: Sample, delta: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from catalogue.package import delta as module
    from contract.failures import Retry

    whole = read_delta(delta)
    lying = msgspec.structs.replace(whole, signature=bytes(64))
    monkeypatch.setattr(module, "read_delta", lambda body: lying)
    with pytest.raises(Failed) as caught:
        apply_delta(sample.path, delta, tmp_path / "made.sqlite", sample.trusted_keys)
    assert (caught.value.code, caught.value.retry) == (FailureCode.PACKAGE_SIGNATURE, Retry.NEVER)
    assert list(tmp_path.iterdir()) == []


def test_both_packages_stay_as_they_were(sample: Sample, newer: Path, delta: bytes) -> None:
    assert open_package(sample.path, sample.trusted_keys, thorough=True).version == "2026.11.1"
    assert open_package(newer, sample.trusted_keys, thorough=True).version == "2026.11.2"
