"""Any damage to a content package or a workbook is refused with a reason, or has touched nothing that is read."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.package.open import open_package
from catalogue.package.sample import Sample, ensure_sample
from catalogue.tables.workbook import FileRefused, read_xlsx
from contract.failures import Failed, FailureCode

SAMPLE = Path(__file__).resolve().parents[2] / ".station" / "sample"
REFUSED = {FailureCode.PACKAGE_DAMAGED, FailureCode.PACKAGE_SIGNATURE, FailureCode.PACKAGE_MISSING}
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
wound_at = st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=64))
wounds = st.lists(wound_at, min_size=1, max_size=3)
cut = st.one_of(st.none(), st.floats(0, 0.999))


@pytest.fixture(scope="module")
def sample() -> Sample:
    return ensure_sample(SAMPLE)


def wound(path: Path, where: list[tuple[float, bytes]], keep: float | None) -> bool:
    """Overwrite and cut the file in place; whether it differs now."""
    size, differs = path.stat().st_size, keep is not None
    with path.open("r+b") as file:
        for share, noise in where:
            at = min(int(share * size), size - len(noise))
            file.seek(at)
            differs = differs or file.read(len(noise)) != noise
            file.seek(at)
            file.write(noise)
        if keep is not None:
            file.truncate(int(keep * size))
    return differs


@settings(max_examples=12, deadline=None, suppress_health_check=QUIET)
@given(where=wounds, keep=cut)
def test_a_damaged_package_is_refused_with_a_reason_or_every_piece_of_it_is_as_signed(
    sample: Sample, tmp_path: Path, where: list[tuple[float, bytes]], keep: float | None
) -> None:
    path = tmp_path / "damaged.sqlite"
    shutil.copyfile(sample.path, path)
    differs = wound(path, where, keep)
    try:
        open_package(path, sample.trusted_keys, thorough=True)  # proves every piece against what was signed
    except Failed as refused:
        assert differs and refused.code in REFUSED and refused.happened and refused.remedy
    else:
        assert keep is None


@settings(max_examples=60, deadline=None, suppress_health_check=QUIET)
@given(where=wounds, keep=cut)
def test_a_damaged_workbook_is_refused_with_a_reason_in_chinese_or_reads_as_it_was(
    tmp_path: Path, where: list[tuple[float, bytes]], keep: float | None
) -> None:
    path = tmp_path / "damaged.xlsx"
    rows = [["代码", "名称"], *([f"R0{n % 10}-{n:03d}", f"事项{n}"] for n in range(40))]
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "事项"
    for row in rows:
        page.append(row)
    book.save(path)
    wound(path, where, keep)
    problems: list[object] = []
    try:
        found = read_xlsx(path, problems)  # type: ignore[arg-type]
    except FileRefused as refused:
        assert any("一" <= letter <= "龥" for letter in str(refused))
    else:
        assert keep is None
        read = [list(row) for row in found.get("事项", [])]
        assert read == rows or problems or not read
