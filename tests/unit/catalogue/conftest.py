"""One package of the repository's sources, built once for the tests here."""

from pathlib import Path

import pytest

from catalogue.package.open import Package, open_package
from catalogue.package.sample import Sample, ensure_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return ensure_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def package(sample: Sample) -> Package:
    return open_package(sample.path, sample.trusted_keys)


@pytest.fixture
def copy(sample: Sample, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    path = tmp_path / "content.sqlite"
    path.write_bytes(sample.path.read_bytes())
    return path
