"""Only what changed between two packages, for a thin line: applied to the package in use it gives the new one, proved.

A delta carries the new package's own manifest and signature, so nothing is believed that the district did not sign.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import cbor2
import msgspec
import zstandard

from catalogue.package.file_header import PIECE_LIMIT, SIZE_LIMIT, check_file, read_manifest
from catalogue.package.layout import not_written, sqlite
from catalogue.package.manifest import refused, sha256, version_numbers
from catalogue.package.open import open_package
from catalogue.package.writing import write_file
from contract.failures import FailureCode

MAGIC = b"XDZD1"
PIECES_LIMIT = 50_000
Pieces = dict[tuple[str, str], bytes]


class Delta(msgspec.Struct, frozen=True, kw_only=True):
    before: str
    """Version it is applied to."""
    before_sources: str
    """SHA-256 of that version's sources: the same version of other content is another package."""
    after: str
    key_id: str
    manifest: bytes
    signature: bytes
    changed: tuple[tuple[str, str, bytes], ...]
    gone: tuple[tuple[str, str], ...]


def pieces_in(path: Path) -> tuple[Pieces, tuple[str, bytes, bytes]]:
    """Every piece of a package's file, unproved, and its key id, manifest and signature."""
    check_file(path)
    try:
        database = sqlite.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite.Error as error:
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{path.name} cannot be opened: {error}") from None
    try:
        manifest, signature = read_manifest(database)
        key = str(database.execute("SELECT key_id FROM manifest").fetchone()[0])
        rows = database.execute("SELECT kind, key, body FROM content LIMIT ?", (PIECES_LIMIT,)).fetchall()
        return {(str(kind), str(name)): bytes(body) for kind, name, body in rows}, (key, manifest, signature)
    except (sqlite.Error, TypeError) as error:
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{path.name} cannot be read: {error}") from None
    finally:
        database.close()


def make_delta(before: Path, after: Path, trusted_keys: Sequence[bytes]) -> bytes:
    """What leads from one package to another. Failed(PACKAGE_*) when one of them is not whole or not newer."""
    with_before, with_after = (
        open_package(before, trusted_keys, thorough=True),
        open_package(after, trusted_keys, thorough=True),
    )
    with_before.close()
    with_after.close()
    if version_numbers(with_after.version) < version_numbers(with_before.version):
        raise refused(FailureCode.PACKAGE_OLDER, f"{with_after.version} is older than {with_before.version}")
    old, _ = pieces_in(before)
    new, (key, manifest, signature) = pieces_in(after)
    delta = Delta(
        before=with_before.version,
        before_sources=with_before.sources,
        after=with_after.version,
        key_id=key,
        manifest=manifest,
        signature=signature,
        changed=tuple((*name, body) for name, body in sorted(new.items()) if old.get(name) != body),
        gone=tuple(sorted(old.keys() - new.keys())),
    )
    packed = zstandard.ZstdCompressor(level=19).compress(
        cbor2.dumps(msgspec.to_builtins(delta, builtin_types=(bytes,)))
    )
    return MAGIC + bytes.fromhex(sha256(packed)) + packed


def read_delta(body: bytes) -> Delta:
    """Failed(PACKAGE_DAMAGED): cut short, changed, too large or no delta."""
    digest, packed = body[len(MAGIC) : len(MAGIC) + 32], body[len(MAGIC) + 32 :]
    if not body.startswith(MAGIC) or bytes.fromhex(sha256(packed)) != digest:
        raise refused(FailureCode.PACKAGE_DAMAGED, "this is no delta of a package, or it is not whole")
    try:
        size = zstandard.get_frame_parameters(packed).content_size
        if not 0 < size <= SIZE_LIMIT:
            raise ValueError(f"{size} bytes unpacked")
        plain = zstandard.ZstdDecompressor().decompress(packed, max_output_size=SIZE_LIMIT)
        delta = msgspec.convert(cbor2.loads(plain), Delta, builtin_types=(bytes,))
    except (zstandard.ZstdError, cbor2.CBORDecodeError, msgspec.ValidationError, ValueError, RecursionError) as error:
        raise refused(FailureCode.PACKAGE_DAMAGED, f"the delta does not decode: {error}") from None
    if len(delta.changed) > PIECES_LIMIT or any(len(piece) > PIECE_LIMIT for _, _, piece in delta.changed):
        raise refused(FailureCode.PACKAGE_DAMAGED, "the delta has too many or too large pieces")
    return delta


def apply_delta(current: Path, delta: bytes, out: Path, trusted_keys: Sequence[bytes]) -> str:
    """Write the package that `delta` makes of `current` to `out`, wholly proved; its version.

    Failed(PACKAGE_*): it does not fit the package in use, is damaged, or what comes out is not what was signed.
    `out` is written only when all is well; `install_package` makes it the one in use.
    """
    change = read_delta(delta)
    base = open_package(current, trusted_keys)
    base.close()
    if (base.version, base.sources) != (change.before, change.before_sources):
        raise refused(FailureCode.PACKAGE_DAMAGED, f"the delta is for {change.before}, here is {base.version}")
    pieces, _ = pieces_in(current)
    for name in change.gone:
        pieces.pop(name, None)
    pieces |= {(kind, key): body for kind, key, body in change.changed}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".delta-") as folder:
            made = Path(folder) / "content.sqlite"
            whole = [(*name, piece) for name, piece in pieces.items()]
            write_file(made, whole, change.key_id, change.manifest, change.signature)
            open_package(made, trusted_keys, thorough=True).close()
            made.replace(out)
    except (OSError, sqlite.Error) as error:
        raise not_written(error, out.name) from None
    return change.after
