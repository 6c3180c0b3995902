# Words of F01 老年人优待证办理 (assets/content/forms/F01_elder_card.toml).

form-f01-card-kind = 申办类型
    .ask = 您是哪种情况？
    .hint = 申办类型，选一个
form-f01-card-kind-first = 首次申办
    .second = 以前没办过老年证
form-f01-card-kind-lost = 遗失补办
    .second = 办过，证丢了，要手写一句说明
form-f01-card-kind-damaged = 损坏换证
    .second = 证坏了、看不清了，旧证交回
form-f01-hukou-kind = 户籍类型
form-f01-hukou-kind-xindu = 新都户籍
form-f01-hukou-kind-chengdu = 成都其他区县
form-f01-hukou-kind-elsewhere = 外地户籍常住
form-f01-photo-src = 证件照来源
    .ask = 用哪张照片？
    .hint = 证件照来源，选一个
form-f01-photo-src-card = 用身份证照片
    .second = 不用再拍
form-f01-photo-src-camera = 现场拍照
    .second = 就在这里拍一张
form-f01-photo-src-scan = 扫描照片
    .second = 带了一寸白底照片
form-f01-emergency-name = 紧急联系人
    .ask = 紧急联系人叫什么？
    .hint = 有急事时我们找得到的人
    .placeholder = 联系人的姓名
form-f01-emergency-mobile = 紧急联系人电话
    .ask = 他的手机号码？
    .hint = 紧急联系人电话，不要填自己的
    .placeholder = 11 位手机号码
form-f01-lost-statement = 遗失说明
    .ask = 请签字说明证丢了
    .hint = 签名表示：原来的证确实丢了
form-f01-apply-bus-card = 同时申领敬老卡
    .ask = 敬老卡一起办吗？
    .hint = 坐公交、地铁刷的卡，可以不选
form-f01-apply-bus-card-yes = 一起申领
    .second = 少跑一趟，信息不用再填
form-f01-apply-bus-card-no = 不申领
    .second = 以后想办再来

form-f01-material-photo = 免冠照片
form-f01-material-residence-permit = 居住证或居住登记回执
form-f01-material-old-card = 旧的老年人优待证
form-f01-material-power-of-attorney = 授权委托书

form-f01-age-60 = 您 { $age } 岁
    .ok = 您 { $age } 岁，够条件。
    .doubt = 您 { $age } 岁，还没满 60。您可以先填好交上，工作人员会告诉您哪天能办。
    .unknown = 满 60 岁就能办。
    .reason = 依据：满 60 岁就能办

error-same-as-own-mobile = 和您自己的号码一样，请换一个
