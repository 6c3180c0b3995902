"""What both zones share: the database, the clock, the words, and nothing that a stranger could reach."""

import os
from pathlib import Path

from centre.site.chunk_storage import chunk_storage
from centre.site.database import database_settings
from contract.chunks import UPLOAD_LIMIT
from contract.sync import BATCH_BYTES_LIMIT, BATCH_COUNT_LIMIT, Limits

ROOT = Path(__file__).resolve().parents[3]
DATA_DIR = Path(os.environ.get("CENTRE_DATA") or ROOT / "var" / "centre")
DATABASES = {"default": database_settings(os.environ.get("CENTRE_DATABASE", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = False
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
USE_I18N = False
ALLOWED_HOSTS = [host for host in os.environ.get("CENTRE_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]

DISTRICT = os.environ.get("CENTRE_DISTRICT", "510114")
"""Six digits of the district that the numbers carry."""
STAFF_LANGUAGE = os.environ.get("CENTRE_LANGUAGE", "zh-CN")

MIDDLEWARE: list[str] = []
TEMPLATES: list[dict[str, object]] = []
LOGGING_CONFIG = None

TOKEN_LIFE_S = 900
CLOCK_SKEW_S = 300
"""How far a station's clock may be off when it asks for a token; the refusal carries the centre's time."""
PLACES = 4
"""Requests of stations that one process works on at once."""
WAITING_PLACES = 8
"""Those that may wait for a place; the next is answered at once with a slot of its own."""
PLACE_WAIT_S = 2.0
SLOTS_PER_S = float(os.environ.get("CENTRE_SLOTS_PER_S") or 50.0)
"""How many stations a second are told to come back after a wave: what the centre surely takes in."""
STATION_BURST = 200
STATION_BATCHES_PER_S = 50.0
LIMITS = Limits(
    batch_count=int(os.environ.get("CENTRE_BATCH_COUNT") or BATCH_COUNT_LIMIT),
    batch_bytes=int(os.environ.get("CENTRE_BATCH_KIB") or BATCH_BYTES_LIMIT // 1024) * 1024,
    chunks=int(os.environ.get("CENTRE_UPLOAD_CHUNKS") or UPLOAD_LIMIT),
)
"""What stations are told to put into one request at most."""
TOKEN_BURST = 20
TOKENS_PER_S = 0.5
RESERVE_MB = int(os.environ.get("CENTRE_RESERVE_MB") or 512)
"""Free space below DATA_DIR under which new forms are held at the stations (centre/intake/room.py); 0: never."""
CHUNK_STORE = os.environ.get("CENTRE_CHUNKS", "")
STORAGES = {
    "chunks": chunk_storage(CHUNK_STORE, DATA_DIR),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
REGISTERS = os.environ.get("CENTRE_REGISTERS", "")
"""Which registers answer proofs and queries (centre/exchange/registers.py): empty none, `simulated` for
the demo, else the file of gateways (docs/registers.md)."""
ENROL_TRIES_PER_MINUTE = 10
CONTENT_PACKAGE = os.environ.get("CENTRE_PACKAGE", "")
"""File of the content package; empty: items and forms are not known here, answers stand under their field names."""
CONTENT_PACKAGE_KEYS = [key for key in os.environ.get("CENTRE_PACKAGE_KEYS", "").split(",") if key]
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
