"""Drawn samples: each is the one its maker draws, stands for what its name says, and never stops a screen."""

import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtCore import QSize

from assets.pictures.making.samples import FOLDER, PICTURES, drawn
from catalogue.package.sources import read_guides
from kiosk.config import ASSETS
from kiosk.controls.sample_pictures import SamplePictureProvider
from kiosk.screens.sample_papers import PICTURES as NAMED
from kiosk.screens.sample_papers import picture_of


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_the_one_its_maker_draws_without_a_font_or_anything_from_outside(name: str) -> None:
    svg = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert svg == drawn(name), "draw them anew: python -m assets.pictures.making.samples"
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "path", "rect", "circle"}


def test_every_name_has_its_picture_and_every_picture_a_name() -> None:
    assert {picture for picture, _ in NAMED} == set(PICTURES) == {path.stem for path in FOLDER.glob("*.svg")}


@pytest.mark.parametrize(
    ("material", "picture"),
    [
        ("居民身份证", "id_card"),
        ("代办人居民身份证", "id_card"),
        ("居民户口簿", "household_register"),
        ("出生医学证明", "birth"),
        ("授权委托书", "power_of_attorney"),
        ("本人社保卡或银行卡账户", "social_card"),
        ("近期免冠照片", "photo"),
        ("营业执照", "licence"),
        ("残疾评定表", "disability"),
        ("家庭收入财产申报表", "money"),
        ("灵活就业登记表", "form"),
        ("飞船说明", "statement"),
        ("飞船", ""),
    ],
)
def test_the_name_of_a_material_finds_its_picture(material: str, picture: str) -> None:
    assert picture_of(material) == picture


def test_most_of_what_the_guides_ask_for_has_a_picture() -> None:
    names = [
        material.name
        for guide in read_guides(ASSETS / "content" / "guides").values()
        for situation in guide.situations
        for material in situation.materials
    ]
    assert sum(bool(picture_of(name)) for name in names) > 0.75 * len(names)


@pytest.mark.parametrize("wanted", ["", "no_such", "../icons/check", "id_card/../../x", "ID", "x" * 5000])
def test_an_unknown_name_gives_an_empty_picture(wanted: str) -> None:
    picture = SamplePictureProvider(ASSETS / "pictures" / "samples").requestImage(wanted, QSize(), QSize(30, 20))
    assert (picture.width(), picture.height()) == (30, 20)
    assert all(picture.pixelColor(x, y).alpha() == 0 for x in range(30) for y in range(20))


def test_a_picture_is_drawn_in_its_shape_and_never_larger_than_allowed() -> None:
    provider = SamplePictureProvider(ASSETS / "pictures" / "samples")
    assert provider.requestImage("id_card", QSize(), QSize(300, 10)).height() == 200
    assert provider.requestImage("id_card", QSize(), QSize(100_000, 1)).width() == 1600
