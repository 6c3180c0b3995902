privacy-title = 读身份证前，先告诉您
privacy-title-typed = 填表前，先告诉您
privacy-lead = 只读办事要用的信息，
    只交给受理部门，传到后就从本机删。
privacy-lead-typed = 只问办事要用的信息，
    只交给受理部门，传到后就从本机删。
privacy-things = 会读这 { $count } 样
privacy-things-typed = 要用这 { $count } 样
privacy-name = 姓名
privacy-sex = 性别
privacy-nation = 民族
privacy-birth = 出生日期
privacy-number = 公民身份号码
privacy-address = 证载住址
privacy-valid = 证件有效期
privacy-no-fingerprint = 不读指纹
privacy-who = 谁来用：
privacy-how-long = 留多久：
privacy-how-long-value = 中心收到后 24 小时从本机删掉
privacy-rights = 想查、想改、想删：
privacy-rights-value = 打 { $phone }
privacy-full-text = 看全文《个人信息处理告知书》
privacy-choice = 这一项随您选
privacy-photo = 用证上的照片办
privacy-photo-second = 不用也照样办，照片回头再交
privacy-photo-no = 不用
privacy-photo-yes = 可以
privacy-type = 不读证，手填
privacy-guide = 先看指南
privacy-go = 知道了，去读证
privacy-go-typed = 知道了，去填写
privacy-comma = 、
privacy-lead-brief = 只用办事要用的信息，
    传到后就从本机删。
privacy-how-long-brief = 中心收到后 24 小时
privacy-photo-second-brief = 不用也照样办
privacy-lead-inquiry = 只用姓名和号码去问，
    问完就删，本机不存。
privacy-how-long-inquiry = 问完就删
