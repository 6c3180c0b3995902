"""The sheets and their columns: header in Chinese, key in the source, what a cell may hold."""

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    """A whole number, 0 to 100,000."""
    YES = "yes"
    """是 or 否."""
    LINES = "lines"
    """A list, one entry a line of the cell."""
    CHOICE = "choice"
    DAY = "day"


class Column(msgspec.Struct, frozen=True):
    header: str
    key: str
    kind: Kind = Kind.TEXT
    must: bool = False
    choices: tuple[str, ...] = ()


def text(header: str, key: str) -> Column:
    return Column(header, key)


def must(header: str, key: str) -> Column:
    return Column(header, key, Kind.TEXT, True)


def number(header: str, key: str) -> Column:
    return Column(header, key, Kind.NUMBER, True)


def yes(header: str, key: str) -> Column:
    return Column(header, key, Kind.YES, True)


def lines(header: str, key: str) -> Column:
    return Column(header, key, Kind.LINES)


def choice(header: str, key: str, *choices: str) -> Column:
    return Column(header, key, Kind.CHOICE, True, choices)


ITEM_CSV = (
    "code name audience category big_item themes handling level cross_town quick department needs_id_card instant "
    "legal_days promised_days fee materials result colloquial keywords cross_town_kind"
).split()
"""Columns of items.csv in its order."""

SHEETS: dict[str, tuple[Column, ...]] = {
    "事项": (
        must("事项编码", "code"),
        must("事项名称", "name"),
        choice("服务对象", "audience", "resident", "enterprise"),
        must("大类", "category"),
        must("大项", "big_item"),
        text("主题", "themes"),
        choice("办理方式", "handling", "apply", "query", "print", "book", "guide"),
        choice("层级", "level", "village", "town", "district"),
        yes("跨镇通办", "cross_town"),
        yes("村村快办", "quick"),
        must("部门", "department"),
        yes("要身份证", "needs_id_card"),
        yes("即办", "instant"),
        number("法定天数", "legal_days"),
        number("承诺天数", "promised_days"),
        must("收费", "fee"),
        text("材料", "materials"),
        text("结果", "result"),
        text("群众说法", "colloquial"),
        text("关键词", "keywords"),
        text("通办类别", "cross_town_kind"),
        must("英文名称", "name_en"),
        must("短名", "short_zh"),
    ),
    "名称": (must("种类", "kind"), must("名称", "key"), must("英文", "en"), text("短名", "short_zh")),
    "指南": (
        must("事项编码", "item"),
        must("白话说明", "plain"),
        text("朗读文本", "spoken"),
        lines("受理条件", "who"),
        lines("不适用", "not_for"),
        lines("依据", "basis"),
        yes("收费", "fee.charged"),
        text("收费标准", "fee.standard"),
        text("收费依据", "fee.basis"),
        number("法定天数", "legal_days"),
        number("承诺天数", "promised_days"),
        number("跑动次数", "trips"),
        lines("注意", "beware"),
        lines("相关事项", "related"),
        text("办理地点", "places"),
        lines("咨询电话", "phones"),
        text("投诉电话", "complaint"),
        yes("示例", "sample_content"),
    ),
    "情形": (
        must("事项编码", "item"),
        must("情形编码", "id"),
        must("情形", "name"),
        text("什么时候", "when"),
        text("结果名称", "result.name"),
        text("结果类型", "result.kind"),
        yes("电子证照", "result.electronic"),
        lines("领取方式", "result.get"),
    ),
    "材料": (
        must("事项编码", "item"),
        must("情形编码", "situation"),
        must("材料名称", "name"),
        text("出具机构", "issuer"),
        number("原件份数", "original"),
        number("复印件份数", "copies"),
        yes("必备", "required"),
        text("说明", "note"),
        text("可核验部门", "data_sharing"),
        yes("可承诺", "promise_instead"),
        text("样例说明", "sample"),
    ),
    "步骤": (
        must("事项编码", "item"),
        must("情形编码", "situation"),
        must("步骤", "name"),
        text("在哪里", "where"),
        number("天数", "days"),
        text("做什么", "what"),
    ),
    "问答": (must("事项编码", "item"), must("问", "q"), must("答", "a")),
    "地点": (
        must("村社编码", "code"),
        must("村社名称", "name"),
        must("镇街编码", "streetCode"),
        must("镇街名称", "streetName"),
    ),
    "即办": (
        must("事项编码", "item"),
        choice("种类", "kind", "proof", "record", "list"),
        yes("要身份证", "personal"),
        number("有效天数", "valid_days"),
        text("说明", "note"),
    ),
    "办事点": (
        must("编号", "code"),
        must("名称", "name"),
        choice("层级", "tier", "compound", "village", "town", "district"),
        must("所在编码", "division"),
        choice("核对", "mark", "示例", "待核", "已核"),
        text("地址", "address"),
        text("时间", "hours"),
        text("电话", "phone"),
        text("部门", "departments"),
        text("说明", "note"),
    ),
    "别名": (must("叫法", "alias"), must("现在的编码", "code"), text("说明", "note")),
    "名单": (must("名单", "list"), must("事项编码", "item")),
    "授权": (
        must("地点", "place"),
        must("事项", "item"),
        yes("授权", "given"),
        Column("从", "from", Kind.DAY, True),
        Column("到", "until", Kind.DAY),
        text("依据", "basis"),
    ),
    "补充说法": (must("事项编码", "code"), must("说法", "text")),
    "表单": (must("文件名", "file"), must("表单编号", "id"), must("名称", "title"), must("定义", "definition")),
}
"""Sheet → columns, in the order of the template."""
QUICK_FIRST = "首页优先"
