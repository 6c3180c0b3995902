"""How much height a page has between the bars, in design units (1 unit = 0.311 mm), for views that split lists.

The numbers are those of kiosk/controls/Theme.qml and of a 1080 × 1920 screen; tests/qml prove that lists end inside.
"""

from contract.codes import Profile
from kiosk.screens.shown import Scene

BANNER = 78
BANNER_ELDER = 86


def is_elder(scene: Scene) -> bool:
    return scene.session.profile is Profile.ELDER


def page_height(scene: Scene, *, where: bool = True) -> int:
    """Height of the page between status bar (with banner and where-line) and rail."""
    portrait, elder = scene.site.portrait, is_elder(scene)
    height = 1920 if portrait else 1080
    height -= 88 if portrait else 76
    height -= (180 if elder else 148) if portrait else (128 if elder else 120)
    if where:
        height -= 72 if portrait else 60
    if not scene.site.network_up:
        height -= BANNER_ELDER if elder else BANNER
    return height
