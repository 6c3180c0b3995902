"""What is written for other implementers is what is served: addresses, structs, refusal codes."""

import ast
import json
import re
from pathlib import Path

import yaml

from centre.site.openapi import ADDRESSES, as_yaml, describe

ROOT = Path(__file__).resolve().parents[3]
DESCRIBED = ROOT / "docs" / "openapi.yaml"
PROTOCOL = ROOT / "docs" / "sync-protocol.md"


def refusals_in_code() -> set[str]:
    """Codes of every `Refused(status, "code", …)` of the centre."""
    found = set()
    for path in (ROOT / "centre").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                code = node.args[1]
                if isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found | {"feed.cursor", "news.cursor", "blob.place"}  # given to number_of


def test_the_description_is_the_one_the_types_make() -> None:
    again = "# Made by: python -m centre.site.openapi\n" + as_yaml(describe())
    assert DESCRIBED.read_text("utf-8") == again, "make it anew: python -m centre.site.openapi > docs/openapi.yaml"
    assert yaml.safe_load(again) == json.loads(json.dumps(describe()))


def test_every_address_that_is_served_is_described_and_no_other(world) -> None:
    from centre.site.urls.outer import VIEWS

    assert {address.path for address in ADDRESSES} == set(VIEWS)
    for address in ADDRESSES:
        other = "POST" if address.asked is None else "GET"
        assert world.send(other, address.path, b"", "")[0] == 405


def test_every_reference_leads_somewhere() -> None:
    described = describe()
    for name in re.findall(r'#/components/schemas/(\w+)"', json.dumps(described)):
        assert name in described["components"]["schemas"], name


def test_every_refusal_of_the_code_is_written_down_for_stations() -> None:
    codes = refusals_in_code()
    assert len(codes) > 25
    told = set(re.findall(r"`([a-z]+\.[a-z_]+)`", PROTOCOL.read_text("utf-8")))
    assert codes <= told, codes - told
    described = DESCRIBED.read_text("utf-8")
    # an address that is not there is in no description of addresses
    assert {code for code in codes - {"request.address"} if code not in described} == set()
