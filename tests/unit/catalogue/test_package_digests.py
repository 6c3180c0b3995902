"""Many pieces are listed in buckets: one piece reads one bucket, every change is found, nothing foreign is believed."""

import pytest

from catalogue.package.digests import BUCKETS, FEW, Digests, bucket_of, with_digests
from catalogue.package.manifest import Kind, sha256
from contract.failures import Failed

MANY = [("guide", f"R{number:05d}", f"text {number}".encode()) for number in range(FEW * 4)]


def opened(pieces: list[tuple[str, str, bytes]]) -> tuple[Digests, dict[str, bytes], dict[str, Kind], list[str]]:
    whole, kinds = with_digests(pieces)
    lists = {key: body for kind, key, body in whole if kind == "digests"}
    read: list[str] = []

    def get(kind: str, key: str) -> bytes | None:
        read.append(key)
        return lists.get(key)

    return Digests(kinds, get), lists, kinds, read


@pytest.mark.parametrize("count", [1, FEW, FEW + 1, FEW * 4])
def test_every_piece_has_its_digest_and_no_other_has(count: int) -> None:
    digests, _, kinds, _ = opened(MANY[:count])
    assert kinds["guide"].count == count
    assert all(digests.of("guide", key) == sha256(body) for _, key, body in MANY[:count])
    assert digests.of("guide", "R99-999") is None
    assert sorted(digests.keys("guide")) == [key for _, key, _ in MANY[:count]]


def test_one_piece_reads_one_bucket_however_many_there_are() -> None:
    digests, lists, _, read = opened(MANY)
    digests.of("guide", "R00007")
    assert read == ["guide", f"guide/{bucket_of('R00007')}"]
    assert len(lists) == BUCKETS + 1


@pytest.mark.parametrize("name", ["guide", f"guide/{bucket_of('R00007')}"])
@pytest.mark.parametrize("body", [None, b"", b"{}", b"[]", b"\xff"])
def test_a_list_that_was_changed_or_is_gone_is_found(name: str, body: bytes | None) -> None:
    digests, lists, _, _ = opened(MANY)
    lists[name] = body  # type: ignore[assignment]
    with pytest.raises(Failed, match="changed or is absent"):
        digests.of("guide", "R00007")


def test_a_kind_that_the_manifest_does_not_name_is_not_read() -> None:
    with pytest.raises(Failed):
        opened(MANY[:3])[0].of("rumour", "x")
