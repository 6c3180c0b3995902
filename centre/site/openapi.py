"""The stations' door as an OpenAPI 3.1 description from the contract's own types: `python -m centre.site.openapi`.

docs/openapi.yaml is its output; a test compares them, and the addresses with those that are served.
"""

import json
import sys
from dataclasses import dataclass
from typing import Any

import msgspec

from contract.chunks import CHUNKS_MISSING_PATH, CHUNKS_PATH, ChunkAnswer, ChunkQuestion, ChunkUpload
from contract.inquiry import ASK_PATH, SealedInquiry, SealedReply
from contract.news import BLOB_PATH, NEWS_PATH, BlobPiece, SignedNews
from contract.sync import (
    BATCH_PATH,
    CUSTODY_PATH,
    ENROL_PATH,
    FEED_PATH,
    HEALTH_PATH,
    MEDIA_TYPE,
    TOKEN_PATH,
    BatchRequest,
    CustodyQuestion,
    CustodyReceipt,
    EnrolAnswer,
    EnrolRequest,
    FeedAnswer,
    HealthAnswer,
    HealthReport,
    Refusal,
    SignedReceipt,
    TokenAnswer,
    TokenRequest,
)


@dataclass(frozen=True)
class Address:
    """One address: what goes in, what comes out of a success, who may ask, and which refusals there are."""

    path: str
    does: str
    asked: type | None
    answered: type
    refusals: dict[int, str]
    query: tuple[tuple[str, str], ...] = ()
    needs_token: bool = True


_TOKEN = {401: "token.missing, token.invalid, token.expired, station.revoked: ask for another token, once"}
_BUSY = {
    429: "centre.too_often: Retry-After is in the answer",
    503: "centre.busy, centre.trouble: Retry-After is a reserved slot",
}
_BODY = {411: "request.length", 413: "request.too_large: send less at once"}
_COPIED = {403: "station.copied: another machine has this identity"}

ADDRESSES = (
    Address(
        ENROL_PATH, "A terminal with a one-time code gets an identity", EnrolRequest, EnrolAnswer,
        {400: "request.unreadable", 403: "enrol.code, enrol.signature", 409: "enrol.full"} | _BODY | _BUSY,
        needs_token=False,
    ),
    Address(
        TOKEN_PATH, "A station proves its key and gets a token", TokenRequest, TokenAnswer,
        {
            400: "request.unreadable, token.nonce",
            401: "token.clock: ask again with the time of the refusal",
            403: "station.unknown, station.revoked",
        } | _BODY | _BUSY,
        needs_token=False,
    ),
    Address(
        BATCH_PATH, "Custody of sealed submissions", BatchRequest, SignedReceipt,
        {400: "request.unreadable, request.cut, batch.count"} | _TOKEN | _BODY | _BUSY,
    ),
    Address(
        CHUNKS_MISSING_PATH, "Which chunks does the centre not hold?", ChunkQuestion, ChunkAnswer,
        {400: "request.unreadable, chunks.asked"} | _TOKEN | _BODY | _BUSY,
    ),
    Address(
        CHUNKS_PATH, "Custody of sealed chunks of scans", ChunkUpload, ChunkAnswer,
        {400: "request.unreadable, chunks.count"} | _TOKEN | _BODY | _BUSY,
    ),
    Address(
        CUSTODY_PATH, "What the centre holds of submissions sent before", CustodyQuestion, SignedReceipt,
        {400: "request.unreadable, custody.count"} | _TOKEN | _BODY | _BUSY,
    ),
    Address(
        FEED_PATH, "States of the station's matters after a cursor", None, FeedAnswer,
        {400: "feed.cursor"} | _TOKEN | _COPIED | _BUSY,
        (("cursor", "the last cursor that was applied; 0 at first"),),
    ),
    Address(
        NEWS_PATH, "News for the station after a cursor, signed", None, SignedNews,
        {400: "news.cursor"} | _TOKEN | _COPIED | _BUSY,
        (("cursor", "the last cursor that was applied; 0 at first"),),
    ),
    Address(
        BLOB_PATH, "A piece of a file that news offered", None, BlobPiece,
        {400: "blob.place", 404: "blob.unknown"} | _TOKEN | _COPIED | _BUSY,
        (("sha256", "lower-case hex"), ("at", "where the piece begins, in bytes")),
    ),
    Address(
        HEALTH_PATH, "How the station is: all alarms that stand now", HealthReport, HealthAnswer,
        {400: "request.unreadable"} | _TOKEN | _BODY | _BUSY,
    ),
    Address(
        ASK_PATH, "A sealed question to a register, answered while the resident waits", SealedInquiry, SealedReply,
        {400: "request.unreadable, ask.shape", 409: "ask.again"} | _TOKEN | _COPIED | _BODY | _BUSY,
    ),
)  # fmt: skip


def describe() -> dict[str, Any]:
    """The whole description."""
    types = [each for address in ADDRESSES for each in (address.asked, address.answered) if each is not None]
    _, components = msgspec.json.schema_components(
        [*types, CustodyReceipt, Refusal], ref_template="#/components/schemas/{name}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Station to district centre",
            "version": "1",
            "description": "Bodies are canonical CBOR (docs/envelope.md); byte strings stand here as binary strings. "
            "docs/sync-protocol.md says what they mean and what a station does with each answer.",
        },
        "paths": {each.path: _operation(each) for each in ADDRESSES},
        "components": {
            "schemas": {name: _as_cbor(schema) for name, schema in sorted(components.items())},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(address: Address) -> dict[str, Any]:
    told: dict[str, Any] = {"summary": address.does}
    if address.needs_token:
        told["security"] = [{"token": []}]
    if address.query:
        told["parameters"] = [
            {"name": name, "in": "query", "description": meaning, "schema": {"type": "string"}}
            for name, meaning in address.query
        ]
    if address.asked is not None:
        told["requestBody"] = {"required": True, "content": _content(address.asked)}
    answers: dict[str, Any] = {"200": {"description": "good", "content": _content(address.answered)}}
    for status, codes in sorted((address.refusals | {405: "request.method", 500: "centre.failed"}).items()):
        answers[str(status)] = {"description": codes, "content": _content(Refusal)}
        if status in (429, 503):
            answers[str(status)]["headers"] = {"Retry-After": {"description": "seconds", "schema": {"type": "integer"}}}
    told["responses"] = answers
    return {"get" if address.asked is None else "post": told}


def _content(kind: type) -> dict[str, Any]:
    return {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{kind.__name__}"}}}


def _as_cbor(schema: Any) -> Any:
    """msgspec describes JSON, where bytes are base64 text; in CBOR they are bytes."""
    if isinstance(schema, dict):
        plain = {key: _as_cbor(value) for key, value in schema.items() if key != "contentEncoding"}
        return plain | ({"format": "binary"} if "contentEncoding" in schema else {})
    return [_as_cbor(each) for each in schema] if isinstance(schema, list) else schema


def as_yaml(value: Any, indent: str = "") -> str:
    """YAML of dicts, lists and scalars; every text is quoted as JSON does, which YAML reads."""
    if isinstance(value, dict) and value:
        return "".join(f"{indent}{_key(key)}:{_below(each, indent)}" for key, each in value.items())
    if isinstance(value, list) and value and any(isinstance(each, dict | list) for each in value):
        return "".join(f"{indent}-{_below(each, indent)}" for each in value)
    return f"{indent}{json.dumps(value, ensure_ascii=False)}\n"


def _below(value: Any, indent: str) -> str:
    nested = as_yaml(value, indent + "  ")
    return f" {nested.lstrip()}" if nested.count("\n") == 1 and not isinstance(value, dict) else f"\n{nested}"


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalpha() else json.dumps(key)


if __name__ == "__main__":
    sys.stdout.write("# Made by: python -m centre.site.openapi\n" + as_yaml(describe()))
