"""How an office is named to a resident: its name with its mark, whether it is open, hours and telephone."""

from catalogue.offices import Opening, is_open, opening_of
from contract.catalogue import Office, OfficeMark
from kiosk.screens.parts import Choice
from kiosk.screens.shown import Scene
from kiosk.words import Words

MARKS = {OfficeMark.SAMPLE: "office-sample", OfficeMark.UNVERIFIED: "office-unverified"}
ICON = "landmark"


def office_name(office: Office, words: Words) -> str:
    """The name; behind it 示例 or 待核 until the district has verified hours and telephone."""
    mark = MARKS.get(office.mark)
    return office.name + (words.text(mark) if mark else "")


def hours_text(office: Office, words: Words) -> str:
    lines = opening_of(office.hours)
    if not lines:
        return words.text("office-hours-unknown")
    return words.text("office-part").join(_line(line, words) for line in lines)


def _line(line: Opening, words: Words) -> str:
    first, last = words.text(f"office-day-{line.first}"), words.text(f"office-day-{line.last}")
    days = first if line.first == line.last else words.text("office-days", first=first, last=last)
    times = [f"{opens.hour}:{opens.minute:02d}–{closes.hour}:{closes.minute:02d}" for opens, closes in line.times]
    return words.text("office-hours", days=days, times=words.text("office-between").join(times))


def phone_text(office: Office, words: Words) -> str:
    return words.text("office-phone", phone=office.phone) if office.phone else ""


def office_line(office: Office, words: Words) -> str:
    """Hours and telephone."""
    parts = (hours_text(office, words), phone_text(office, words))
    return words.text("office-between").join(part for part in parts if part)


def office_choice(scene: Scene, office: Office) -> Choice:
    """One line of places to go: name, then open or not, hours and telephone."""
    words = scene.words
    opened = is_open(office.hours, scene.site.now)
    now = "" if opened is None else words.text("office-open-now" if opened else "office-closed-now")
    parts = (now, office_line(office, words))
    return Choice(office_name(office, words), words.text("office-between").join(part for part in parts if part), ICON)
