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


@cache
def _form_bundle(language: str) -> FluentBundle:
    """The words that residents were told what to mend in: form*.ftl."""
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((FOLDER / language).glob("form*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def say_fault(code: str, facts: dict[str, str]) -> str:
    """What the form's check found, in the words the station uses; the code itself where it has none."""
    bundle, key = _form_bundle(settings.STAFF_LANGUAGE), f"error-{code.replace('_', '-')}"
    value = bundle.get_message(key).value if bundle.has_message(key) else None
    return str(bundle.format_pattern(value, facts)[0]) if value is not None else code


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
