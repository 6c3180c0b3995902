"""What a package holds: counts, trees, shelves, guides, forms; and that reading it proves every piece."""

import csv
import json
from pathlib import Path

import msgspec
import pytest

from catalogue.package.build import pieces_of
from catalogue.package.digests import with_digests
from catalogue.package.manifest import FORMAT, Manifest, key_id, public_bytes, signed
from catalogue.package.open import Package, open_package
from catalogue.package.sample import CONTENT, Sample, ensure_sample, load_key
from catalogue.package.sources import read_sources
from catalogue.package.writing import write_file
from contract.catalogue import EXPECTED_COUNTS, Audience
from contract.failures import Failed, FailureCode


def test_every_count_of_the_catalogue_is_right(package: Package) -> None:
    assert {name: package.counts()[name] for name in EXPECTED_COUNTS} == EXPECTED_COUNTS
    assert package.counts()["divisions"] == 184
    assert package.breaches() == []


def test_the_items_are_those_of_the_source_word_for_word(package: Package) -> None:
    with (CONTENT / "items.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(item.code, item.name) for item in package.items()] == [(row["code"], row["name"]) for row in rows]
    item = package.item("R06-014")
    assert (item.group, item.form, item.quick) == ("老年人福利与养老服务", "F01", True)
    assert item.name_en and item.department == next(row["department"] for row in rows if row["code"] == "R06-014")


@pytest.mark.parametrize(
    ("audience", "categories", "groups", "items"),
    [
        (Audience.RESIDENT, 13, 24, 314),
        (Audience.ENTERPRISE, 11, 20, 108),
    ],
)
def test_a_tree_holds_every_item_of_its_audience_once(
    package: Package, audience: Audience, categories: int, groups: int, items: int
) -> None:
    tree = package.tree(audience)
    codes = [code for category in tree for group in category.groups for code in group.codes]
    assert (len(tree), sum(len(category.groups) for category in tree)) == (categories, groups)
    assert len(codes) == len(set(codes)) == sum(category.count for category in tree) == items
    assert all(category.name_en and group.name_en and group.short_zh for category in tree for group in category.groups)
    for category in tree:
        assert [item.code for item in package.items_in(category.name)] == [c for g in category.groups for c in g.codes]
        assert [item.code for item in package.items_in(category.name, category.groups[0].name)] == list(
            category.groups[0].codes
        )


def test_the_home_page_leads_with_the_six_of_the_design(package: Package) -> None:
    assert [item.name for item in package.quick()[:6]] == [
        "老年人优待证办理",
        "高龄津贴申领",
        "城乡居民医保缴费",
        "社区居住证明开具",
        "领取社会保险待遇资格认证",
        "居住登记申报（流动人口）",
    ]
    assert len(package.quick()) == len(set(package.quick_codes())) == 50
    assert all(item.quick for item in package.quick())


def test_eight_themes_hold_the_items_that_name_them(package: Package) -> None:
    assert [theme.name for theme in package.themes()] == [
        "婚育新生",
        "入学升学",
        "就业创业",
        "买房租房",
        "退休养老",
        "扶残助困",
        "身后事",
        "开店办企业",
    ]
    for theme in package.themes():
        assert theme.codes and theme.name_en
        assert all(theme.name in item.themes for item in package.theme_items(theme.name))


def test_every_item_has_its_guide_with_situations(package: Package) -> None:
    situations = 0
    for item in package.items():
        guide = package.guide(item.code)
        assert guide.item == item.code and guide.plain and guide.situations
        situations += len(guide.situations)
    assert situations == 698


def test_a_guide_says_what_its_source_says(package: Package) -> None:
    source = json.loads((CONTENT / "guides" / "R06-014.json").read_text(encoding="utf-8"))
    guide = package.guide("R06-014")
    assert guide.plain == source["plain"]
    assert [situation.name for situation in guide.situations] == [one["name"] for one in source["situations"]]
    assert guide.situations[0].materials[0].data_sharing == "公安户籍"
    assert guide.sample_content


def test_an_item_without_a_form_gives_none(package: Package) -> None:
    form = package.form_for_item("R06-014")
    assert form is not None and form.id == "F01"
    assert package.form_for_item("R01-001") is None


@pytest.mark.parametrize("code", ["R99-001", "", "R06-014'; --", "老年证"])
def test_an_unknown_code_is_said_to_be_unknown(package: Package, code: str) -> None:
    assert not package.has_item(code)
    with pytest.raises(Failed) as caught:
        package.guide(code)
    assert caught.value.code == FailureCode.ITEM_UNKNOWN


def test_the_same_sources_and_key_give_the_same_bytes(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "sample_signing_key.pem").write_bytes((sample.path.parent / "sample_signing_key.pem").read_bytes())
    assert ensure_sample(tmp_path).path.read_bytes() == sample.path.read_bytes()


def test_a_package_that_fits_the_sources_is_not_built_again(sample: Sample) -> None:
    before = sample.path.stat().st_ino
    again = ensure_sample(sample.path.parent)
    assert (again.path.stat().st_ino, again.trusted_keys) == (before, sample.trusted_keys)


def test_a_damaged_sample_is_built_again(sample: Sample, tmp_path: Path) -> None:
    for name in ("sample_signing_key.pem", "content.sqlite"):
        (tmp_path / name).write_bytes(
            (sample.path.parent / name).read_bytes()[: 5000 if name.endswith("sqlite") else None]
        )
    again = ensure_sample(tmp_path)
    assert open_package(again.path, again.trusted_keys, thorough=True).version


def test_the_quick_items_are_one_piece_and_those_of_the_catalogue(package: Package) -> None:
    assert package.piece("list", "quick") is not None
    assert package.quick() == package.items_of(package.quick_codes()) and len(package.quick()) == 50


def test_a_package_whose_quick_items_are_others_than_the_catalogue_s_is_refused(sample: Sample, tmp_path: Path) -> None:
    sources = read_sources(CONTENT)
    other = msgspec.structs.replace(sources.items[0], name="别的")
    pieces = [
        (kind, key, msgspec.json.encode((other,) * 50) if (kind, key) == ("list", "quick") else body)
        for kind, key, body in pieces_of(sources)
    ]
    with_lists, kinds = with_digests(pieces)
    key = load_key(sample.path.parent / "sample_signing_key.pem")
    counts = open_package(sample.path, sample.trusted_keys).counts()
    about = Manifest(format=FORMAT, version=sources.version, sources="0" * 64, counts=counts, kinds=kinds)
    path = tmp_path / "other.sqlite"
    write_file(path, with_lists, key_id(public_bytes(key)), *signed(about, key))
    with pytest.raises(Failed, match="other items than the quick ones"):
        open_package(path, (public_bytes(key),), thorough=True)
