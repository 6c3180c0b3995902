"""Scans, questions and reports of a pretend station, in the words of the contract and none of our station's code."""

import hashlib
import os
from collections.abc import Sequence
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.pretend_station import CHINA, PretendStation
from contract import wire
from contract.chunks import (
    CHUNK_PLAIN,
    CHUNKS_MISSING_PATH,
    CHUNKS_PATH,
    CONTEXT,
    ChunkAnswer,
    ChunkQuestion,
    ChunkUpload,
)
from contract.envelope import decode_envelope
from contract.news import BLOB_PATH, NEWS_CONTEXT, NEWS_PATH, BlobPiece, NewsPage, SignedNews
from contract.submission import Application, Scan
from contract.sync import (
    CUSTODY_PATH,
    HEALTH_PATH,
    Alarm,
    CustodyAsked,
    CustodyQuestion,
    CustodyReceipt,
    HealthAnswer,
    HealthReport,
    SignedReceipt,
)


def seal_pages(
    station: PretendStation, application: Application, pages: Sequence[tuple[str, str, bytes]]
) -> tuple[Application, bytes, list[bytes]]:
    """An application with scans `(name, media type, content)`: it, its envelope, and all sealed chunks in order."""
    scans, chunks = [], []
    for name, media_type, content in pages:
        key = os.urandom(32)
        sealed = [
            AESGCM(key).encrypt(place.to_bytes(12, "big"), content[at : at + CHUNK_PLAIN], CONTEXT)
            for place, at in enumerate(range(0, len(content), CHUNK_PLAIN))
        ]
        scans.append(
            Scan(
                name=name,
                media_type=media_type,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                key=key,
                chunks=tuple(hashlib.sha256(chunk).digest() for chunk in sealed),
            )
        )
        chunks += sealed
    whole = msgspec.structs.replace(application, scans=tuple(scans))
    names = tuple(hashlib.sha256(chunk).digest() for chunk in chunks)
    return whole, station.seal(whole, chunks=names), chunks


def ask_missing(station: PretendStation, names: Sequence[bytes]) -> tuple[bytes, ...]:
    question = ChunkQuestion(chunks=tuple(names))
    return station.ask("POST", CHUNKS_MISSING_PATH, question, ChunkAnswer, station.token).missing


def send_chunks(station: PretendStation, *chunks: bytes) -> tuple[bytes, ...]:
    """Names the centre could not store."""
    return station.ask("POST", CHUNKS_PATH, ChunkUpload(chunks=chunks), ChunkAnswer, station.token).missing


def asked_of(envelope: bytes) -> CustodyAsked:
    header, _ = decode_envelope(envelope)
    return CustodyAsked(epoch=header.epoch, submission_id=header.submission_id, sealed_sha256=header.sealed_sha256)


def ask_custody(station: PretendStation, *asked: CustodyAsked) -> CustodyReceipt:
    question = CustodyQuestion(submissions=asked)
    return station.believe(station.ask("POST", CUSTODY_PATH, question, SignedReceipt, station.token), question)


def read_news(station: PretendStation, cursor: int = 0) -> NewsPage:
    signed = station.ask("GET", f"{NEWS_PATH}?cursor={cursor}", None, SignedNews, station.token)
    page = wire.decode(signed.page, NewsPage)
    key = next(each for each in station.place.keys if each.use == "receipt" and each.key_id == page.key_id)
    Ed25519PublicKey.from_public_bytes(key.public).verify(signed.signature, NEWS_CONTEXT + signed.page)
    assert page.station_id == station.place.station_id and page.after == cursor
    return page


def read_blob(station: PretendStation, sha256: str, at: int = 0) -> BlobPiece:
    return station.ask("GET", f"{BLOB_PATH}?sha256={sha256}&at={at}", None, BlobPiece, station.token)


def report_health(station: PretendStation, *alarms: Alarm, numbers_left: int = 400) -> HealthAnswer:
    report = HealthReport(
        at=datetime.now(CHINA),
        monotonic_ns=1,
        software="0.1.0",
        pending=len(alarms),
        oldest_pending_at=None,
        free_bytes=10**9,
        numbers_left=numbers_left,
        alarms=alarms,
    )
    return station.ask("POST", HEALTH_PATH, report, HealthAnswer, station.token)
