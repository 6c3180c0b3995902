"""Reads form definitions (TOML, one file a form, shared blocks in blocks.toml) and proves them.

Every failure is Failed(FORM_INVALID) that names the file, the field and the reason. Time and memory are bounded.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from catalogue.forms.prove import FormWrong, prove
from contract.codes import NATIONS
from contract.failures import Failed, FailureCode, Retry
from contract.form import Declaration, Field, FormDef, Material, Option, Rule

FILE_LIMIT = 256 * 1024
"""Bytes a form definition may have."""

BLOCKS = "blocks.toml"
TABLES_FILE = "tables.toml"

TABLES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "GB/T 3304": tuple((code, name, f"n{code}") for code, name in NATIONS.items()),
    "GB/T 2261.1": (("1", "男", "male"), ("2", "女", "female")),
}
"""Tables that the codes of a card need too; the others stand in tables.toml. (code, label, key)."""

SHAPES = {
    "fields": Field,
    "options": Option,
    "rules": Rule,
    "materials": Material,
    "declarations": Declaration,
    "eligibility": Rule,
}


def invalid(file: str, where: str, reason: str) -> Failed:
    happened = f"{file}: {where}: {reason}" if where else f"{file}: {reason}"
    return Failed(FailureCode.FORM_INVALID, happened[:500], "mend the form definition and build again", Retry.NEVER)


def read_toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise invalid(path.name, "", f"larger than {FILE_LIMIT} bytes")
        return tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        raise invalid(path.name, "", error.strerror or "cannot be read") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise invalid(path.name, "", f"not TOML: {error}") from None


def only_known(file: str, where: str, given: Any, shape: type[msgspec.Struct]) -> None:
    """A misspelt key is an error: an unknown `wehn` would show a field to everybody."""
    if not isinstance(given, dict):
        raise invalid(file, where, "a table was expected")
    where = str(given.get("id", given.get("label", given.get("code", where))))[:60]
    for key, value in given.items():
        if key not in shape.__struct_fields__ or key == "words":
            raise invalid(file, where, f"unknown key {key[:40]!r}")
        if key in SHAPES and isinstance(value, list):
            for part in value:
                only_known(file, where, part, SHAPES[key])


def with_table(file: str, field: Any, tables: dict[str, Any]) -> Any:
    """The field with the options of the table it names in `table`."""
    if not isinstance(field, dict) or "table" not in field:
        return field
    rest = {key: value for key, value in field.items() if key != "table"}
    name = field["table"]
    if isinstance(name, str) and name in TABLES:
        return rest | {"options": [{"code": code, "label": label, "key": key} for code, label, key in TABLES[name]]}
    table = tables.get(name) if isinstance(name, str) else None
    if not isinstance(table, dict) or not isinstance(table.get("options"), list):
        raise invalid(file, str(field.get("id", "")), f"unknown table {str(name)[:40]!r}")
    return rest | {"options": table["options"]}


def worded(field: Field, prefix: str) -> Field:
    words = f"{prefix}-{field.id.replace('_', '-')}"
    columns = tuple(worded(column, words) for column in field.fields)
    return msgspec.structs.replace(field, words=words, fields=columns)


def fields_of(file: str, given: Any, prefix: str, tables: dict[str, Any]) -> list[Field]:
    if not isinstance(given, list):
        raise invalid(file, "fields", "a list of tables was expected")
    fields = []
    for number, raw in enumerate(given, 1):
        where = str(raw.get("id", f"field {number}")) if isinstance(raw, dict) else f"field {number}"
        raw = with_table(file, raw, tables)
        only_known(file, where, raw, Field)
        try:
            fields.append(worded(msgspec.convert(raw, Field), prefix))
        except (msgspec.ValidationError, RecursionError) as error:
            raise invalid(file, where, str(error)) from None
    return fields


def form_of(file: str, given: dict[str, Any], blocks: dict[str, Any]) -> FormDef:
    """A proved FormDef from a parsed definition and the parsed shared blocks and tables."""
    given = dict(given)
    before, after = given.pop("blocks_before", []), given.pop("blocks_after", [])
    declared = given.pop("common_declarations", True)
    only_known(file, "form", given | {"fields": []}, FormDef)
    form_id = given.get("id")
    if not isinstance(form_id, str) or not form_id.isascii() or not form_id.isalnum():
        raise invalid(file, "id", "a form needs an id of letters and digits, like F01")

    def block(names: Any) -> Iterable[Field]:
        for name in names if isinstance(names, list) else [names]:
            if not isinstance(name, str) or name not in blocks.get("blocks", {}):
                raise invalid(file, "blocks", f"unknown block {str(name)[:40]!r}")
            yield from fields_of(BLOCKS, blocks["blocks"][name], "form-block", tables)

    tables = blocks.get("tables", {})
    own = fields_of(file, given.get("fields", []), f"form-{form_id.lower()}", tables)
    fields = [*block(before), *own, *block(after)]
    common = list(blocks.get("declarations", [])) if declared else []
    merged = given | {"fields": [], "declarations": common + list(given.get("declarations", []))}
    try:
        form = msgspec.structs.replace(msgspec.convert(merged, FormDef), fields=tuple(fields))
        prove(form)
    except msgspec.ValidationError as error:
        raise invalid(file, "form", str(error)) from None
    except FormWrong as error:
        raise invalid(file, error.where, error.reason) from None
    return form


def read_form(path: Path) -> FormDef:
    """One definition with the shared blocks of its folder. Failed(FORM_INVALID)."""
    tables = path.parent / TABLES_FILE
    shared = read_toml(path.parent / BLOCKS) | {"tables": read_toml(tables) if tables.exists() else {}}
    return form_of(path.name, read_toml(path), shared)


def read_forms(folder: Path) -> tuple[FormDef, ...]:
    """Every F*.toml of a folder, in the order of their names. Failed(FORM_INVALID)."""
    forms: dict[str, FormDef] = {}
    owner: dict[str, str] = {}
    for path in sorted(folder.glob("F*.toml")):
        form = read_form(path)
        if form.id in forms:
            raise invalid(path.name, "id", f"{form.id} is defined twice")
        for item in form.items:
            if owner.setdefault(item, form.id) != form.id:
                raise invalid(path.name, "items", f"{item} has the form {owner[item]} already")
        forms[form.id] = form
    return tuple(forms.values())
