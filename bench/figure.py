"""One measured figure, in the shape of CLI.md."""

import statistics
from collections.abc import Callable, Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """ratio = value / peer_value, both measured in the same run. ok: the target holds."""

    name: str
    value: float
    unit: str
    peer: str
    peer_value: float
    ratio: float
    target: str
    ok: bool


def at_most(name: str, value: float, unit: str, peer: str, peer_value: float, limit: float) -> Figure:
    """A figure that should be no more than `limit` times its peer."""
    ratio = value / peer_value if peer_value else float("inf")
    return Figure(
        name=name,
        value=round(value, 3),
        unit=unit,
        peer=peer,
        peer_value=round(peer_value, 3),
        ratio=round(ratio, 3),
        target=f"<= {limit}",
        ok=ratio <= limit,
    )


def at_least(name: str, value: float, unit: str, peer: str, peer_value: float, limit: float) -> Figure:
    """A figure that should be no less than `limit` times its peer."""
    ratio = value / peer_value if peer_value else 0.0
    return Figure(
        name=name,
        value=round(value, 3),
        unit=unit,
        peer=peer,
        peer_value=round(peer_value, 3),
        ratio=round(ratio, 3),
        target=f">= {limit}",
        ok=ratio >= limit,
    )


def in_turn(times: int, *runs: Callable[[], float]) -> list[float]:
    """Medians of runs taken in turn, so that a busy moment of the machine hits all of them."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for place, run in enumerate(runs):
            taken[place].append(run())
    return [statistics.median(values) for values in taken]


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
