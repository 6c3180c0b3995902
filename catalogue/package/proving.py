"""Proves a whole package: every piece, every count, and that what stands twice is the same."""

from typing import TYPE_CHECKING

from catalogue.package.digests import Digests
from catalogue.package.manifest import Breach, Manifest, count_breaches
from contract.failures import Failed, FailureCode

if TYPE_CHECKING:
    from catalogue.package.open import Package


def breaches_of(package: "Package", manifest: Manifest, digests: Digests) -> list[Breach]:
    """Read and prove every piece. Empty: whole and untouched."""
    found = count_breaches(manifest.counts)
    for name in ("forms", "divisions"):
        if name not in manifest.counts:
            found += count_breaches({}, {name: 0})
    for kind, known in manifest.kinds.items():
        try:
            listed = digests.keys(kind)
            for key in listed:
                package.piece(kind, key)
        except Failed as failed:
            found.append(Breach(code=failed.code.value, where=kind, message=failed.happened))
            continue
        if len(listed) != known.count:
            found.append(
                Breach(
                    code=FailureCode.PACKAGE_COUNTS.value,
                    where=kind,
                    message=f"{len(listed)} pieces, the manifest says {known.count}",
                )
            )
    if not found:
        found = _content_breaches(package, manifest.counts)
    return found


def _content_breaches(package: "Package", counts: dict[str, int]) -> list[Breach]:
    """What the manifest counts against what is really inside."""
    real = {
        "items": len(package.items()),
        "guides": sum(len(package.guide(item.code).situations) for item in package.items()),
        "forms": len(package.form_ids()),
        "divisions": len(package.divisions()),
        "themes": len(package.themes()),
        "quick": len(package.quick()),
    }
    if package.quick() != package.items_of(package.quick_codes()):
        return [
            Breach(code=FailureCode.PACKAGE_DAMAGED.value, where="quick", message="other items than the quick ones")
        ]
    return [
        Breach(
            code=FailureCode.PACKAGE_COUNTS.value,
            where=name,
            message=f"{name}: {number} inside, the manifest says {counts.get(name)}",
        )
        for name, number in real.items()
        if counts.get(name) != number
    ]
