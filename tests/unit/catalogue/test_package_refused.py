"""Truncated, tampered, wrongly signed, wrongly counted, older: refused with the reason, and the one in use goes on."""

import sqlite3
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from catalogue.package.build import build_package
from catalogue.package.check import SourcesWrong, check_sources, counts_of
from catalogue.package.install import CURRENT, PREVIOUS, install_package, open_installed
from catalogue.package.manifest import FORMAT, Kind, Manifest, public_bytes, signed
from catalogue.package.open import open_package
from catalogue.package.sample import CONTENT, Sample, load_key
from catalogue.package.sources import read_sources
from catalogue.package.writing import write_file
from contract.failures import Failed, FailureCode

NO_KIND = Kind(count=1, digest="0")


def refusal(path: Path, keys: tuple[bytes, ...], *, thorough: bool = True) -> FailureCode:
    with pytest.raises(Failed) as caught:
        open_package(path, keys, thorough=thorough)
    assert caught.value.happened and caught.value.remedy
    return caught.value.code


def key_of(sample: Sample) -> Ed25519PrivateKey:
    return load_key(sample.path.parent / "sample_signing_key.pem")


def resigned(path: Path, sample: Sample, **changes: object) -> None:
    """Change the manifest and sign it again, as somebody with the key would."""
    database = sqlite3.connect(path)
    body = database.execute("SELECT body FROM manifest").fetchone()[0]
    about = msgspec.structs.replace(msgspec.json.decode(body, type=Manifest), **changes)
    database.execute("UPDATE manifest SET body = ?, signature = ?", signed(about, key_of(sample)))
    database.commit()
    database.close()


def test_a_missing_package_is_missing(sample: Sample, tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.sqlite", sample.trusted_keys) == FailureCode.PACKAGE_MISSING


@pytest.mark.parametrize("size", [0, 1, 99, 100, 4096, 100_000, -1])
def test_a_truncated_package_is_damaged(copy: Path, sample: Sample, size: int) -> None:
    copy.write_bytes(copy.read_bytes()[:size])
    assert refusal(copy, sample.trusted_keys, thorough=False) == FailureCode.PACKAGE_DAMAGED


def test_a_key_that_is_not_trusted_is_refused(copy: Path) -> None:
    stranger = public_bytes(Ed25519PrivateKey.generate())
    assert refusal(copy, (stranger,)) == FailureCode.PACKAGE_SIGNATURE
    assert refusal(copy, ()) == FailureCode.PACKAGE_SIGNATURE
    assert refusal(copy, (b"short",)) == FailureCode.PACKAGE_SIGNATURE


def test_a_changed_fee_is_found_when_it_is_read(copy: Path, sample: Sample) -> None:
    database = sqlite3.connect(copy)
    body = database.execute("SELECT body FROM content WHERE kind = 'item' AND key = 'R06-014'").fetchone()[0]
    database.execute(
        "UPDATE content SET body = ? WHERE kind = 'item' AND key = 'R06-014'",
        (body.replace("免费".encode(), "收费".encode()),),
    )
    database.commit()
    database.close()
    opened = open_package(copy, sample.trusted_keys)
    with pytest.raises(Failed) as caught:
        opened.item("R06-014")
    assert caught.value.code == FailureCode.PACKAGE_DAMAGED
    assert [breach.where for breach in opened.breaches()] == ["item"]
    assert refusal(copy, sample.trusted_keys) == FailureCode.PACKAGE_DAMAGED


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM content WHERE kind = 'guide' AND key = 'R01-001'",
        "DELETE FROM content WHERE kind = 'digests' AND key = 'guide'",
        "UPDATE content SET body = x'7b7d' WHERE kind = 'digests' AND key = 'form'",
        "UPDATE content SET body = 'text' WHERE kind = 'list' AND key = 'shelves'",
    ],
)
def test_a_removed_or_replaced_piece_is_found(copy: Path, sample: Sample, statement: str) -> None:
    database = sqlite3.connect(copy)
    assert database.execute(statement).rowcount == 1
    database.commit()
    database.close()
    assert refusal(copy, sample.trusted_keys) == FailureCode.PACKAGE_DAMAGED


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON content BEGIN SELECT 1; END",
        "DROP TABLE manifest",
        "CREATE VIEW more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n",
    ],
)
def test_a_package_with_another_schema_is_not_read(copy: Path, sample: Sample, statement: str) -> None:
    database = sqlite3.connect(copy)
    database.execute(statement)
    database.commit()
    database.close()
    assert refusal(copy, sample.trusted_keys, thorough=False) == FailureCode.PACKAGE_DAMAGED


def test_a_database_that_is_no_package_is_said_so(tmp_path: Path, sample: Sample) -> None:
    database = sqlite3.connect(tmp_path / "other.sqlite")
    database.execute("CREATE TABLE a(b)")
    database.commit()
    database.close()
    assert refusal(tmp_path / "other.sqlite", sample.trusted_keys) == FailureCode.PACKAGE_DAMAGED


def test_wrong_counts_are_refused_even_with_the_right_signature(copy: Path, sample: Sample) -> None:
    counts = open_package(copy, sample.trusted_keys).counts()
    resigned(copy, sample, counts=counts | {"quick": 49})
    assert refusal(copy, sample.trusted_keys, thorough=False) == FailureCode.PACKAGE_COUNTS
    resigned(copy, sample, counts=counts | {"divisions": 3})
    assert refusal(copy, sample.trusted_keys) == FailureCode.PACKAGE_COUNTS


def test_a_manifest_of_another_format_is_not_guessed_at(copy: Path, sample: Sample) -> None:
    resigned(copy, sample, format=99)
    assert refusal(copy, sample.trusted_keys) == FailureCode.PACKAGE_DAMAGED


# --- installing -------------------------------------------------------------------------------------------------


def versioned(sample: Sample, folder: Path, version: str) -> Path:
    path = folder / f"{version}.sqlite"
    path.write_bytes(sample.path.read_bytes())
    resigned(path, sample, version=version)
    return path


def test_an_update_swaps_and_keeps_the_previous_one(sample: Sample, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    assert install_package(versioned(sample, tmp_path, "2026.11.1"), folder, sample.trusted_keys) == "2026.11.1"
    assert install_package(versioned(sample, tmp_path, "2026.12.1"), folder, sample.trusted_keys) == "2026.12.1"
    assert open_installed(folder, sample.trusted_keys).version == "2026.12.1"
    assert open_package(folder / PREVIOUS, sample.trusted_keys).version == "2026.11.1"
    assert sorted(path.name for path in folder.iterdir()) == [CURRENT, PREVIOUS]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path, sample: path.write_bytes(path.read_bytes()[:9000]), FailureCode.PACKAGE_DAMAGED),
        (lambda path, sample: resigned(path, sample, version="2026.10.9"), FailureCode.PACKAGE_OLDER),
        (lambda path, sample: resigned(path, sample, counts={}), FailureCode.PACKAGE_COUNTS),
        (lambda path, sample: path.unlink(), FailureCode.PACKAGE_MISSING),
        (lambda path, sample: resigned(path, sample, kinds={"item": NO_KIND}), FailureCode.PACKAGE_DAMAGED),
    ],
)
def test_a_refused_update_leaves_the_one_in_use(sample: Sample, copy: Path, tmp_path: Path, spoil, code) -> None:
    folder = tmp_path / "packages"
    install_package(sample.path, folder, sample.trusted_keys)
    before = (folder / CURRENT).read_bytes()
    spoil(copy, sample)
    with pytest.raises(Failed) as caught:
        install_package(copy, folder, sample.trusted_keys)
    assert caught.value.code == code
    assert (folder / CURRENT).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [CURRENT]


def test_a_damaged_one_in_use_falls_back_to_the_previous(sample: Sample, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    install_package(versioned(sample, tmp_path, "2026.11.1"), folder, sample.trusted_keys)
    install_package(versioned(sample, tmp_path, "2026.12.1"), folder, sample.trusted_keys)
    (folder / CURRENT).write_bytes((folder / CURRENT).read_bytes()[:50_000])
    package = open_installed(folder, sample.trusted_keys)
    assert (package.version, package.path.name) == ("2026.11.1", PREVIOUS)
    (folder / PREVIOUS).unlink()
    with pytest.raises(Failed) as caught:
        open_installed(folder, sample.trusted_keys)
    assert caught.value.code == FailureCode.PACKAGE_DAMAGED


def test_a_damaged_one_in_use_is_not_kept_as_the_previous(sample: Sample, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    install_package(versioned(sample, tmp_path, "2026.11.1"), folder, sample.trusted_keys)
    install_package(versioned(sample, tmp_path, "2026.12.1"), folder, sample.trusted_keys)
    (folder / CURRENT).write_bytes(b"broken")
    install_package(versioned(sample, tmp_path, "2026.12.2"), folder, sample.trusted_keys)
    assert open_package(folder / PREVIOUS, sample.trusted_keys).version == "2026.11.1"


# --- sources ----------------------------------------------------------------------------------------------------


def test_a_source_with_an_item_less_is_not_built(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for path in CONTENT.iterdir():
        (content / path.name).symlink_to(path)
    (content / "items.csv").unlink()
    lines = (CONTENT / "items.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (content / "items.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(SourcesWrong) as caught:
        build_package(content, tmp_path / "out.sqlite", Ed25519PrivateKey.generate())
    assert {breach.where for breach in caught.value.breaches} >= {"items"}
    assert not (tmp_path / "out.sqlite").exists()


def test_a_broken_source_names_its_file(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for path in CONTENT.iterdir():
        (content / path.name).symlink_to(path)
    (content / "themes.json").unlink()
    (content / "themes.json").write_text("{", encoding="utf-8")
    with pytest.raises(Failed) as caught:
        read_sources(content)
    assert caught.value.code == FailureCode.PACKAGE_DAMAGED and "themes.json" in caught.value.happened


def test_the_sources_of_the_repository_break_no_rule() -> None:
    sources = read_sources(CONTENT)
    assert check_sources(sources) == []
    assert counts_of(sources)["forms"] == len(sources.forms) >= 1


def test_an_oversized_manifest_does_not_cost_memory(tmp_path: Path, sample: Sample) -> None:
    path = tmp_path / "big.sqlite"
    about = Manifest(format=FORMAT, version="2026.11.1", sources="", counts={}, kinds={})
    write_file(path, [], "key", *signed(about, key_of(sample)))
    database = sqlite3.connect(path)
    database.execute("UPDATE manifest SET body = zeroblob(?)", (17 * 1024 * 1024,))
    database.commit()
    database.close()
    assert refusal(path, sample.trusted_keys, thorough=False) == FailureCode.PACKAGE_DAMAGED
