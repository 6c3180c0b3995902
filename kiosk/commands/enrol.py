"""`./station enrol`: make the station's key and let the centre tell it who it is."""

import argparse
import json
import sys

from kiosk.station_data import add_data_argument, data_dir_of
from offline_queue.enrol import clock_differs, enrol

NAME = "enrol"
HELP = "enrol this station at the district centre with a one-time code"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--centre", required=True, metavar="URL", help="base address of the district centre")
    parser.add_argument("--code", required=True, help="one-time code that the district gave for this station")
    parser.add_argument("--name", default="", help="what the staff call this station")
    parser.add_argument("--ca-file", default="", metavar="PEM", help="the only certificate authority to trust")
    add_data_argument(parser)
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    identity = enrol(data_dir_of(args), args.centre, args.code, name=args.name, ca_file=args.ca_file)
    answer = identity.answer
    if args.json:
        told = {
            "ok": True,
            "station_id": answer.station_id,
            "epoch": answer.epoch,
            "place": answer.place_name,
            "numbers": [answer.numbers.first, answer.numbers.last],
            "public": identity.public.hex(),
        }
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"enrolled as {answer.station_id} (epoch {answer.epoch}), {answer.town_name} {answer.place_name}")
        print(f"public key for the district's key file: {identity.public.hex()}")
    if clock_differs(identity):
        print("the clock of this station differs from the centre's by more than five minutes: set it", file=sys.stderr)
    return 0
