"""An embedded centre inside the test process: Django on a fresh SQLite file for each test."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench.pretend_station import PretendStation

PASSWORD = "石板滩的一只白鹭 7"


@pytest.fixture(scope="session")
def blank_centre(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(data directory that Django uses, copy of its empty database)."""
    from centre.site.keys import make_keys
    from centre.site.set_up import choose_settings, make_ready

    data = tmp_path_factory.mktemp("centre")
    kept = {name: os.environ.get(name) for name in ("CENTRE_DATA", "CENTRE_DATABASE", "DJANGO_SETTINGS_MODULE")}
    os.environ.pop("CENTRE_DATABASE", None)
    make_keys(data)
    choose_settings(data)
    make_ready(data)
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one costs a tenth second
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    blank = tmp_path_factory.mktemp("blank") / "centre.db"
    shutil.copy(data / "centre.db", blank)
    shutil.copytree(data / "keys", blank.parent / "keys")
    for name, value in kept.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    return data, blank


@dataclass
class World:
    data: Path

    def client(self, **options: Any) -> Any:
        from django.test import Client

        return Client(raise_request_exception=False, **options)

    def send(self, method: str, path: str, body: bytes | None, token: str) -> tuple[int, bytes, dict[str, str]]:
        headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
        answer = self.client().generic(method, path, body or b"", content_type="application/cbor", **headers)
        return answer.status_code, answer.content, dict(answer.headers)

    def station(self, division: str = "510114006001", place: str = "狮子湖小区") -> PretendStation:
        """Enrolled and with a token."""
        from centre.fleet.enrol_code import make_enrol_code

        code = make_enrol_code(division=division, place_name=place, town_name="石板滩街道", now=datetime.now(UTC))
        station = PretendStation(self.send)
        station.enrol(code)
        station.ask_token()
        return station

    def open_all(self) -> None:
        from centre.cases.opener import open_all

        assert open_all()

    def account(self, username: str = "chen", role: str = "officer", town: str = "") -> None:
        from centre.site.set_up import ensure_account

        ensure_account(
            username, PASSWORD, role=role, display_name="陈静", office="石板滩街道", town=town, must_change=False
        )

    def signed_in(self, username: str = "chen", role: str = "officer", town: str = "") -> Any:
        self.account(username, role, town)
        client = self.client()
        assert client.post("/sign-in", {"username": username, "password": PASSWORD}).status_code == 302
        return client


@pytest.fixture
def world(blank_centre: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    from django.db import connections

    from centre.cases import content
    from centre.intake import custody, door
    from centre.site.sealed_field import inner_keys

    data, blank = blank_centre
    connections.close_all()
    for left in data.glob("centre.db*"):
        left.unlink()
    shutil.rmtree(data / "store", ignore_errors=True)
    shutil.copy(blank, data / "centre.db")
    shutil.rmtree(data / "keys")  # a test may have changed them
    shutil.copytree(blank.parent / "keys", data / "keys")
    for kept in (door.pressure, door.outer_keys, inner_keys, content.package):
        kept.cache_clear()
    custody.arrived.clear()
    yield World(data)
    connections.close_all()
