"""What understanding a query costs: a sentence, typed letters, the first one, and memory, each beside its limit."""

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter_ns

from bench.figure import Figure, at_most
from catalogue.package.open import open_package
from catalogue.package.phrasings import read_said
from catalogue.package.sample import CONTENT, Sample, ensure_sample
from catalogue.search.spelling import spell

NAME = "search_query"
QUERIES = 400
LIMIT_MS, OPEN_MS, MEMORY_MB = 50.0, 300.0, 250.0


def taken_ms(sample: Sample, texts: list[str]) -> tuple[float, list[float]]:
    """Time until the first answer, and of each further one."""
    package = open_package(sample.path, sample.trusted_keys)
    taken = []
    for text in texts:
        started = perf_counter_ns()
        package.understand((text,))
        taken.append((perf_counter_ns() - started) / 1e6)
    package.close()
    return taken[0], taken[1:]


def p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def memory_mb(sample: Sample) -> float:
    """Largest memory of a process that only understands queries."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom bench.figures.search_query import own_memory\n"
        "own_memory(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample.path), sample.trusted_keys[0].hex()],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def own_memory(path: Path, key: bytes) -> None:
    package = open_package(path, (key,))
    for text in ("我要办老年证", "banlaonianzheng", "给娃儿上户口"):
        package.understand((text,))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure() -> list[Figure]:
    said = read_said(CONTENT).phrasings
    texts = [line.text for line in said[:: max(1, len(said) // QUERIES)]]
    with tempfile.TemporaryDirectory(prefix="station-bench-") as folder:
        sample = ensure_sample(Path(folder))
        opened, sentences = taken_ms(sample, texts)
        _, letters = taken_ms(sample, ["".join(spell(text)) for text in texts])
        memory = memory_mb(sample)
    return [
        at_most("search_query.sentence_p99", p99(sentences), "ms", "limit of a query", LIMIT_MS, 1.0),
        at_most("search_query.letters_p99", p99(letters), "ms", "limit of a query", LIMIT_MS, 1.0),
        at_most("search_query.first", opened, "ms", "limit of opening", OPEN_MS, 1.0),
        at_most("search_query.memory", memory, "MB", "limit of memory", MEMORY_MB, 1.0),
    ]
