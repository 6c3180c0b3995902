"""The way through an item that a register answers, by touching: from its guide to the answer, or to a receipt."""

from collections.abc import Callable

from bench.resident.walk import Resident


def inquire(resident: Resident) -> bool:
    """From the guide of an instant item to its answer, or to 暂未核实; False: no register is asked for it."""
    if resident.finger.find("act:inquire:") is None:
        return False
    resident.touch("act:inquire:")
    resident.wait(lambda: resident.screen != "guide", "something after the guide")
    if resident.screen == "privacy":
        resident.note("privacy")
        resident.touch("act:agreed:")
        resident.on("card")
        resident.lay_card()
    resident.wait(lambda: resident.screen in ("answer", "fault"), "an answer", 25)
    resident.lift_card()
    resident.note("answer" if resident.screen == "answer" else "unverified")
    return True


def print_answer(resident: Resident, printed: Callable[[], bool]) -> None:
    resident.touch("act:print_answer:")
    resident.wait(printed, "the printed answer", 40)
    resident.note("answer-printed")


def take_answer(resident: Resident) -> None:
    """Through its pages to the end of the visit."""
    for _ in range(6):
        if resident.finger.find("act:finished:") is not None:
            break
        resident.touch(sorted(seen.name for seen in resident.finger.look() if seen.name.startswith("act:page:"))[-1])
    resident.touch("act:finished:")
    resident.on("cleared")
    resident.wait(lambda: resident.screen == "idle", "the idle screen", 20)
    resident.note("idle-again")


def ask_for_receipt(resident: Resident) -> None:
    """Nobody could be asked: a request is handed in instead."""
    resident.touch("act:submit:")
    resident.wait(lambda: resident.screen in ("receipt", "fault"), "the receipt", 40)
    resident.note(resident.screen)
