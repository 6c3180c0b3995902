"""What is read off the code of a business licence, in the forms that are met, and what is refused."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.licence_code import LONGEST_CODE, LONGEST_NAME, Licence, licence_of
from contract.uscc import is_uscc

USCC = "91510114MA6C12340A"
NAME = "成都示例食品有限公司"
GBK = quote(NAME.encode("gb18030"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (USCC, ""),
        (f" {USCC.lower()}\r\n", ""),
        (f"统一社会信用代码：{USCC}\n企业名称：{NAME}\n法定代表人：王测试", NAME),
        (f"名 称:{NAME};统一社会信用代码:{USCC};登记机关:示例局", NAME),
        (f"https://example.invalid/licence?uniscid={USCC}&entName={quote(NAME)}", NAME),
        (f"http://example.invalid/licence?uniscid={USCC}&entname={GBK}", NAME),
        (f"https://example.invalid/{USCC}", ""),
        (f"https://example.invalid/#/show?code={USCC}&name={quote(NAME)}", NAME),
        (f'{{"uniscid": "{USCC}", "entName": "{NAME}", "state": 1}}', NAME),
    ],
)
def test_a_licence_gives_its_code_and_where_it_tells_it_its_name(text: str, name: str) -> None:
    assert licence_of(text) == Licence(USCC, name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "XDZ1.ABC",
        USCC[:-1] + "B",
        USCC + "0",
        f"{USCC} 91350100M000100Y43",
        "eyJhbGciOiJIUzI1NiJ9.dG9rZW4.c2lnbmF0dXJl",
        "http" + "://[::1",
        '{"a":' * 400,
        f"{USCC} {'x' * LONGEST_CODE}",
    ],
)
def test_what_holds_no_code_two_codes_or_too_much_is_no_licence(text: str) -> None:
    assert licence_of(text) is None


def test_a_name_that_cannot_stand_in_a_field_is_left_out() -> None:
    assert licence_of(f"https://example.invalid/?code={USCC}&name={'长' * 200}") == Licence(USCC, "")
    assert licence_of(f"https://example.invalid/?code={USCC}&name=%00%01%02") == Licence(USCC, "")


@given(st.text(max_size=300), st.sampled_from(["", USCC, f"?name={USCC}", f'{{"name":"{USCC}"']))
def test_any_code_before_the_scanner_gives_a_right_licence_or_none(text: str, with_it: str) -> None:
    licence = licence_of(with_it + text)
    assert licence is None or (is_uscc(licence.uscc) and len(licence.name) <= LONGEST_NAME)
