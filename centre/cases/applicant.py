"""Whose matter it is, and how much of a name a queue may show. Pure."""

from contract.submission import Application

COMPOUND_SURNAMES = frozenset(
    (
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒", "端木",
        "轩辕", "宇文", "长孙", "呼延", "南宫", "独孤", "东郭", "西门", "百里", "闻人", "澹台", "拓跋",
    )
)  # fmt: skip
TYPED = {
    "name": "name",
    "number": "id_no",
    "address": "hukou_address",
    "sex": "sex",
    "nation": "ethnicity",
    "birth": "birth_date",
}
"""Fields that hold the applicant when no card was read."""


def holder_of(application: Application) -> dict[str, str]:
    """name, number, address, sex, nation, birth: from the chip, or as typed. Dates ISO, codes as on the chip."""
    card, answers = application.card, application.answers
    if card is None:
        return {name: str(answers.get(field, "")) for name, field in TYPED.items()}
    return {
        "name": card.name,
        "number": card.number,
        "address": card.address or "",
        "sex": card.sex.value,
        "nation": card.nation or "",
        "birth": card.birth.isoformat(),
    }


def surname_of(name: str) -> str:
    """The surname, and a star for each of up to two further characters."""
    name = name.strip()
    size = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:size] + "*" * min(2, max(0, len(name) - size))
