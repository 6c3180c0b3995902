"""`{% say "key" fact=value %}`, `{% icon "name" %}`, and the words of states and acts, in every template."""

from datetime import datetime

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from centre.staff.words import say as words

register = template.Library()


@register.simple_tag
def say(key: str, **facts: object) -> str:
    return words(key, **facts)


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """A picture of the sprite `centre/icons.svg`; decoration beside words, so it is hidden from screen readers."""
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" aria-hidden="true"><use href="{1}#{2}"/></svg>',
        size,
        static("centre/icons.svg"),
        name,
    )


@register.simple_tag
def state_words(state: str) -> str:
    return words(f"state-{state.replace('_', '-')}")


@register.simple_tag
def checked_words(checked: str) -> str:
    return words(f"checked-{checked}")


@register.simple_tag
def problem_words(problem: str) -> str:
    return words(f"problem-{problem}" if problem else "problem-column")


@register.simple_tag
def decision_words(decision: str, part: str = "") -> str:
    return words(f"decision-{decision}-{part}" if part else f"decision-{decision}")


@register.simple_tag
def tile_words(tile: str) -> str:
    return words(f"tile-{tile}")


@register.simple_tag
def trail_words(key: str) -> str:
    """Words whose key the page was given."""
    return words(key)


@register.simple_tag
def offline_until(at: datetime, now: datetime) -> str:
    return words("offline-until", time=short_time(at, now))


@register.filter
def short_time(at: datetime, now: datetime) -> str:
    """Hour and minute of today, month and day of another day, with the year of another year."""
    local, today = localtime(at), localtime(now)
    if local.date() == today.date():
        return f"{local.hour}:{local.minute:02d}"
    return f"{local:%m-%d}" if local.year == today.year else f"{local:%Y-%m-%d}"
