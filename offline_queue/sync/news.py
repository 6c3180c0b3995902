"""Asks for news page by page, and proves that the centre said it to this station."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contract import wire
from contract.failures import Failed, FailureCode
from contract.news import NEWS_CONTEXT, NEWS_PATH, NewsKind, NewsPage, SignedNews
from contract.sync import Moved
from offline_queue.identity import StationIdentity
from offline_queue.outbox import Outbox
from offline_queue.sync.conversation import Conversation


def ask_news(outbox: Outbox, talk: Conversation) -> tuple[bool, set[str], list[Moved]]:
    """Whether there may be more, the kinds that were new, and submissions that moved. Raises Failed and Refusing."""
    cursor = outbox.news.cursor()
    signed = talk.get(f"{NEWS_PATH}?cursor={cursor}", SignedNews)
    page = read_page(signed, cursor, talk.identity)
    if page.cursor == cursor:
        return False, set(), []
    kinds, moved = outbox.news.apply(page, signed, talk.identity)
    if not kinds.isdisjoint({NewsKind.KEYS, NewsKind.NUMBERS}):
        talk.reload_identity()
    return True, kinds, moved


def read_page(signed: SignedNews, cursor: int, identity: StationIdentity) -> NewsPage:
    """The page, if the centre signed it as the answer to this question. Raises Failed(CENTRE_ANSWER)."""
    try:
        page = wire.decode(signed.page, NewsPage)
        public = identity.receipt_key(page.key_id)
        if public is None:
            raise _disbelieved("it is signed with a key this station does not know")
        Ed25519PublicKey.from_public_bytes(public).verify(signed.signature, NEWS_CONTEXT + signed.page)
    except (InvalidSignature, ValueError) as error:
        raise _disbelieved(f"it cannot be verified: {type(error).__name__}") from None
    if page.station_id != identity.station_id:
        raise _disbelieved("it speaks to another station")
    if page.after != cursor or page.cursor < cursor:
        raise _disbelieved("it answers another question")
    cursors = [line.cursor for line in page.lines]
    if cursors != sorted(cursors) or any(not cursor < each <= page.cursor for each in cursors):
        raise _disbelieved("its lines are out of order")
    return page


def _disbelieved(why: str) -> Failed:
    return Failed(
        FailureCode.CENTRE_ANSWER,
        f"a page of news is not believed: {why}",
        "tell the district's operators; sending goes on",
    )
