"""Which drawn sample picture stands for a material of a guide: by the words of its name, the closest first."""

PICTURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("power_of_attorney", ("委托书", "委托", "授权书")),
    ("birth", ("出生医学证明", "出生证明", "出生")),
    ("death", ("死亡",)),
    ("marriage", ("结婚证", "离婚证", "婚姻")),
    ("disability", ("残疾人证", "残疾证", "残疾")),
    ("residence_permit", ("居住证", "居住登记")),
    ("licence", ("营业执照", "执照", "许可证")),
    ("driving", ("行驶证", "驾驶证", "机动车登记证")),
    ("deed", ("不动产权", "房产证", "产权", "房屋权属", "房屋信息")),
    ("household_register", ("户口簿", "户口本", "户口")),
    ("id_card", ("身份证",)),
    ("social_card", ("社保卡", "社会保障卡")),
    ("bank_card", ("银行卡", "账户", "存折")),
    ("photo", ("照片", "合照")),
    ("medical", ("病历", "诊断", "检查报告", "体检", "健康证", "接种")),
    ("contract", ("合同", "协议", "租约")),
    ("money", ("收入", "财产", "工资", "缴费", "发票", "凭证")),
    ("statement", ("承诺", "说明", "声明")),
    ("certificate", ("证书", "毕业证", "学历", "职称", "退役证", "光荣证", "资格证")),
    ("form", ("申请表", "申报表", "登记表", "审批表", "评定表", "备案表", "申请书", "表")),
)
"""Picture of assets/pictures/samples → what a name says; the first that fits wins."""


def picture_of(material: str) -> str:
    """Name of the picture; "": none is drawn for it."""
    return next((picture for picture, words in PICTURES if any(word in material for word in words)), "")
