"""The staff's words: assets/words/<language>/centre/staff.ftl (a folder of its own: no window loads it)."""

from functools import cache

from django.conf import settings
from fluent.runtime import FluentBundle, FluentResource

FOLDER = settings.ROOT / "assets" / "words"


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolating marks round variables would be copied along with the numbers that officers copy.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((FOLDER / language / "centre" / "staff.ftl").read_text(encoding="utf-8")))
    return bundle


def say(key: str, **facts: object) -> str:
    """The words `staff-<key>`. Raises KeyError when they are missing, ValueError when a variable is."""
    bundle = _bundle(settings.STAFF_LANGUAGE)
    message = bundle.get_message(f"staff-{key}")
    if message.value is None:
        raise KeyError(key)
    text, faults = bundle.format_pattern(message.value, facts)
    if faults:
        raise ValueError(f"staff-{key}: {type(faults[0]).__name__}")
    return str(text)
