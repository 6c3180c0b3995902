"""A resident who does not look: presses keys of the pad and goes by what is heard."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bench.emulators.sound_card import SoundCardEmulator
from bench.listening import Ear
from bench.listening_corner import ListeningCorner
from contract.keys import Key
from kiosk.reading_aloud.syllables import syllables

MOST_MOVES = 60


class NotHeard(Exception):
    """What was wanted was never said."""


@dataclass
class Listener:
    """wait_until: lets the window run until something is so, or gives up (bench/resident/finger.py)."""

    corner: ListeningCorner
    ear: Ear
    wait_until: Callable[[Callable[[], bool], float], bool]
    private: bool = False
    heard: list[str] = field(default_factory=list)
    """Everything that was said, in order."""

    @property
    def card(self) -> SoundCardEmulator:
        return self.corner.headset if self.private else self.corner.speaker

    def press(self, key: Key | str) -> list[str]:
        """Press a key and hear what is said then."""
        before = len(self.card.heard)
        self.corner.press(Key(key))
        return self.hear(before)

    def after(self, act: Callable[[], None], until: str) -> list[str]:
        """Do something else and listen until a sentence is said; the sound it was said in."""
        before = len(self.card.heard)
        act()
        return self.listen(before, until)

    def listen(self, before: int, until: str) -> list[str]:
        for _ in range(MOST_MOVES):
            so_far = len(self.card.heard)
            said = self.hear(before)
            if until in said:
                return said
            before = max(so_far, before)
        raise NotHeard(f"{until} was not said; last {self.heard[-6:]}")

    def hear(self, before: int) -> list[str]:
        """The sentences of the first sound that was heard to its end after `before` sounds."""
        if not self.wait_until(lambda: len(self.card.heard) > before and self.card.at_rest(), 20):
            raise NotHeard(f"nothing was said after {self.heard[-4:]}")
        said = [text for sound in self.card.heard[before:] for text in self.ear.sentences(bytes(sound.samples))]
        self.heard += said
        return said

    def go_to(self, sentence: str, key: Key = Key.DOWN) -> list[str]:
        """Move until the sentence is heard."""
        for _ in range(MOST_MOVES):
            said = self.press(key)
            if sentence in said:
                return said
        raise NotHeard(f"{sentence} is not on the page; last {self.heard[-6:]}")

    def choose(self, sentence: str) -> list[str]:
        """Move to it and press ok; what the next page, or the choice, says."""
        self.go_to(sentence)
        return self.press(Key.OK)

    def lead_on(self, sentence: str = "") -> list[str]:
        """Go to the way on with its own key, and press it; what is said then."""
        said = self.press(Key.RIGHT)
        if sentence and sentence not in said:
            raise NotHeard(f"the way on is not {sentence} but {said}")
        return self.press(Key.OK)

    def type(self, digits: str) -> None:
        for digit in digits:
            self.corner.press(Key(digit))

    def write(self, hanzi: str, digits: str) -> list[str]:
        """One character by its pinyin on the digits, known from its sound and the word it is told with; what is said
        when it is written."""
        told = syllables().told(hanzi)
        assert told is not None
        self.type(digits[:-1])
        said = self.press(digits[-1])
        wanted = [told.reading, *told.readings, "de", told.reading]
        for _ in range(MOST_MOVES):
            # 的 and its syllable are one sound
            if [syllables().reading(one) or one for one in said] == wanted:
                return self.press(Key.OK)
            said = self.press(Key.RIGHT)
        raise NotHeard(f"{wanted} is not offered for {digits}; last {self.heard[-6:]}")
