"""One window for all checks of the screens, and the sample package."""

from collections.abc import Iterator

import pytest

from bench.looking import Looking, sample_package
from bench.probe.probe import Probe
from catalogue.package.open import Package


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    package = sample_package(tmp_path_factory.mktemp("sample-package"))
    yield package
    package.close()


@pytest.fixture(scope="session")
def looking() -> Iterator[Looking]:
    looking = Looking()
    yield looking
    looking.close()


@pytest.fixture(scope="session")
def probe(looking: Looking) -> Probe:
    return Probe(looking.engine)
