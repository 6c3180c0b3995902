"""Where sealed chunks and offered files lie, from one address: a folder, or S3-compatible storage."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def chunk_storage(address: str, data: Path) -> dict[str, Any]:
    """`address`: empty (a folder below `data`), `file:///folder`, or `s3://bucket/prefix?endpoint_url=…&region_name=…`.

    S3 needs the packages django-storages and boto3 beside ours; their names of settings stand in the query, the
    secrets in boto3's own environment variables. Raises ValueError for any other address.
    """
    parts = urlsplit(address)
    if parts.scheme in ("", "file"):
        folder = Path(unquote(parts.path)) if address else data / "store"
        return {"BACKEND": "centre.intake.chunk_disk.ChunkDisk", "OPTIONS": {"location": str(folder)}}
    if parts.scheme == "s3" and parts.netloc:
        options = {"bucket_name": parts.netloc, "location": unquote(parts.path.lstrip("/")), "file_overwrite": True}
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options | dict(parse_qsl(parts.query))}
    raise ValueError(f"a chunk store's address starts with file:// or s3://, not {parts.scheme}://")
