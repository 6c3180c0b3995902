"""What is said for three seconds after a visit."""

import msgspec

from kiosk.screens.shown import Scene


class ClearedShown(msgspec.Struct, frozen=True):
    title: str
    line: str


def cleared_shown(scene: Scene) -> ClearedShown:
    return ClearedShown(scene.words.text("cleared-title"), scene.words.text("cleared-line"))
