"""What a resident may have meant: an item, a command to the screen, a question about the service, or nothing of it."""

from enum import StrEnum

import msgspec

from catalogue.search.ask_back import Question
from contract.catalogue import Found


class QueryKind(StrEnum):
    ITEM = "item"
    COMMAND = "command"
    QUESTION = "question"
    OUT_OF_SCOPE = "out_of_scope"


class Command(StrEnum):
    """What may be said to the screen. The window does what it can and names the button for the rest."""

    HOME = "home"
    BACK = "back"
    LEAVE = "leave"
    NEXT = "next"
    PREVIOUS = "previous"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    CLEAR = "clear"
    WAIT = "wait"
    HELP = "help"
    BIGGER = "bigger"
    SMALLER = "smaller"
    CONTRAST = "contrast"
    BRIGHTER = "brighter"
    LOUDER = "louder"
    QUIETER = "quieter"
    MUTE = "mute"
    READ_ALOUD = "read_aloud"
    STOP = "stop"
    REPEAT = "repeat"
    AGAIN = "again"
    SLOWER = "slower"
    FASTER = "faster"
    ENGLISH = "english"
    MANDARIN = "mandarin"
    SICHUAN = "sichuan"
    PRINT = "print"
    HANDWRITING = "handwriting"
    KEYBOARD = "keyboard"


class Topic(StrEnum):
    """What a question about the service itself is about."""

    PROGRESS = "progress"
    BOOKING = "booking"
    HOURS = "hours"
    PLACES = "places"
    FEES = "fees"
    CONTACT = "contact"
    PRIVACY = "privacy"
    USING = "using"
    PREPARING = "preparing"
    RATING = "rating"
    FACILITIES = "facilities"
    MACHINE = "machine"


class Emergency(StrEnum):
    POLICE = "police"
    FIRE = "fire"
    AMBULANCE = "ambulance"

    @property
    def phone(self) -> str:
        """National numbers, in force everywhere in the country."""
        return _PHONES[self]


_PHONES = {Emergency.POLICE: "110", Emergency.FIRE: "119", Emergency.AMBULANCE: "120"}

MEANINGS: dict[QueryKind, frozenset[str]] = {
    QueryKind.COMMAND: frozenset(Command),
    QueryKind.QUESTION: frozenset(Topic),
    QueryKind.OUT_OF_SCOPE: frozenset(("", *Emergency)),
}
"""What the column `meaning` of talk.csv may hold; out of scope and no emergency: empty."""


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """What was meant by one query, or by what a recogniser thought it may have been."""

    kind: QueryKind
    items: tuple[Found, ...] = ()
    """Best first. A question or a talk may have some too: what is likeliest if it was meant otherwise."""
    text: str = ""
    """Of several texts the one that was understood."""
    command: Command | None = None
    topic: Topic | None = None
    emergency: Emergency | None = None
    ask: Question | None = None
    """One question that tells the first items apart, when they are close and somebody wrote one."""
    wishes: tuple[str, ...] = ()
    """Codes of several wishes in one sentence, in the order said: the first of `items`."""
    sure: bool = False
    """The first item is most likely the one; False: offer the others as loudly."""
