"""What the scripted resident types, by field and by kind of field. Everybody and everything here is made up."""

from datetime import date, timedelta

USCC = "91510114MA6C12340A"
BANK_CARD = "6228480467891234560"
SOMEBODY = "110101198001010010"
"""Number of a second person."""

TYPED: dict[str, str] = {
    "emergency_name": "lice",
    "home_detail": "ceshixiaoqu",
    "name": "zhangsan",
    "mobile": "13900001234",
    "emergency_mobile": "13800005678",
    "id_no": "11010519491231002X",
    "card_no": "11010519491231002X42",
    "agent_name": "lice",
    "account_holder": "lice",
    "beneficiary_name": "lice",
    "child_name": "zhangceshi",
    "landlord_name": "lice",
    "guardian_name": "lice",
    "spouse_name": "lice",
    "job_desc": "songwaimai",
    "last_job": "shouyinyuan",
    "platform": "ceshipingtai",
    "employer": "ceshigongsi",
    "last_employer": "ceshigongsi",
    "hospital": "ceshiyiyuan",
    "lease_no": "ceshibianhao",
    "econ_no": "ceshibianhao",
    "cert_no": "ceshibianhao",
    "permit_no": "ceshibianhao",
    "house_no": "ceshibianhao",
    "agent_id_no": SOMEBODY,
    "insured_months": "24",
    "children_now": "0",
    "preg_weeks": "12",
    "born_date": "",
    "tenants_n": "2",
}
"""Pinyin letters or digits, by field; "": the resident leaves it out."""
BY_KIND = {
    "text": "ceshixiaoqu",
    "mobile": "13900001234",
    "id18": SOMEBODY,
    "bankcard": BANK_CARD,
    "code": USCC,
    "decimal": "60.5",
    "digits": "1",
}
DAYS = {"due_date": 100, "start_date": 0, "end": 365, "end_date": 60, "reg_date": -400}
"""Days from today, by field; other dates lie a month back."""
OLDER = {"ss_start": "202301", "reside_start": "20230101"}


def check_of(first17: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first17, weights, strict=True))
    return "10X98765432"[total % 11]


def typed_for(field: str, kind: str, today: date) -> str:
    """Letters and digits for a field of a kind of entry, right for any form of the package."""
    if field in TYPED or field in OLDER:
        return TYPED.get(field, OLDER.get(field, ""))
    if field == "child_id":
        first = f"510681{today.year - 7}0301002"
        return first + check_of(first)
    if kind == "date":
        # flexible work and a filing elsewhere both ask for start_date: today suits both
        return (today + timedelta(days=DAYS.get(field, -30))).strftime("%Y%m%d")
    if kind == "month":
        return today.strftime("%Y%m")
    return BY_KIND.get(kind, BY_KIND["text"])
