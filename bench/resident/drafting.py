"""Takes a draft along and brings it back: photographs the codes off the screen, writes the number down, shows them."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from bench.resident.finger import NotThere
from bench.resident.walk import Resident
from devices.camera.code_finding import find_codes
from devices.camera.picture_file import grey_of


def take_along(resident: Resident, photograph: Callable[[], QImage]) -> tuple[list[str], str]:
    """From a page of the form, by 退出清除, to the idle page. Texts of the codes as a camera reads them; the number."""
    resident.touch("act:leave:")
    resident.note("draft-leave")
    resident.touch("act:take_draft:")
    resident.wait(lambda: resident.screen == "draft" and bool(resident.shown["code"]), "the first code", 20)
    codes: list[str] = []
    while resident.shown["code"]:
        resident.note("draft-code")
        codes.append(_read(photograph()))
        before = resident.shown["code"]
        resident.touch(f"act:page:{len(codes)}")
        resident.wait(lambda before=before: resident.shown["code"] != before, "the next code")
    key = "".join(resident.shown["key"])
    resident.note("draft-key")
    resident.touch("act:leave_confirmed:")
    resident.on("cleared")
    resident.wait(lambda: resident.screen == "idle", "the idle screen", 20)
    return codes, key


def bring_back(resident: Resident, show: Callable[[str], None], codes: list[str], key: str) -> None:
    """On the home page, last code first, once with a wrong number; to the notice of the form."""
    for number, code in enumerate(reversed(codes), start=1):
        show(code)
        resident.wait(lambda: resident.screen == "form", "the page of drafts")
        last = number == len(codes)
        resident.wait(lambda last=last: (resident.shown["kind"] == "entry") == last, "the code to be read")
        resident.note("draft-back")
    _type(resident, f"{(int(key) + 1) % 10**12:012d}")
    resident.touch("act:open_draft:")
    resident.wait(lambda: bool(resident.shown.get("error")), "a wrong number to be refused", 20)
    resident.note("draft-back-wrong")
    _type(resident, key)
    resident.note("draft-back-key")
    resident.touch("act:open_draft:")
    resident.wait(lambda: resident.screen == "privacy", "the form of the draft", 20)


def _type(resident: Resident, digits: str) -> None:
    for digit in digits:
        resident.touch(f"key:{digit}")


def _read(picture: QImage) -> str:
    """The one code on the screen, as a decoder reads its picture: nothing is taken from what QML was told."""
    kept = QBuffer()
    picture.save(kept, "PNG")  # type: ignore[call-overload]
    found = find_codes(grey_of(bytes(kept.data().data())))
    if len(found) != 1:
        raise NotThere(f"{len(found)} codes can be read on the page")
    return found[0].text
