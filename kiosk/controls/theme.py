"""Reads assets/theme/tokens.json, from which Theme.qml takes every colour and size."""

import json
from pathlib import Path

from contract.failures import Failed, FailureCode, Retry

PROFILES = ("standard", "elder", "contrast")


def load_tokens(path: Path) -> dict[str, object]:
    """The profiles of the design tokens, as Main.qml's property `tokens` wants them: {profile: {colours, type, sizes}}.

    Sizes are design units (1 unit = 0.311 mm); Theme.qml turns them into pixels of the site's screen.
    Raises Failed(CONFIG_INVALID) when the file is absent, no JSON or without a profile.
    """
    try:
        profiles = json.loads(path.read_text(encoding="utf-8"))["profiles"]
        return {
            name: {
                "colours": {part: _argb(colour) for part, colour in profiles[name]["colours"].items()},
                "type": {
                    role: {"px": size["px"], "line": size["lineHeight"], "bold": size["weight"] >= 700}
                    for role, size in profiles[name]["type"].items()
                },
                "sizes": {part: size["px"] for part, size in profiles[name]["sizes"].items()},
            }
            for name in PROFILES
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"the design tokens {path} cannot be read",
            "install the package again, or restore assets/theme from the repository",
            Retry.NEVER,
        ) from error


def _argb(colour: str) -> str:
    """The tokens write #RRGGBBAA like a style sheet; Qt reads #AARRGGBB."""
    return f"#{colour[7:]}{colour[1:7]}" if len(colour) == 9 else colour
