"""`devices-worker`: how the frozen station starts a device's worker process; not for people (devices/worker.py)."""

import argparse

HELP = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=3, metavar="ROLE DRIVER SETTINGS")


def run(args: argparse.Namespace) -> int:
    from devices.worker import main

    return main(args.arguments)
