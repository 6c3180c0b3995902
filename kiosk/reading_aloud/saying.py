"""Texts → what the loudspeaker is told: clips of the voice pack, private ones in the headset only; pace, volume."""

from collections.abc import Callable

from contract.codes import Language, Profile
from contract.device_lines import DeviceCommand
from contract.keys import SetVolume
from contract.roles import Role
from contract.sound import CLIPS_AT_MOST, Hush, Say, Sounded, SoundOutput
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State
from kiosk.reading_aloud.voice_pack import VoicePack
from kiosk.words import Words

Texts = tuple[str, ...]
Send = Callable[[Role, DeviceCommand], object]

SLOW_PERCENT, ELDER_PERCENT = 80, 90
VOLUME_STEP, QUIETEST, LOUDEST = 15, 20, 100


def volume_of(session: Session, site: Site) -> int:
    return max(QUIETEST, min(LOUDEST, site.volume + VOLUME_STEP * session.volume_steps))


class Saying:
    """One thing is said at a time. `session`, `site` and `words` are those of the page on screen."""

    def __init__(self, voice: Callable[[], VoicePack | None], send: Send) -> None:
        """voice: None while there is none."""
        self._voice = voice
        self._send = send
        self._say_id = 0
        self._last: tuple[Texts, Texts, Texts] = ((), (), ())
        self.session, self.site = Session(), Site()
        self.words: Words | None = None
        self.missing_told = False

    def word(self, name: str, **variables: object) -> str:
        return self.words.text(f"aloud-{name}", **variables) if self.words is not None else ""

    def say(self, texts: Texts, private: Texts = (), after: Texts = ()) -> None:
        """Instead of what is being said. Without a voice for the language, or with nothing to say: silence.

        private: between the two, into a headset only.
        """
        voice, site, session = self._voice(), self.site, self.session
        if voice is None or not site.has_speaker or self.words is None or self.words.language is not Language.ZH:
            return
        self._last = (texts, private, after)
        opening, closing = voice.assemble(texts), voice.assemble(after)
        clips = opening.clips + (voice.assemble(private, spelt=True).clips if site.headset else ()) + closing.clips
        missing = opening.missing or closing.missing
        if missing and not self.missing_told and session.state not in (State.IDLE, State.CLEARED):
            self.missing_told = True
            clips += voice.assemble((self.word("missing"),)).clips
        if not clips and any(text.strip() for text in (*texts, *after)):
            clips = voice.assemble((self.word("unrecorded"),)).clips  # never silent where something stands
        self._send_clips(clips)

    def say_sounds(self, *clauses: tuple[str, ...], after: Texts = ()) -> None:
        """Syllables by their readings, into a headset only; `after` are texts."""
        voice = self._voice()
        if voice is None or not self.site.headset:
            return
        self._last = ((), (), ())
        spelt = tuple(clip for clause in clauses for clip in voice.sounds(clause))
        self._send_clips(spelt + voice.assemble(after).clips)

    def _send_clips(self, clips: tuple[Sounded, ...]) -> None:
        site, session = self.site, self.session
        if not clips:
            return
        self._say_id += 1
        elder = session.profile is Profile.ELDER
        self._send(
            Role.LOUDSPEAKER,
            Say(
                visit=session.visit,
                say_id=self._say_id,
                clips=clips[:CLIPS_AT_MOST],
                output=SoundOutput.HEADSET if site.headset else SoundOutput.SPEAKER,
                speed_percent=SLOW_PERCENT if session.slow else ELDER_PERCENT if elder else 100,
            ),
        )

    def again(self) -> None:
        """The same once more, e.g. at another pace; nothing when it was hushed."""
        if any(self._last):
            self.say(*self._last)

    def hush(self) -> None:
        self._last = ((), (), ())
        if self.site.has_speaker:
            self._send(Role.LOUDSPEAKER, Hush())

    def set_volume(self) -> None:
        percent = volume_of(self.session, self.site)
        self._send(Role.LOUDSPEAKER, SetVolume(percent=percent))
        end = {LOUDEST: "loudest", QUIETEST: "quietest"}.get(percent)
        if end is not None:
            self.say((self.word(end),))

    def end_visit(self) -> None:
        """Silence, and the volume that every visit begins with."""
        self.hush()
        if self.site.has_speaker:
            self._send(Role.LOUDSPEAKER, SetVolume())
