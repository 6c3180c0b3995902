"""The desk: only those who may, only what they need, and every look written down."""

import re
from datetime import UTC, datetime

import pytest

from contract.case import CaseState

NUMBER = "11010519491231002X"


def only_case():
    from centre.cases.models import Case

    return Case.objects.get()


def acts(act: str) -> list:
    from centre.staff.models import AuditEntry

    return list(AuditEntry.objects.filter(act=act).order_by("id"))


@pytest.fixture
def handed_in(world):
    """One opened case; gives (world, station, application)."""
    station = world.station()
    application = station.application()
    station.send_batch(station.seal(application))
    world.open_all()
    return world, station, application


def page(answer) -> str:
    return answer.content.decode()


def test_without_signing_in_there_is_only_the_gate(handed_in) -> None:
    world, _, _ = handed_in
    number = only_case().case_number
    for path in ("/", "/cases/", f"/cases/{number}/", f"/cases/{number}/files/0", "/audit", "/password"):
        answer = world.client().get(path)
        assert answer.status_code == 302 and answer["Location"].startswith("/sign-in"), path
    for path in (f"/cases/{number}/decide", f"/cases/{number}/number", "/cases/find", "/sign-out"):
        assert world.client().post(path).status_code == 302, path
    assert only_case().state == CaseState.RECEIVED.value


def test_the_queue_shows_a_surname_and_no_more_of_the_person(handed_in) -> None:
    world, _, _ = handed_in
    text = page(world.signed_in().get("/cases/"))
    assert "张**" in text and "老年人优待证" in text and "狮子湖小区" in text
    for hidden in ("张测试", NUMBER, "110***********002X", "13912341234", "示例路"):
        assert hidden not in text
    assert only_case().case_number in text


def test_a_case_page_masks_numbers_and_is_written_down_before_it_is_seen(handed_in) -> None:
    world, _, application = handed_in
    client, number = world.signed_in(), only_case().case_number
    text = page(client.get(f"/cases/{number}/"))
    assert "张测试" in text and "110***********002X" in text and "139 **** 1234" in text
    assert NUMBER not in text and "13912341234" not in text and "13812345678" not in text
    assert application.declarations[0].text in text
    assert "首次申办" in text
    (look,) = acts("looked")
    assert (look.account, look.case_number) == ("chen", number)


def test_the_whole_number_needs_a_reason_that_is_kept(handed_in) -> None:
    from centre.staff.audit import reason_of

    world, _, _ = handed_in
    client, number = world.signed_in(), only_case().case_number
    assert NUMBER not in page(client.post(f"/cases/{number}/number", {"reason": " 看 "}))
    assert acts("number_seen") == []
    assert NUMBER in page(client.post(f"/cases/{number}/number", {"reason": "和公安核对身份"}))
    (seen,) = acts("number_seen")
    assert reason_of(seen) == "和公安核对身份"
    assert "核对".encode() not in bytes(seen.reason_sealed)
    assert client.get(f"/cases/{number}/number").status_code == 405
    assert NUMBER not in page(client.get(f"/cases/{number}/"))


def test_an_officer_of_another_town_finds_nothing_by_any_way(handed_in) -> None:
    world, _, application = handed_in
    stranger, number = world.signed_in("li", town="007"), only_case().case_number
    assert number not in page(stranger.get("/cases/"))
    for path in (f"/cases/{number}/", f"/cases/{number}/files/0"):
        assert stranger.get(path).status_code == 404
    for path in (f"/cases/{number}/decide", f"/cases/{number}/number", f"/cases/{number}/again"):
        assert stranger.post(path, {"decision": "accept", "reason": "想看看"}).status_code == 404
    assert number not in page(stranger.post("/cases/find", {"text": application.provisional_number}))
    own = world.signed_in("wang", town="006")
    assert number in page(own.get("/cases/"))


@pytest.mark.parametrize("role", ["auditor", "keeper"])
def test_other_roles_see_no_case(handed_in, role) -> None:
    world, _, _ = handed_in
    client, number = world.signed_in("zhao", role=role), only_case().case_number
    for path in ("/cases/", f"/cases/{number}/", f"/cases/{number}/files/0"):
        assert client.get(path).status_code == 403
    assert client.post(f"/cases/{number}/decide", {"decision": "accept"}).status_code == 403
    assert client.get("/audit").status_code == (200 if role == "auditor" else 403)


def test_a_case_is_found_by_number_name_or_id_number_and_never_by_an_address(handed_in) -> None:
    world, _, application = handed_in
    client, number = world.signed_in(), only_case().case_number
    spaced = " ".join(re.findall(".{1,4}", application.provisional_number))
    for text in (number, spaced, application.provisional_number[-10:], "张测试", NUMBER, NUMBER.lower(), "优待证"):
        assert number in page(client.post("/cases/find", {"text": text})), text
    for text in ("", "张", "张测", "110105", "' OR 1=1 --", "\0", "9" * 10_000):
        assert number not in page(client.post("/cases/find", {"text": text})), text
    assert client.get("/cases/find?text=张测试").status_code == 405


def test_decisions_move_the_case_tell_the_station_and_leave_a_trail(handed_in) -> None:
    world, station, _ = handed_in
    client, number = world.signed_in(), only_case().case_number
    address = f"/cases/{number}/decide"
    assert client.post(address, {"decision": "accept"}).status_code == 302
    assert only_case().state == "accepted"
    assert client.post(address, {"decision": "return", "note": "居住证复印件\n近期照片"}).status_code == 302
    assert only_case().state == "returned" and only_case().stopped_at is not None
    assert "停表" in page(client.get("/cases/"))
    assert client.post(address, {"decision": "accept"}).status_code == 302
    assert client.post(address, {"decision": "complete"}).status_code == 302
    assert only_case().state == "closed"
    assert [change.state for change in station.feed().changes] == [
        "received", "accepted", "returned", "accepted", "closed",
    ]  # fmt: skip
    text = page(client.get(f"/cases/{number}/"))
    assert "居住证复印件<br>近期照片" in text and "退回补正" in text
    assert [entry.case_number for entry in acts("decided")] == [number] * 4
    note = only_case().events.get(kind="return").note_sealed
    assert "居住证".encode() not in bytes(note or b"")


def test_a_return_lists_everything_at_once_and_a_closed_case_stays_closed(handed_in) -> None:
    world, _, _ = handed_in
    client, address = world.signed_in(), f"/cases/{only_case().case_number}/decide"
    assert client.post(address, {"decision": "return", "note": "  "}).status_code == 422
    assert client.post(address, {"decision": "return", "note": "长" * 601}).status_code == 422
    assert client.post(address, {"decision": "delete"}).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert only_case().state == "received"
    client.post(address, {"decision": "complete"})
    answer = client.post(address, {"decision": "return", "note": "再补一份"})
    assert answer.status_code == 422 and only_case().state == "closed"
    assert "再补一份" not in page(answer) or "状态已经变了" in page(answer)


def test_an_open_check_is_looked_at_before_a_case_is_accepted(handed_in) -> None:
    world, _, _ = handed_in
    case = only_case()
    case.checked, case.faults = "look", [["mobile", "format"]]
    case.save()
    client, address = world.signed_in(), f"/cases/{case.case_number}/decide"
    assert "请看图确认" in page(client.get("/cases/"))
    assert client.post(address, {"decision": "accept"}).status_code == 422
    assert client.post(address, {"decision": "confirm", "field": "other"}).status_code == 422
    assert client.post(address, {"decision": "confirm", "field": "mobile"}).status_code == 302
    assert client.post(address, {"decision": "accept"}).status_code == 302
    assert only_case().state == "accepted"


def test_a_picture_is_shown_and_logged_and_cannot_run_anything(handed_in) -> None:
    world, _, application = handed_in
    client, number = world.signed_in(), only_case().case_number
    answer = client.get(f"/cases/{number}/files/0")
    assert answer.content == application.attachments[0].content
    assert answer["Content-Type"] == "image/png" and "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "no-store"
    assert len(acts("file_seen")) == 1
    assert client.get(f"/cases/{number}/files/1").status_code == 404


def test_an_attachment_of_another_type_is_never_served(world) -> None:
    import hashlib

    from contract.submission import Attachment

    station = world.station()
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    digest = hashlib.sha256(script).hexdigest()
    evil = Attachment(name="a.svg", media_type="image/svg+xml", sha256=digest, content=script)
    station.send_batch(station.seal(station.application(attachments=(evil,))))
    world.open_all()
    client, number = world.signed_in(), only_case().case_number
    assert client.get(f"/cases/{number}/files/0").status_code == 404
    assert client.get(f"/cases/{number}/").status_code == 200


def test_what_a_resident_wrote_is_text_and_not_markup(world) -> None:
    station = world.station()
    nasty = "<script>alert('x')</script>"
    application = station.application(answers={"home_detail": nasty, nasty: {"a": [nasty, None, 1.5]}})
    station.send_batch(station.seal(application))
    world.open_all()
    text = page(world.signed_in().get(f"/cases/{only_case().case_number}/"))
    assert nasty not in text and "&lt;script&gt;" in text


def test_a_case_that_could_not_be_read_says_so_and_can_be_tried_again(world) -> None:
    station = world.station()
    station.send_batch(station.seal(station.application(), key_id="0" * 16))
    world.open_all()
    client, number = world.signed_in(), only_case().case_number
    assert "要人工打开" in page(client.get("/cases/"))
    text = page(client.get(f"/cases/{number}/"))
    assert "没有打开它的密钥" in text and "没有丢" in text
    assert client.post(f"/cases/{number}/decide", {"decision": "accept"}).status_code == 422
    assert client.post(f"/cases/{number}/again").status_code == 302
    assert only_case().problem == "key" and len(acts("opened_again")) == 1


def test_every_page_forbids_frames_scripts_and_keeping(handed_in) -> None:
    world, _, _ = handed_in
    client = world.signed_in()
    for path in ("/cases/", f"/cases/{only_case().case_number}/", "/password", "/nothing-here"):
        answer = client.get(path)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src" not in policy and "frame-ancestors 'none'" in policy
        assert answer["Cache-Control"] == "no-store" and answer["X-Frame-Options"] == "DENY"
        assert "<script" not in page(answer) and "style=" not in page(answer)
    assert client.get("/nothing-here").status_code == 404


def test_the_audit_only_grows_and_shows_a_change_from_outside(handed_in) -> None:
    from django.db import DatabaseError, connection

    from centre.staff.audit import Act, first_broken, record
    from centre.staff.models import AuditEntry, CannotChange

    world, _, _ = handed_in
    for _ in range(3):
        entry = record("chen", Act.LOOKED, datetime.now(UTC), "510114X")
    entry.account = "li"
    for change in (entry.save, entry.delete):
        with pytest.raises(CannotChange):
            change()
    for change in (
        lambda: AuditEntry.objects.update(account="li"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: connection.cursor().execute("DELETE FROM staff_auditentry"),
    ):
        with pytest.raises((DatabaseError, CannotChange)):
            change()
    assert AuditEntry.objects.filter(account="chen").count() == 3
    assert first_broken() is None
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_no_update")
        cursor.execute("UPDATE staff_auditentry SET account = 'li' WHERE id = %s", [entry.pk - 1])
    assert first_broken() == entry.pk - 1
    assert "对不上" in page(world.signed_in("zhao", role="auditor").get("/audit"))


def test_addresses_and_logs_hold_nothing_personal(handed_in, capfd) -> None:
    world, _, _ = handed_in
    client, number = world.signed_in(), only_case().case_number
    text = page(client.get(f"/cases/{number}/")) + page(client.get("/cases/"))
    client.post("/cases/find", {"text": "张测试"})
    client.post(f"/cases/{number}/number", {"reason": "和公安核对身份"})
    for address in re.findall(r'(?:href|src|action)="([^"]*)"', text):
        assert not re.search(r"\d{17}[\dX]|1[3-9]\d{9}|张", address.replace(number, "")), address
    out, err = capfd.readouterr()
    for hidden in ("张测试", NUMBER, "13912341234"):
        assert hidden not in out + err


def test_pages_of_a_long_queue_and_odd_parameters(world) -> None:
    station = world.station()
    station.send_batch(*(station.seal(station.application()) for _ in range(15)))
    world.open_all()
    client = world.signed_in()
    assert page(client.get("/cases/")).count("<tr>") == 13
    assert page(client.get("/cases/?page=2")).count("<tr>") == 4
    for query in ("page=-1", "page=x", "page=999999999999", "page=99", "show=closed", "show=green"):
        assert client.get(f"/cases/?{query}").status_code == 200, query
    assert client.get("/cases/?show=x").status_code == 404
