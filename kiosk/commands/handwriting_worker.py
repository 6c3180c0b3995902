"""`handwriting-worker`: how the frozen station starts its recognising process; not for people."""

import argparse

HELP = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    from kiosk.text_entry.handwriting.worker import main

    return main()
