"""A real worker process whose registry also knows the odd driver."""

import sys
from typing import Any

from contract.roles import Role
from devices.registry import DRIVERS
from devices.watched_worker import worker_command
from devices.worker import main


def odd_command(role: Role, driver: str, settings: dict[str, Any]) -> list[str]:
    command = worker_command(role, driver, settings)
    command[command.index("devices.worker")] = "tests.faults.odd_worker"
    return command


if __name__ == "__main__":
    DRIVERS[Role.CARD_READER, "odd"] = "tests.faults.odd_driver:OddDriver"
    sys.exit(main(sys.argv[1:]))
