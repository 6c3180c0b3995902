"""News for stations: the present line of each kind and key, in the order of cursors that never go back."""

from datetime import datetime

from centre.intake.clock import microseconds
from centre.intake.models import NewsCounter, NewsLine, Station
from centre.site.keys import OuterKeys
from contract import wire
from contract.news import NEWS_BYTES_LIMIT, NEWS_CONTEXT, NEWS_COUNT_LIMIT, News, NewsKind, NewsPage, SignedNews

EVERYBODY = ""


def town_audience(town: str) -> str:
    """`town`: three digits."""
    return f"town {town}"


def publish(audience: str, kind: NewsKind, key: str, content: bytes, now: datetime) -> int:
    """Put a line in the place of the one before it; gives its cursor. Inside the caller's transaction.

    audience: a station's id, `town_audience`, or EVERYBODY. Empty content withdraws what stood there. A cursor is at
    least the microseconds since 1970, so that it goes on rising when the centre was restored from an older backup.
    """
    NewsCounter.objects.get_or_create(id=1, defaults={"last": 0})
    counter = NewsCounter.objects.select_for_update().get(id=1)
    counter.last = max(counter.last + 1, microseconds(now))
    counter.save(update_fields=["last"])
    values = {"cursor": counter.last, "content": content, "at": now}
    NewsLine.objects.update_or_create(audience=audience, kind=kind.value, key=key, defaults=values)
    return counter.last


def _for(station: Station):
    return NewsLine.objects.filter(audience__in=(station.station_id, town_audience(station.town), EVERYBODY))


def has_news(station: Station) -> bool:
    return _for(station).exists()


def read_news(station: Station, after: int, keys: OuterKeys, now: datetime) -> SignedNews:
    """A signed page of the lines after the cursor, at most NEWS_COUNT_LIMIT and NEWS_BYTES_LIMIT."""
    found = _for(station).filter(cursor__gt=after).order_by("cursor")
    lines: list[News] = []
    room = NEWS_BYTES_LIMIT
    for line in found[:NEWS_COUNT_LIMIT]:
        content = bytes(line.content)
        room -= len(content)
        if room < 0 and lines:
            break
        lines.append(News(cursor=line.cursor, kind=line.kind, key=line.key, content=content, at=line.at))
    page = NewsPage(
        station_id=station.station_id,
        after=after,
        cursor=lines[-1].cursor if lines else after,
        lines=tuple(lines),
        time=now,
        key_id=keys.news_key_id,
    )
    return sign_page(page, keys)


def sign_page(page: NewsPage, keys: OuterKeys) -> SignedNews:
    encoded = wire.encode(page)
    return SignedNews(page=encoded, signature=keys.sign_news(NEWS_CONTEXT + encoded))
