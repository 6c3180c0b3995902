"""`./station search`: queries on standard input, a line each → ranked items with their reasons."""

import argparse
import json
import sys
from collections.abc import Iterator
from time import perf_counter_ns
from typing import Any

from catalogue.package.open import Package
from catalogue.search.ask_back import Question
from kiosk.content import add_package_argument, open_content

NAME = "search"
HELP = "queries on standard input (hanzi, pinyin, initials, English) → ranked items with reasons"
LINE_LIMIT = 4096
"""Bytes of a line that are read; the rest of a longer one is left out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="queries; none: a line each on standard input")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="items at most for a query (default 10)")
    parser.add_argument("--json", action="store_true", help="answer as JSON, one value a line")
    add_package_argument(parser)


def run(args: argparse.Namespace) -> int:
    package = open_content(args.config)
    for query in args.query or _lines():
        shown = searched(package, query, max(1, min(args.limit, 100)))
        print(json.dumps(shown, ensure_ascii=False) if args.json else _as_text(shown), flush=True)
    return 0


def searched(package: Package, query: str, limit: int) -> dict[str, Any]:
    """The JSON shape of `search` in CLI.md for one query."""
    started = perf_counter_ns()
    answer = package.understand((query,), limit)
    took_ms = (perf_counter_ns() - started) / 1e6
    return {
        "query": query,
        "kind": answer.kind.value,
        "command": answer.command,
        "topic": answer.topic,
        "emergency": answer.emergency and {"kind": answer.emergency, "phone": answer.emergency.phone},
        "sure": answer.sure,
        "wishes": list(answer.wishes),
        "ask": answer.ask and asked_shape(answer.ask),
        "items": [
            {"code": found.code, "name": found.name, "score": found.score, "reason": found.reason}
            for found in answer.items
        ],
        "ms": round(took_ms, 2),
    }


def asked_shape(question: Question) -> dict[str, Any]:
    return {
        "question": question.ask,
        "spoken": question.spoken,
        "answers": [
            {
                "label": option.label,
                "hint": option.hint,
                "items": list(option.items),
                "then": option.then and asked_shape(option.then),
            }
            for option in question.options
        ],
        "unsure": list(question.unsure),
    }


def _lines() -> Iterator[str]:
    while line := sys.stdin.buffer.readline(LINE_LIMIT):
        while not line.endswith(b"\n") and (more := sys.stdin.buffer.readline(LINE_LIMIT)):
            if more.endswith(b"\n"):
                break  # the rest of an overlong line
        text = line.decode("utf-8", "replace").strip("\r\n")
        if text.strip():
            yield text


def _as_text(shown: dict[str, Any]) -> str:
    head = f"{shown['query']}  [{shown['command'] or shown['kind']}]"
    return "\n".join(
        [head, *(f"  {item['code']}  {item['name']}  {item['score']:.2f}  {item['reason']}" for item in shown["items"])]
    )
