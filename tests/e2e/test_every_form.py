"""Forms filled by touches from the card to the receipt and found at the centre: typed codes, places, many pages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The three that between them ask every kind of question; all twelve are filled in tests/unit/kiosk/screens.
MORE = {"R05-018": ("--draft",)}
FORMS = {"R05-018": ("to_city", "1101"), "R11-016": ("other_id", "91510114MA6C12340A"), "R07-007": ("level", "2")}


@pytest.mark.parametrize("item", FORMS)
def test_a_form_goes_from_the_card_to_the_receipt_and_the_centre(item: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.demo", "--headless", "--item", item, "--out", str(tmp_path), *MORE.get(item, ())],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=220,
    )
    assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr[-1500:]
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    field, value = FORMS[item]
    assert report["ok"] and report["states"][-1] == "COMPLETE"
    assert report["centre"]["answers"][field] == value
    assert report["centre"]["times_at_centre"] == 1
    if item in MORE:
        assert report["draft"]["codes"] >= 1 and max(report["draft"]["characters"]) <= 520
        names = [screen["name"] for screen in report["screens"]]
        assert names.index("draft-key") < names.index("draft-back-wrong") < names.index("receipt")
        assert [name for name in names[names.index("draft-back-key") :] if name.startswith("form-")] == [
            names[names.index("sign") - 1]
        ]
    if item == "R11-016":
        assert report["centre"]["answers"]["other_name"] == "成都示例食品有限公司", "from the licence"
    if item == "R11-016":  # its lease is photographed, two pages
        pages = report["centre"]["scans"]
        assert [(page["name"], page["media_type"], page["here"]) for page in pages] == [
            ("lease-1.jpg", "image/jpeg", True), ("lease-2.jpg", "image/jpeg", True),
        ]  # fmt: skip
        assert pages[0]["sha256"] != pages[1]["sha256"] and all(page["bytes"] > 50_000 for page in pages)
    assert any(screen["name"].startswith("form-") for screen in report["screens"])
