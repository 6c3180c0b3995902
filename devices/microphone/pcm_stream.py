"""Driver "pcm_stream": raw PCM from a socket, as module-simple-protocol of PulseAudio and PipeWire sends it.

Settings: port (path of a Unix socket, or tcp://host:port; 16 kHz, mono, s16le), and those of SpeechDriver.
"""

from typing import Any

from contract.failures import Failed, FailureCode, Retry
from devices.driver import Emit, Note
from devices.microphone.capture import StreamSource
from devices.microphone.speech_driver import SpeechDriver


class PcmStream(SpeechDriver):
    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        port = str(settings.get("port", ""))
        if not port:
            raise Failed(
                FailureCode.CONFIG_INVALID, "the microphone has no port", "docs/devices/pcm_stream.md", Retry.NEVER
            )
        super().__init__(settings, emit, note, StreamSource(port))
