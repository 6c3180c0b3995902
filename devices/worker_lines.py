"""The lines between supervisor and worker: contract.device_lines, and one more that never leaves devices/."""

import msgspec

from contract.device_lines import DeviceAnswer, DeviceCommand


class LogLine(msgspec.Struct, frozen=True, kw_only=True, tag="log_line"):
    """Something for the station's log; the supervisor writes it, with the facts that the event declares."""

    event: str
    facts: dict[str, str | int | float | bool | None] = {}


WorkerLine = DeviceAnswer | LogLine

encoder = msgspec.json.Encoder()
command_decoder: msgspec.json.Decoder[DeviceCommand] = msgspec.json.Decoder(DeviceCommand)
line_decoder: msgspec.json.Decoder[WorkerLine] = msgspec.json.Decoder(WorkerLine)
