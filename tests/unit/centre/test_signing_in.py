"""The gate: signing in, slowing down, the first password, and forms that are too old."""

from datetime import UTC, datetime, timedelta

PASSWORD = "石板滩的一只白鹭 7"


def page(answer) -> str:
    return answer.content.decode()


def acts(act: str) -> list:
    from centre.staff.models import AuditEntry

    return list(AuditEntry.objects.filter(act=act).order_by("id"))


def test_forms_without_their_token_are_refused_in_plain_words(world) -> None:
    from django.test import Client

    world.account()
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in", {"username": "chen", "password": PASSWORD})
    assert answer.status_code == 403 and "没有生效" in page(answer)


def test_sign_in_slows_down_after_wrong_passwords_even_for_the_right_one(world) -> None:
    world.account()
    client = world.client()
    for _ in range(5):
        assert client.post("/sign-in", {"username": "chen", "password": "wrong"}).status_code == 401
    assert client.post("/sign-in", {"username": "chen", "password": PASSWORD}).status_code == 429
    from centre.staff.models import SignInTries

    SignInTries.objects.update(last_at=datetime.now(UTC) - timedelta(hours=1))
    assert client.post("/sign-in", {"username": "chen", "password": PASSWORD}).status_code == 302
    assert [entry.account for entry in acts("sign_in_failed")] == ["chen"] * 5


def test_a_name_that_does_not_exist_is_not_written_down(world) -> None:
    world.client().post("/sign-in", {"username": "my-secret-password", "password": "x"})
    assert [entry.account for entry in acts("sign_in_failed")] == [""]


def test_signing_in_leads_nowhere_else(world) -> None:
    world.account()
    for following in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"):
        answer = world.client().post("/sign-in", {"username": "chen", "password": PASSWORD, "next": following})
        assert answer["Location"] == "/cases/", following


def test_the_first_password_must_be_changed_and_rules_hold(world) -> None:
    from centre.site.set_up import ensure_account

    ensure_account("neu", PASSWORD, role="officer", display_name="新人")
    client = world.client()
    client.post("/sign-in", {"username": "neu", "password": PASSWORD})
    assert client.get("/cases/")["Location"] == "/password"
    good = {"old": PASSWORD, "new": "白鹭在水田里飞过去了 12", "again": "白鹭在水田里飞过去了 12"}
    for new, again in (("short", "short"), ("1" * 14, "1" * 14), ("白鹭在水田里 12", "白鹭在水田里 13")):
        answer = client.post("/password", {"old": PASSWORD, "new": new, "again": again})
        assert answer.status_code == 422 and 'class="wrong"' in page(answer), new
    assert client.post("/password", good | {"old": "x"}).status_code == 422
    assert client.post("/password", good).status_code == 302
    assert client.get("/cases/").status_code == 200
