"""The rules of the design that a machine can check on what the probe saw. Each gives its faults as sentences."""

from collections.abc import Iterator

from bench.probe.probe import Box, Ground, Said, Seen, Target

LEAST_TARGET = {"standard": 64, "elder": 96, "contrast": 64}
LEAST_TEXT = {"standard": 28, "elder": 34, "contrast": 28}
LEAST_PRESSED = {"standard": 34, "elder": 40, "contrast": 34}
LEAST_RAIL = {"standard": 32, "elder": 40, "contrast": 32}
LEAST_CONTRAST = {"standard": 4.5, "elder": 7.0, "contrast": 7.0}
LEAST_CONTRAST_DISABLED = 4.5
SMALL_LABELS = ("act:category:", "tab:", "key:")
"""Category names may have 32 px like the rail; signs on keys have their own sizes."""
KEYS = ("key:", "tab:", "candidate:")
"""Keys of the keyboard: high enough, but ten of them stand in a row."""
SLACK = 1.5


def faults(seen: Seen, profile: str, window_colour: str) -> Iterator[str]:
    """All rules of this file."""
    yield from small_targets(seen, profile)
    yield from small_texts(seen, profile, seen.height - (180 if profile == "elder" else 148))
    yield from cut_texts(seen)
    yield from outside(seen)
    yield from text_outside_its_button(seen)
    yield from overlaps(seen)
    yield from pale_texts(seen, profile, window_colour)


def alpha(colour: str) -> float:
    return int(colour[1:3], 16) / 255 if len(colour) == 9 else 1.0


def luminance(colour: str) -> float:
    parts = [int(colour[-6:][place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _holds(ground: Ground, x: float, y: float) -> bool:
    return ground.x <= x <= ground.x + ground.width and ground.y <= y <= ground.y + ground.height


def covered(seen: Seen, box: Box, order: int) -> bool:
    """Something drawn later lies over its middle: a sheet or the dim under it."""
    x, y = box.x + box.width / 2, box.y + box.height / 2
    big = (ground for ground in seen.grounds if ground.order > order and ground.width > 0.5 * seen.width)
    return any(_holds(ground, x, y) and ground.height > 100 and _outside(ground, box) for ground in big)


def _outside(ground: Ground, box: Box) -> bool:
    return ground.width > box.width + 2 or ground.height > box.height + 2


def open_targets(seen: Seen) -> list[Target]:
    return [target for target in seen.targets if target.name and not covered(seen, target, target.order)]


def open_texts(seen: Seen) -> list[Said]:
    return [said for said in seen.texts if said.width > 0 and not covered(seen, said, said.order)]


def small_targets(seen: Seen, profile: str) -> Iterator[str]:
    least = LEAST_TARGET[profile]
    for target in open_targets(seen):
        narrow = 64 if target.name.startswith(KEYS) else least
        if target.height < least - SLACK or target.width < narrow - SLACK:
            yield f"{target.name} is {target.width:.0f} × {target.height:.0f}, at least {least} is needed"


def small_texts(seen: Seen, profile: str, rail_top: float) -> Iterator[str]:
    for said in open_texts(seen):
        if said.px < LEAST_TEXT[profile]:
            yield f"{said.text!r} has {said.px} px"
    by_target: dict[int, list[Said]] = {}
    for said in open_texts(seen):
        if said.pressed >= 0 and seen.targets[said.pressed].name:
            by_target.setdefault(said.pressed, []).append(said)
    for place, texts in by_target.items():
        name = seen.targets[place].name
        on_rail = texts[0].y > rail_top
        least = LEAST_RAIL[profile] if on_rail or name.startswith(SMALL_LABELS) else LEAST_PRESSED[profile]
        if max(text.px for text in texts) < least:
            yield f"what is pressed as {name} has {max(text.px for text in texts)} px, at least {least} is needed"


def cut_texts(seen: Seen) -> Iterator[str]:
    for said in open_texts(seen):
        if said.truncated:
            yield f"{said.text!r} is cut short"
        if said.painted_width > said.width + SLACK:
            yield f"{said.text!r} is {said.painted_width:.0f} wide in {said.width:.0f}"


def outside(seen: Seen) -> Iterator[str]:
    for said in open_texts(seen):
        right, bottom = said.x + said.painted_width, said.y + said.height
        if said.x < -SLACK or said.y < -8 or right > seen.width + SLACK or bottom > seen.height + SLACK:
            yield f"{said.text!r} stands outside the window ({said.x:.0f}, {said.y:.0f})"
    for target in open_targets(seen):
        if (
            target.x < -SLACK
            or target.y < -SLACK
            or target.x + target.width > seen.width + SLACK
            or target.y + target.height > seen.height + SLACK
        ):
            yield f"{target.name} reaches outside the window"


def text_outside_its_button(seen: Seen) -> Iterator[str]:
    for said in open_texts(seen):
        if said.pressed < 0:
            continue
        target = seen.targets[said.pressed]
        tall = said.lines * said.px
        middle = said.y + said.height / 2
        if (
            said.x < target.x - SLACK
            or said.x + said.painted_width > target.x + target.width + SLACK
            or middle - tall / 2 < target.y - SLACK
            or middle + tall / 2 > target.y + target.height + SLACK
        ):
            yield f"{said.text!r} sticks out of {target.name}"


def overlaps(seen: Seen) -> Iterator[str]:
    texts = open_texts(seen)
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            wide, tall = _ink(one).overlap(_ink(other))
            if wide > 3 and tall > 3:
                yield f"{one.text!r} and {other.text!r} lie over each other"
    targets = open_targets(seen)
    for place, one in enumerate(targets):
        for other in targets[place + 1 :]:
            wide, tall = one.overlap(other)
            if wide > 3 and tall > 3 and not _inside(one, other) and not _inside(other, one):
                yield f"{one.name} and {other.name} lie over each other"


def _ink(said: Said) -> Box:
    """About what is really painted: the lines without the air over and under them."""
    tall = (said.lines - 1) * said.height / max(1, said.lines) + said.px * 0.9
    left = {2: said.width - said.painted_width, 4: (said.width - said.painted_width) / 2}.get(said.align, 0.0)
    return Box(x=said.x + left, y=said.y + (said.height - tall) / 2, width=said.painted_width, height=tall)


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x - SLACK
        and inner.y >= outer.y - SLACK
        and inner.x + inner.width <= outer.x + outer.width + SLACK
        and inner.y + inner.height <= outer.y + outer.height + SLACK
    )


def pale_texts(seen: Seen, profile: str, window_colour: str) -> Iterator[str]:
    for said in open_texts(seen):
        ink = _ink(said)
        x, y = ink.x + ink.width / 2, ink.y + ink.height / 2
        under = [
            ground
            for ground in seen.grounds
            if ground.order < said.order and _holds(ground, x, y) and alpha(ground.colour) > 0.99
        ]
        colour = under[-1].colour if under else window_colour
        least = LEAST_CONTRAST[profile] if said.enabled else LEAST_CONTRAST_DISABLED
        ratio = contrast(said.colour, colour)
        if ratio < least - 0.01:
            yield f"{said.text!r}: {said.colour} on {colour} is {ratio:.2f}, at least {least} is needed"
