# The receipt on paper (DESIGN §6). One line of 80 mm paper holds 24 hanzi, of 58 mm paper 16.
slip-head = { $district }·AI 智慧政务空间站
slip-title = 受理回执
slip-at-station = 已存本站，待上传
slip-at-station-meaning = 网络恢复后自动上传，您不用再来
slip-at-centre = 已受理
slip-at-centre-meaning = 区中心已经收到您交的件
slip-number = 受理编号（临时，一直能用）
slip-case-number = 正式编号
slip-joint = 一件事
slip-item = 事项
slip-applicant = 申请人
slip-handed-in-at = 交件时间
slip-handed-in = 交了什么
slip-handed-in-form = 表 1 份
slip-handed-in-sheets = { $name } { $count } 张
slip-handed-in-signature = 签名
slip-between = ，
slip-how-long = 多久办好
slip-how-long-after-upload = 上传后{ $how_long }
slip-state = 现在到哪
slip-result = 结果
slip-office = 谁负责
slip-collect = 怎么领
slip-before-dawn = { $date } 凌晨 { $clock }
slip-morning = { $date } 上午 { $clock }
slip-noon = { $date } 中午 { $clock }
slip-afternoon = { $date } 下午 { $clock }
slip-evening = { $date } 晚上 { $clock }
slip-scan =
    办到哪了？
    打 96123
slip-or-come =
    报上面的编号；
    扫码可以验真假
slip-phones = 有事打 96123　投诉打 12345
slip-meaning = 这张纸证明您已交件，时间以此为准；不是办结通知。帮办不收钱。
slip-foot = { $station } { $code }　第 { $serial } 号
slip-card-counts = 姓名里的个别字，以证件为准
slip-reprint = 补打
slip-answer-title = 查询结果
slip-proof-title = 自助打印
slip-answer-simulated = 演示数据
slip-answer-simulated-meaning = 不是真的，不能拿去用
slip-answer-verified = 已核实
slip-answer-verified-meaning = 数据来自下面写的部门
slip-answer-nothing = 没有记录
slip-answer-nothing-meaning = 问到了，没有您的记录
slip-answer-source = 谁给的
slip-answer-at = 查询时间
slip-answer-valid = 有效到
slip-answer-number = 编号
slip-answer-holder = 持证人
slip-answer-meaning = 这张纸只写当时查到的；要盖章的，请到窗口开。
slip-unverified = 暂未核实
slip-unverified-meaning = 没问到结果，不能当证明用
slip-request = 查询请求 1 份
