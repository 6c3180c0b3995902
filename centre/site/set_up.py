"""Make a data directory ready: keys, database, first account. Each step only when it is missing."""

import hashlib
import os
import secrets
import string
from pathlib import Path

from centre.site.keys import make_keys

PASSWORD_LETTERS = string.ascii_letters.translate(str.maketrans("", "", "lIO")) + "23456789"
PASSWORD_LENGTH = 16


def choose_settings(data: Path, database: str = "", zone: str = "embedded") -> None:
    """Tell Django where everything is. Before anything of Django is imported."""
    os.environ["CENTRE_DATA"] = str(data.resolve())
    if database:
        os.environ["CENTRE_DATABASE"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = f"centre.site.settings.{zone}"


def make_ready(data: Path, zone: str = "embedded") -> bool:
    """Keys and tables; True when anything was made. Settings must be chosen; Django is set up here.

    The outer zone makes no keys: its own are brought to it, and the inner ones must never be there.

    A mark of the migrations inside the SQLite file makes the usual start skip looking at them; it is in the file, so
    that a restored backup is migrated again.
    """
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = zone != "outer" and make_keys(data)
    import django

    django.setup()
    from django.conf import settings

    sqlite = settings.DATABASES["default"]["ENGINE"] == "centre.site.sqlite"
    mark = _migrations_mark(zone)
    if sqlite and _mark_of_file() == mark:
        return made
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    if sqlite:
        Path(settings.DATABASES["default"]["NAME"]).chmod(0o600)
        _put_mark(mark)
    return True


def _migrations_mark(zone: str) -> int:
    """Of our migrations, the zone (its tables) and Django's version, as a number that SQLite's user_version holds."""
    import django

    told = hashlib.sha256(f"{django.__version__} {zone}".encode())
    for path in sorted(Path(__file__).resolve().parents[1].glob("*/migrations/*.py")):
        told.update(path.name.encode() + path.read_bytes())
    return int.from_bytes(told.digest()[:4]) >> 1


def _mark_of_file() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        (mark,) = cursor.fetchone() or (0,)
    return mark


def _put_mark(mark: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {mark}")


def new_password() -> str:
    return "".join(secrets.choice(PASSWORD_LETTERS) for _ in range(PASSWORD_LENGTH))


def ensure_account(
    username: str,
    password: str,
    *,
    role: str,
    display_name: str,
    office: str = "",
    town: str = "",
    must_change: bool = True,
) -> bool:
    """Add an account unless the name is taken; True when it was added. An existing password is never touched."""
    from centre.site.database import writing
    from centre.staff.models import Account

    with writing():
        if Account.objects.filter(username=username).exists():
            return False
        account = Account(
            username=username,
            role=role,
            display_name=display_name,
            office=office,
            town=town,
            must_change_password=must_change,
        )
        account.set_password(password)
        account.save()
    return True


def any_account() -> bool:
    from centre.staff.models import Account

    return Account.objects.exists()
