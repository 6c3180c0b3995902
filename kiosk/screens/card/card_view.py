"""What the card page says: where to lay the card, or that it is being read, and the other ways on."""

import msgspec

from contract.codes import Profile
from kiosk.journey.events import On
from kiosk.screens.parts import Choice, Remark
from kiosk.screens.shown import Scene


class CardShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    reading: bool
    note: Remark
    ways_title: str
    ways: tuple[Choice, ...]
    waiting: str
    waiting_icon: str


def card_shown(scene: Scene) -> CardShown:
    session, words = scene.session, scene.words
    elder = session.profile is Profile.ELDER
    reading = session.card_being_read
    by_hand = (Choice(words.text("card-by-hand"), icon="keyboard", act=On.BY_HAND.value),)
    if session.inquiry is not None:  # only the card proves who asks
        by_hand = ()
    return CardShown(
        title=words.text("card-reading" if reading else "card-title"),
        second=words.text("card-reading-second" if reading else "card-second-brief" if elder else "card-second"),
        reading=reading,
        note=Remark(words.text("card-place-strong"), words.text("card-place"), "info", "nfc"),
        ways_title=words.text("card-ways"),
        ways=(
            *by_hand,
            Choice(words.text("card-guide-only"), icon="book-open", act=On.GUIDE_ONLY.value),
        ),
        waiting=words.text("card-waiting-read" if reading else "card-waiting"),
        waiting_icon="id-card" if reading else "hourglass",
    )
