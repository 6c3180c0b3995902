"""The demo without a display: a scripted resident, a picture of each screen, the receipt, and report.json (CLI.md)."""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin

from bench.paper_picture import PaperPicture
from bench.pretend_world import PretendWorld, fresh_folder
from bench.resident import drafting, inquiring
from bench.resident.finger import Finger
from bench.resident.walk import Resident
from catalogue.package.open import Package
from catalogue.package.rules_in import RulesIn
from contract.failures import Failed
from kiosk.app import StationWindow
from kiosk.journey.life_event import joined
from kiosk.journey.session import Session
from kiosk.version import version
from kiosk.window import prepare_environment
from offline_queue.inspection import list_queue

ARRIVES_WITHIN_S = 40.0


class ScriptedDemo:
    """One run: world, station, resident; what they leave goes to `out`."""

    def __init__(self, args: argparse.Namespace, person: Mapping[str, str], out: Path, data: Path) -> None:
        self._args = args
        self._out = out
        self._screens: list[dict[str, Any]] = []
        self._states: list[str] = []
        self._offline = {"receipt_before_network": False, "arrived_after_network": False, "times_at_centre": 0}
        self.world = PretendWorld(
            data,
            person,
            screen=(1920, 1080) if args.landscape else (1080, 1920),
            profile=args.profile,
            language=args.language,
            printer_profile="gbk_58mm" if args.narrow_paper else "gbk_80mm",
            with_camera=True,
        )
        self.station = StationWindow(self.world.settings)
        self.station.start()
        self.finger = Finger(self.station.engine, self.station.window)
        self.resident = Resident(
            self.finger,
            self.station.conductor.stage,
            self._picture,
            self.world.put_card,
            self.world.lift_card,
            before_submit=self._before_submit,
            lay_sheet=self.world.lay_sheet,
            show_face=self.world.show_face,
            show_licence=self.world.show_licence,
        )

    def close(self) -> None:
        self.station.stop()
        self.world.close()

    def go(self) -> dict[str, Any]:
        """The whole journey; the report."""
        item = self._args.item
        resident, package = self.resident, self.station.package
        if package is None or not package.has_item(item):
            raise SystemExit(f"demo: the catalogue has no item {item!r}; ./station search finds items by words")
        self.finger.wait_until(lambda: self.station.site.network_up, 15)
        resident.come()
        if self._args.theme:
            item = self._args.theme
            resident.ask_life_event(item, self._answers_of(item, package))
        else:
            name = package.item(item).name
            resident.find(item, "".join(lazy_pinyin(name, style=Style.NORMAL, errors="ignore"))[:24])
        report: dict[str, Any] = {
            "ok": True,
            "version": version(),
            "item": item,
            "profile": self._args.profile,
            "screens": self._screens,
            "provisional_number": None,
            "submission_id": None,
            "states": self._states,
            "receipt": None,
            "centre": None,
            "offline": self._offline,
        }
        if self._args.offline and not self._args.theme and package.item(item).answered:
            self._cut_network("guide-offline")
        if self._args.theme:
            resident.apply_jointly()
        elif inquiring.inquire(resident):
            return report | self._inquired(report)
        elif not resident.apply():
            return report
        if self._args.draft:
            report["draft"] = self._by_phone()
        resident.hand_in()
        return report | self._after(report)

    def _by_phone(self) -> dict[str, Any]:
        """From the review to a phone, and in another visit back to the review."""
        resident = self.resident
        codes, key = drafting.take_along(resident, self.station.window.grabWindow)
        resident.come()
        drafting.bring_back(resident, self.world.scanner.show, codes, key)
        resident.fill_in_after_card()
        return {"codes": len(codes), "characters": [len(code) for code in codes]}

    def _answers_of(self, theme: str, package: Package) -> dict[str, Any]:
        """Answers of the life event's own table that open most of what is handed in here together."""
        graph = RulesIn(package).theme(theme)
        if graph is None:
            names = "、".join(each.name for each in package.themes())
            raise SystemExit(f"demo: there is no life event {theme!r}; there are {names}")

        def together(answers: dict[str, Any]) -> int:
            visit = Session(theme=theme, graph=graph, theme_answers=answers)
            return len(joined(visit, self.station.site, package))

        best = max((line.answers for line in graph.tests), key=together)
        if together(best) < 2:
            raise SystemExit(f"demo: nothing of {theme} is handed in together at this station")
        return best

    def _inquired(self, report: dict[str, Any]) -> dict[str, Any]:
        """An instant item: its answer on paper; without a network a request, which then travels as everything does."""
        resident = self.resident
        if resident.screen != "answer":
            inquiring.ask_for_receipt(resident)
            return {"answer": {"verified": False, "lines": []}} | self._after(report)
        lines = [[line["label"], line["value"]] for line in resident.shown["lines"]]
        inquiring.print_answer(resident, lambda: bool(self.world.pages.printed))
        [sheet] = self.world.pages.printed
        (self._out / "answer.pdf").write_bytes(sheet.document)
        inquiring.take_answer(resident)
        return {"answer": {"verified": True, "lines": lines, "printed": len(sheet.document)}, "ok": True}

    def _after(self, report: dict[str, Any]) -> dict[str, Any]:
        resident = self.resident
        listed = list_queue(self.world.station_dir)[-1]
        self._note_state()
        printed = self.world.printer.wait_for_slips(1, 30)
        self.finger.settle()
        receipt = self._receipt() if printed else None
        self._offline["receipt_before_network"] = bool(receipt) and not self.world.network.is_up
        self.world.network.restore()
        arrived = self.finger.wait_until(lambda: self._note_state() == "COMPLETE", ARRIVES_WITHIN_S)
        self._offline["arrived_after_network"] = arrived and self._args.offline
        centre = self._at_centre(listed.submission_id)
        self._offline["times_at_centre"] = centre.get("times_at_centre", 0)
        resident.rate()
        ok = printed and arrived and self._offline["times_at_centre"] == 1
        return {
            "ok": ok,
            "provisional_number": listed.number,
            "submission_id": listed.submission_id,
            "receipt": receipt,
            "centre": centre,
        }

    def _before_submit(self) -> None:
        if self._args.offline:
            self._cut_network("review-offline")

    def _cut_network(self, picture: str) -> None:
        self.world.network.cut()
        self.finger.wait_until(lambda: not self.station.site.network_up, 30)
        self.finger.settle()
        self._picture(picture, 0.0)

    def _note_state(self) -> str:
        state = list_queue(self.world.station_dir)[-1].state.value
        # every state is passed through in this order; a poll may miss one that was short
        order = ("QUEUED", "CUSTODY", "COMPLETE")
        if state in order:
            for passed in order[: order.index(state) + 1]:
                if passed not in self._states:
                    self._states.append(passed)
        return state

    def _at_centre(self, submission_id: str) -> dict[str, Any]:
        """From the centre's database, not from what was sent; the inner part unseals a moment after custody."""
        end = time.monotonic() + ARRIVES_WITHIN_S
        while True:
            try:
                return json.loads(self.world.centre.command("case", submission_id, "--json"))
            except Failed:
                if time.monotonic() > end:
                    raise
                self.finger.wait_until(lambda: False, 0.3)

    def _receipt(self) -> dict[str, Any]:
        raw = self.world.printer.slips[0]
        (self._out / "receipt.escpos").write_bytes(raw)
        slip = PaperPicture(384 if self._args.narrow_paper else 576).slips(raw)[0]
        slip.picture.save(self._out / "receipt.png")
        return {
            "png": "receipt.png",
            "bytes": "receipt.escpos",
            "text": slip.text,
            "qr": slip.qr[0] if slip.qr else "",
            "trouble": slip.trouble,
        }

    def _picture(self, name: str, ms: float) -> None:
        self.finger.settle()
        file = f"{len(self._screens) + 1:02d}-{name}.png"
        if not self.station.window.grabWindow().save(str(self._out / file)):
            raise SystemExit(f"demo: {self._out / file} could not be written; is the folder writable?")
        self._screens.append({"name": name, "file": file, "ms": round(ms, 1)})
        print(f"  {file}", file=sys.stderr, flush=True)


def run_scripted(args: argparse.Namespace, person: Mapping[str, str]) -> int:
    prepare_environment()
    out = args.out or Path.cwd() / "out" / "demo"
    out.mkdir(parents=True, exist_ok=True)
    print("demo: a scripted resident goes through the journey; no display is needed", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="station-demo-") as folder:
        demo = ScriptedDemo(args, person, out, fresh_folder(Path(folder) / "world"))
        try:
            report = demo.go()
        finally:
            demo.close()
    (out / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    print(f"demo: {'good' if report['ok'] else 'NOT good'}: {len(report['screens'])} pictures and report.json in {out}")
    return 0 if report["ok"] else 1
