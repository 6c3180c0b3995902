"""Driver "portaudio": the microphone that the system's sound has (ALSA, PulseAudio, PipeWire), through PortAudio.

Settings: port ("audio:default"), and those of SpeechDriver.
"""

from typing import Any

from devices.driver import Emit, Note
from devices.microphone.capture import PortAudioSource
from devices.microphone.speech_driver import SpeechDriver


class PortAudioMicrophone(SpeechDriver):
    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        super().__init__(settings, emit, note, PortAudioSource(str(settings.get("port", "audio:default"))))
