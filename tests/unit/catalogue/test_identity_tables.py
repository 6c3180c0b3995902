"""Tables of good and bad identity values, each with its standard, its code and a sentence a resident understands."""

import pytest

from catalogue.forms.source import read_forms
from catalogue.forms.values import problem_of
from catalogue.package.sample import CONTENT
from contract.codes import NATIONS, Language, Sex
from contract.form import Field, FieldType
from contract.id_number import check_character
from kiosk.config import ASSETS
from kiosk.words import Words

ZH = Words(ASSETS / "words", Language.ZH)
FIELDS = {f"{form.id}.{field.id}": field for form in read_forms(CONTENT / "forms") for field in form.fields}
ID = "11010519491231002X"

# standard, field, value, code of the problem ("" good)
TABLE = [
    ("GB 11643", "F01.id_no", ID, ""),
    ("GB 11643", "F01.id_no", "110101198001010010", ""),
    ("GB 11643", "F01.id_no", "110105194912310021", "id_check"),
    ("GB 11643", "F01.id_no", "11010519491231002x", "id_characters"),
    ("GB 11643", "F01.id_no", "11010519491231002Ⅹ", "id_characters"),
    ("GB 11643", "F01.id_no", "１１010519491231002X", "id_characters"),
    ("GB 11643", "F01.id_no", "110105491231002", "id_short"),
    ("GB 11643", "F01.id_no", f"{ID}1", "id_long"),
    ("GB 11643", "F01.id_no", f"11010519490230002{check_character('11010519490230002')}", "id_birth"),
    ("GB 32100", "F06.employer_uscc", "12441500196720244T", ""),
    ("GB 32100", "F06.employer_uscc", "91510114MA6C12340A", ""),
    ("GB 32100", "F06.employer_uscc", "91510114MA6C12340B", "uscc_check"),
    ("GB 32100", "F06.employer_uscc", "91510114MA6C1234OA", "uscc_characters"),
    ("GB 32100", "F06.employer_uscc", "91510114ma6c12340a", "uscc_characters"),
    ("GB 32100", "F06.employer_uscc", "510114000001234", "uscc_short"),
    ("GB 11643 or GB 32100", "F10.other_id", ID, ""),
    ("GB 11643 or GB 32100", "F10.other_id", "91510114MA6C12340A", ""),
    ("GB 11643 or GB 32100", "F10.other_id", "110105194912310021", "id_check"),
    ("GB 11643 or GB 32100", "F10.other_id", "91510114MA6C12340B", "uscc_check"),
    ("GB/T 2260 and 10114", "F01.home_division", "510114006003", ""),
    ("GB/T 2260 and 10114", "F01.home_division", "510114006", "division_unknown"),
    ("GB/T 2260 and 10114", "F01.home_division", "51011400600A", "division_unknown"),
    ("GB/T 2260", "F08.to_province", "51", ""),
    ("GB/T 2260", "F08.to_province", "510000", ""),
    ("GB/T 2260", "F08.to_province", "5", "division_unknown"),
    ("GB/T 2260", "F08.to_city", "5101", ""),
    ("GB/T 2260", "F08.to_city", "51", "division_unknown"),
    ("GB/T 3304", "F01.ethnicity", "维吾尔族", ""),
    ("GB/T 3304", "F01.ethnicity", "维吾尔", "not_an_option"),
    ("GB/T 2261.1", "F01.sex", "女", ""),
    ("GB/T 2261.1", "F01.sex", "2", "not_an_option"),
    ("GB/T 2261.2", "F06.marital", "丧偶", ""),
    ("GB/T 2261.2", "F06.marital", "单身", "not_an_option"),
    ("GB/T 4658", "F04.education", "大专", ""),
    ("GB/T 4762", "F06.political", "群众", ""),
    ("YD/T 1313", "F01.mobile", "13900001234", ""),
    ("YD/T 1313", "F01.mobile", "19200001234", ""),
    ("YD/T 1313", "F01.mobile", "12900001234", "mobile_start"),
    ("YD/T 1313", "F01.mobile", "1390000123", "mobile_short"),
    ("YD/T 1313", "F01.mobile", "139000012345", "mobile_long"),
    ("YD/T 1313", "F01.mobile", "+8613900001", "mobile_digits"),
    ("ISO/IEC 7812", "F02.bank_account", "6228480467891234560", ""),
    ("ISO/IEC 7812", "F02.bank_account", "622848046789123", "bankcard_short"),
    ("ISO/IEC 7812", "F02.bank_account", "62284804678912345601", "bankcard_long"),
    ("ISO/IEC 7812", "F02.bank_account", "6228 4804 6789 1234", "bankcard_digits"),
    ("disability card", "F09.card_no", f"{ID}42", ""),
    ("disability card", "F09.card_no", f"{ID}42B1", ""),
    ("disability card", "F09.card_no", f"{ID}82", "pattern"),
    ("disability card", "F09.card_no", f"{ID}45", "pattern"),
    ("GB 18030", "F01.name", "买买提·艾力", ""),
    ("GB 18030", "F01.name", "𠮷𡘙", ""),
    ("GB 18030", "F01.name", "张\ue000", ""),
    ("GB 18030", "F01.name", "张", "too_short"),
    ("GB 18030", "F01.name", "张\ud840", "bad_character"),
    ("GB 18030", "F01.name", "张\x00三", "bad_character"),
    ("GB 18030", "F01.name", "张" * 51, "too_long"),
]


@pytest.mark.parametrize(("standard", "name", "value", "code"), TABLE)
def test_a_value_is_good_or_says_what_to_mend(standard: str, name: str, value: str, code: str) -> None:
    field = FIELDS[name]
    problem = problem_of(field, value, {option.label for option in field.options}, ())
    assert (problem[0] if problem else "") == code, standard
    if problem:
        said = ZH.text(f"error-{code.replace('_', '-')}", **problem[1])
        assert len(said) >= 4 and "{" not in said and code not in said


def test_the_tables_have_as_many_entries_as_their_standards() -> None:
    assert len([code for code in NATIONS if code < "57"]) == 56
    assert [sex.value for sex in Sex] == ["0", "1", "2", "9"]
    marital = [(option.code, option.label) for option in FIELDS["F06.marital"].options]
    assert marital == [("10", "未婚"), ("20", "已婚"), ("30", "丧偶"), ("40", "离婚")]


@pytest.mark.parametrize("kind", [FieldType.ID18, FieldType.USCC, FieldType.MOBILE, FieldType.BANKCARD])
@pytest.mark.parametrize("value", ["", " ", "0" * 3000, "\ud800", "张三", "1\n2", "-1", "1e9"])
def test_nothing_typed_breaks_a_check(kind: FieldType, value: str) -> None:
    problem = problem_of(Field(id="x", label="x", type=kind), value, set(), ())
    assert problem is not None and problem[0]
