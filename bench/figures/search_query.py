"""What understanding a query costs: a sentence, typed letters, the first one, and memory, each beside its limit."""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time_ns

from bench.figure import Figure, at_most
from catalogue.package.open import open_package
from catalogue.package.phrasings import read_said
from catalogue.package.sample import CONTENT, Sample, ensure_sample
from catalogue.search.spelling import spell

NAME = "search_query"
QUERIES = 400
LIMIT_MS, OPEN_MS, MEMORY_MB = 50.0, 300.0, 250.0


def taken_ms(sample: Sample, texts: list[str]) -> tuple[float, list[float]]:
    """Processor time until the first answer, and of each further one: others on the machine are left out."""
    package = open_package(sample.path, sample.trusted_keys)
    taken = []
    for text in texts:
        started = process_time_ns()
        package.understand((text,))
        taken.append((process_time_ns() - started) / 1e6)
    package.close()
    return taken[0], taken[1:]


def p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


OWN_MEMORY = """
import sys
from pathlib import Path
from catalogue.package.open import open_package
package = open_package(Path(sys.argv[1]), (bytes.fromhex(sys.argv[2]),))
for text in ("我要办老年证", "banlaonianzheng", "给娃儿上户口"):
    package.understand((text,))
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) / 1024)
"""


def memory_mb(sample: Sample) -> float:
    """Largest memory of a process that only understands queries."""
    command = [sys.executable, "-c", OWN_MEMORY, str(sample.path), sample.trusted_keys[0].hex()]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


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
