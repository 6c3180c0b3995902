"""The kept first page: used only when it is whole and of these settings; a damaged one costs time, never the start."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.first_page import keep_first_page, kept_file, load_first_page

PAGE: dict[str, Any] = {
    "screen": "home/HomeScreen.qml",
    "shown": {"title": "您好"},
    "frame": {"clock": "上午 9:41", "network": "网络中断", "network_up": False, "rail": []},
    "tokens": {},
    "icons": [("house/0d5a54", 2, bytes(range(16)))],
    "fonts": ["NotoSansSC-Regular.ttf"],
    "mm_per_px": 0.311,
    "width": 1080,
    "height": 1920,
    "fullscreen": False,
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "station.toml"
    path.write_text("[station]\n", "utf-8")
    return path


def test_a_kept_page_comes_back_without_what_was_true_for_a_moment_only(tmp_path: Path, config: Path) -> None:
    keep_first_page(tmp_path, config, "home", PAGE)
    page = load_first_page(tmp_path, config, "home")
    assert page is not None
    assert page["shown"] == PAGE["shown"]
    assert (page["frame"]["clock"], page["frame"]["network"], page["frame"]["network_up"]) == ("", "", True)


def test_a_page_of_other_settings_is_not_shown(tmp_path: Path, config: Path) -> None:
    keep_first_page(tmp_path, config, "home", PAGE)
    config.write_text("[station]\nhotline = '12345'\n", "utf-8")
    assert load_first_page(tmp_path, config, "home") is None
    assert load_first_page(tmp_path, config, "idle") is None


@pytest.mark.parametrize("part", sorted(PAGE))
def test_a_page_that_lacks_a_part_is_not_shown(tmp_path: Path, config: Path, part: str) -> None:
    keep_first_page(tmp_path, config, "home", PAGE)
    path = kept_file(tmp_path, "home")
    page = json.loads(path.read_text("utf-8"))
    del page[part]
    path.write_text(json.dumps(page), "utf-8")
    assert load_first_page(tmp_path, config, "home") is None


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"stamp": 3}'])
def test_any_bytes_in_its_place_are_passed_over(tmp_path: Path, config: Path, body: bytes) -> None:
    kept_file(tmp_path, "home").write_bytes(body)
    assert load_first_page(tmp_path, config, "home") is None
