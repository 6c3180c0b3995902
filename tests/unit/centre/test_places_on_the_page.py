"""Places on a case's page are names, whatever the length of their code; and the centre's check knows them all."""

from pathlib import Path

import pytest

from catalogue.package.open import Package, open_package
from catalogue.package.sample import ensure_sample


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Package:
    sample = ensure_sample(Path(tmp_path_factory.mktemp("sample")))
    return open_package(sample.path, sample.trusted_keys)


@pytest.mark.parametrize(
    ("code", "name"),
    [("51", "四川省"), ("5101", "四川省成都市"), ("510114", "四川省成都市新都区"), ("1101", "北京市"),
     ("510114006", "石板滩街道"), ("510114006001", "石板滩街道金三角社区居委会")],
)  # fmt: skip
def test_every_length_of_code_has_its_name(
    opened: Package, monkeypatch: pytest.MonkeyPatch, code: str, name: str
) -> None:
    from centre.cases import content

    monkeypatch.setattr(content, "package", lambda: opened)
    assert content.place_names()[code].startswith(name)


def test_a_case_shows_names_of_regions_and_checks_them(world, opened: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    from centre.cases import content
    from centre.cases.models import Case

    monkeypatch.setattr(content, "package", lambda: opened)
    station = world.station()
    answers = {"to_province": "11", "to_city": "1101", "home_division": "510114006001"}
    application = station.application(
        item_code="R05-018", item_name="异地长期居住人员就医备案", form_id="F08", answers=answers
    )
    station.send_batch(station.seal(application))
    world.open_all()
    case = Case.objects.get()
    assert {field for field, _ in case.faults} & {"to_province", "to_city", "home_division"} == set()
    page = world.signed_in().get(f"/cases/{case.case_number}/").content.decode()
    assert "北京市" in page and "石板滩街道金三角社区居委会" in page
    assert "1101</dd>" not in page and "510114006001" not in page
