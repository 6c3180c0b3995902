"""Words of forms: looked up by the field's own prefix, the Chinese label of the definition where there are none."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contract.catalogue import Division
from contract.codes import Language
from contract.form import Declaration, Field, FieldError, FieldType, FormDef, Material, Option
from kiosk.screens.as_said import day_said, month_said, number_masked, phone_masked
from kiosk.text_entry.spoken_groups import day_of
from kiosk.words import Words

if TYPE_CHECKING:
    from catalogue.themes.joint_matter import JointMatter

NO_REGIONS: Mapping[str, str] = {}


def dashed(name: str) -> str:
    return name.replace("_", "-").lower()


def said_or(words: Words, message: str, otherwise: str, **variables: object) -> str:
    return words.text(message, **variables) if words.has(message) else otherwise


def label_of(words: Words, field: Field) -> str:
    return said_or(words, field.words, field.label)


def part_of(words: Words, field: Field, part: str) -> str:
    """ask, hint, note or placeholder; "" where the form has none."""
    return said_or(words, f"{field.words}.{part}", "")


def option_label(words: Words, field: Field, option: Option) -> str:
    return said_or(words, f"{field.words}-{dashed(option.key)}", option.label)


def option_second(words: Words, field: Field, option: Option) -> str:
    return said_or(words, f"{field.words}-{dashed(option.key)}.second", "")


def yes_or_no(words: Words, field: Field, value: bool) -> tuple[str, str]:
    """Words of the two answers of a BOOL, and their second lines."""
    key = "yes" if value else "no"
    return (
        said_or(words, f"{field.words}-{key}", words.text(f"form-{key}")),
        said_or(words, f"{field.words}-{key}.second", ""),
    )


def material_name(words: Words, form: FormDef, material: Material, joint: "JointMatter | None" = None) -> str:
    """joint: the words of a joined material are those of the first form that asks for it."""
    for part in joint.parts if joint is not None else ():
        own = next((own for own, name in part.materials.items() if name == material.id), "")
        if own:
            form, material = part.form, next(each for each in part.form.materials if each.id == own)
            break
    return said_or(words, f"form-{form.id.lower()}-material-{dashed(material.id)}", material.name)


def declaration_said(words: Words, declaration: Declaration) -> str:
    if words.language is Language.EN and declaration.short_en:
        return declaration.short_en
    return declaration.short or declaration.text


def error_said(words: Words, error: FieldError) -> str:
    """One sentence: what is wrong and how to mend it."""
    message = f"error-{dashed(error.code)}"
    if words.has(message):
        return words.text(message, **error.facts)
    return error.message if words.language is Language.ZH and error.message else words.text("form-error-other")


def division_name(divisions: tuple[Division, ...], code: str) -> str:
    """ "510114006003" → "石板滩街道狮子社区"; a town's code gives the town, an unknown one ""."""
    for division in divisions:
        if division.code == code:
            return f"{division.town_name}{division.name}"
        if division.town_code == code:
            return division.town_name
    return ""


def answer_said(
    words: Words, field: Field, value: object, divisions: tuple[Division, ...], regions: Mapping[str, str] = NO_REGIONS
) -> str:
    """An answer as it is read back: labels in the language, dates as said, phones and numbers masked."""
    if value is None or value == "" or value == []:
        return words.text("form-not-given")
    match field.type:
        case FieldType.BOOL:
            return yes_or_no(words, field, bool(value))[0]
        case FieldType.ENUM | FieldType.MULTI:
            chosen = [str(label) for label in (value if isinstance(value, list | tuple) else (value,))]
            known = {option.label: option_label(words, field, option) for option in field.options}
            return words.text("form-list-comma").join(known.get(label, label) for label in chosen)
        case FieldType.DATE:
            day = day_of(str(value))
            return day_said(words, day) if day is not None else _option_or_text(words, field, str(value))
        case FieldType.DIVISION:
            code = str(value)
            return division_name(divisions, code) or regions.get(code) or _option_or_text(words, field, code)
        case FieldType.REPEAT:
            return words.text("form-rows", count=len(value) if isinstance(value, list) else 0)
        case FieldType.MOBILE:
            return phone_masked(str(value))
        case FieldType.ID18 | FieldType.BANKCARD:
            return number_masked(str(value))
        case FieldType.MONTH:
            return month_said(words, str(value))
        case FieldType.SIGNATURE:
            return words.text("form-signed")
        case _:
            return number_masked(str(value)) if field.masked else str(value)


def _option_or_text(words: Words, field: Field, value: str) -> str:
    for option in field.options:
        if option.label == value:
            return option_label(words, field, option)
    return value
