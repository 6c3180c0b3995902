"""A driver that misbehaves as its settings say; run by odd_worker.py in a real worker process."""

import os
import time
from typing import Any

from contract.device_lines import Arm, CardLifted, CardReading, DeviceCommand, DeviceState, DeviceStatus, Print
from contract.failures import Failed, FailureCode
from contract.roles import Role
from devices.driver import Emit, Note


class OddDriver:
    """`does`: what it does when it is armed; `on_open`: "crash" to end at once."""

    busy_limit_s = 1.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._does = settings.get("does", "")
        self._on_open = settings.get("on_open", "")
        self._card_of = settings.get("card_of_visit")
        self._emit = emit

    def open(self) -> None:
        if self._on_open == "crash":
            raise RuntimeError("张测试 11010519491231002X")
        self._emit(DeviceStatus(role=Role.CARD_READER, state=DeviceState.READY, identity=str(os.getpid())))
        if self._card_of is not None:
            self._emit(CardLifted(visit=self._card_of))

    def handle(self, command: DeviceCommand) -> None:
        if isinstance(command, Print):
            if self._does == "refuse":
                raise Failed(FailureCode.PRINTER_SILENT, "no", "no")
            time.sleep(3600)
        if not isinstance(command, Arm):
            return
        match self._does:
            case "hang":
                time.sleep(3600)
            case "crash":
                raise RuntimeError("张测试 11010519491231002X")
            case "garbage":
                os.write(
                    self._pipe(), '{"type":"card_seen","name":"张测试"}\n\xff\xfe[[[[\n'.encode("latin-1", "replace")
                )
            case "overlong":
                for _ in range(64):
                    os.write(self._pipe(), b"x" * 8192)
                os.write(self._pipe(), b"\n")
            case _:
                pass
        self._emit(CardReading(visit=command.visit))

    @staticmethod
    def _pipe() -> int:
        """The worker's own answers' pipe: the only pipe above the standard ones."""
        import stat

        return next(fd for fd in range(3, 64) if stat.S_ISFIFO(_mode(fd)))

    def poll(self) -> float:
        return 0.1

    def close(self) -> None:
        return


def _mode(fd: int) -> int:
    try:
        return os.fstat(fd).st_mode
    except OSError:
        return 0
