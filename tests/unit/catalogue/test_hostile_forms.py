"""Form definitions that must not be built: each is refused with FORM_INVALID, its file, the field and the reason."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.forms.source import FILE_LIMIT, form_of, read_form, read_forms
from catalogue.package.sample import CONTENT
from contract.failures import Failed, FailureCode

BLOCKS = tomllib.loads((CONTENT / "forms" / "blocks.toml").read_text(encoding="utf-8"))
HEAD = 'id = "F99"\nversion = 1\ntitle = "试"\nitems = ["R06-014"]\ncommon_declarations = false\n'
FIELD = '[[fields]]\nid = "a"\nlabel = "甲"\ntype = "text"\n'
OTHER = '[[fields]]\nid = "b"\nlabel = "乙"\ntype = "int"\n'


def built(text: str) -> None:
    form_of("F99_test.toml", tomllib.loads(text), BLOCKS)


def test_the_plain_form_is_good() -> None:
    built(HEAD + FIELD + OTHER + "when = \"answers.a != ''\"\n")


@pytest.mark.parametrize(
    ("text", "where", "reason"),
    [
        (HEAD, "fields", "needs fields"),
        (HEAD + FIELD + FIELD, "fields", "2 times"),
        (HEAD + FIELD + 'wehn = "true"\n', "a", "unknown key 'wehn'"),
        (HEAD + FIELD + 'words = "x"\n', "a", "unknown key"),
        (HEAD + FIELD.replace('"text"', '"txet"'), "a", "txet"),
        (HEAD + FIELD + 'when = "answers.nope == 1"\n', "a", "nope"),
        (HEAD + FIELD + 'when = "answers."\n', "a", "Syntax error"),
        (HEAD + FIELD + 'when = "1 + 1"\n', "a", "INT"),
        (HEAD + FIELD + "when = \"answers['a'] == ''\"\n", "a", "answers.field"),
        (HEAD + FIELD + f'when = "{"(" * 300}true{")" * 300}"\n', "a", "recursion"),
        (HEAD + FIELD + f'when = "{"true && " * 400}true"\n', "a", "longer than"),
        (HEAD + FIELD + 'when = "open(today)"\n', "a", "undeclared"),
        (HEAD + FIELD + 'when = "age(1, 2) > 3"\n', "a", "overload"),
        (HEAD + FIELD + 'source = "system"\n', "a", "compute"),
        (HEAD + FIELD + 'source = "id_card"\n', "a", "compute"),
        (HEAD + FIELD + "min_length = 5\nmax_length = 2\n", "a", "contradict"),
        (HEAD + FIELD + 'pattern = "(["\n', "a", "RE2"),
        (HEAD + FIELD.replace('"text"', '"regex"'), "a", "pattern"),
        (HEAD + FIELD.replace('"text"', '"enum"'), "a", "options"),
        (HEAD + FIELD.replace('"text"', '"enum"') + 'table = "GB/T 0"\n', "a", "unknown table"),
        (HEAD + FIELD.replace('"text"', '"enum"') + 'options = [{label = "x", key = "Ü"}]\n', "a", "key"),
        (
            HEAD
            + FIELD.replace('"text"', '"enum"')
            + 'options = [{label = "x", key = "x"}, {label = "x", key = "y"}]\n',
            "a",
            "2 times",
        ),
        (
            HEAD + FIELD.replace('"text"', '"enum"') + 'default = "y"\noptions = [{label = "x", key = "x"}]\n',
            "a",
            "no option",
        ),
        (HEAD + FIELD.replace('"text"', '"bool"') + 'default = "否"\n', "a", "true or false"),
        (HEAD + FIELD.replace('"text"', '"repeat"'), "a", "columns"),
        (HEAD + FIELD + 'rules = [{cel = "true", code = "Too Long!"}]\n', "a", "rule code"),
        (HEAD + FIELD.replace('"a"', '"A b"'), "A b", "small letters"),
        (HEAD + FIELD + 'when = "answers.b == 1"\n' + OTHER + "when = \"answers.a == ''\"\n", "a", "circle"),
        (HEAD + FIELD + "when = \"answers.a == ''\"\n", "a", "circle"),
        (HEAD.replace('["R06-014"]', "[]") + FIELD, "items", "item"),
        (HEAD.replace('"F99"', '"../x"') + FIELD, "id", "letters"),
        (HEAD + 'blocks_before = ["nope"]\n' + FIELD, "blocks", "nope"),
        (HEAD + "blocks_before = 7\n" + FIELD, "blocks", "7"),
        (HEAD.replace("version = 1", 'version = "one"') + FIELD, "form", "version"),
        (HEAD + "fields = 3\n", "fields", "list"),
        (HEAD + "fields = [3]\n", "field 1", "table"),
        (HEAD + FIELD + '[[materials]]\nid = "m"\nname = "料"\nwhen = "answers.zz"\n', "m", "zz"),
        (HEAD + FIELD + '[[declarations]]\nid = "d"\ntext = "全"\nshort = ""\n', "d", "short"),
        (HEAD + FIELD + '[[eligibility]]\ncel = "today"\ncode = "e"\n', "eligibility", "STRING"),
        (HEAD + "surprise = 1\n" + FIELD, "F99", "unknown key 'surprise'"),
    ],
)
def test_a_broken_definition_names_field_and_reason(text: str, where: str, reason: str) -> None:
    with pytest.raises(Failed) as caught:
        built(text)
    assert caught.value.code == FailureCode.FORM_INVALID
    assert caught.value.happened.startswith(f"F99_test.toml: {where}: "), caught.value.happened
    assert reason in caught.value.happened
    assert len(caught.value.happened) <= 500


def test_too_many_fields_or_options_are_refused() -> None:
    many = "".join(FIELD.replace('"a"', f'"a{number}"') for number in range(201))
    with pytest.raises(Failed, match="more than 200 fields"):
        built(HEAD + many)
    options = ", ".join(f'{{label = "{number}", key = "k{number}"}}' for number in range(401))
    with pytest.raises(Failed, match="more than 400 options"):
        built(HEAD + FIELD.replace('"text"', '"enum"') + f"options = [{options}]\n")


@pytest.mark.parametrize("body", [b"\xff\xfe", b"id = ", b"x" * (FILE_LIMIT + 1), b"[" * 5000, b"a = " + b"[" * 20000])
def test_a_file_that_is_no_definition_is_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "F99_test.toml").write_bytes(body)
    (tmp_path / "blocks.toml").write_text("", encoding="utf-8")
    with pytest.raises(Failed) as caught:
        read_form(tmp_path / "F99_test.toml")
    assert caught.value.code == FailureCode.FORM_INVALID and "F99_test.toml" in caught.value.happened


def test_two_forms_never_share_an_item_or_an_id(tmp_path: Path) -> None:
    (tmp_path / "blocks.toml").write_text("", encoding="utf-8")
    (tmp_path / "F98_a.toml").write_text(HEAD.replace("F99", "F98") + FIELD, encoding="utf-8")
    (tmp_path / "F99_b.toml").write_text(HEAD + FIELD, encoding="utf-8")
    with pytest.raises(Failed, match="has the form F98 already"):
        read_forms(tmp_path)
    (tmp_path / "F99_b.toml").write_text(HEAD.replace("F99", "F98") + FIELD, encoding="utf-8")
    with pytest.raises(Failed, match="defined twice"):
        read_forms(tmp_path)


def test_a_thirteenth_form_needs_content_only(tmp_path: Path) -> None:
    for path in (CONTENT / "forms").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    thirteenth = (
        HEAD.replace("R06-014", "R01-001").replace("F99", "F13")
        + 'blocks_before = ["id"]\nblocks_after = ["contact"]\n'
    )
    (tmp_path / "F13_birth.toml").write_text(thirteenth + FIELD, encoding="utf-8")
    forms = read_forms(tmp_path)
    assert forms[-1].id == "F13" and len(forms) == len(list(tmp_path.glob("F*.toml")))
    assert {field.words for field in forms[-1].fields} >= {"form-f13-a", "form-block-name", "form-block-mobile"}


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.floats())
keys = st.sampled_from("id label type options fields when compute rules pattern table source key cel".split(" "))
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=6)),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(["fields", "items", "version", "title", "materials", "blocks_before", "eligibility"]), anything
    )
)
def test_any_definition_is_built_or_refused_with_a_reason(definition: dict[str, object]) -> None:
    try:
        form_of("F99_test.toml", {"id": "F99"} | definition, BLOCKS)
    except Failed as failed:
        assert failed.code == FailureCode.FORM_INVALID and failed.happened.startswith("F99_test.toml")
