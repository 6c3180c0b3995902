# What stands round every screen: status bar, where-line, rail, and the sheets on top.

station-name = AI 智慧政务空间站

network-up = 网络正常
network-down = 网络中断
network-banner = 网络中断，可照常办理，恢复后自动上传

clock-morning = 上午 { $time }
clock-noon = 中午 { $time }
clock-afternoon = 下午 { $time }

rail-back = 返回
rail-restart = 重新开始
rail-leave = 退出清除
rail-leave-short = 退出
rail-elder = 长辈版
rail-standard = 标准版
rail-contrast = 高对比
rail-plain-colours = 普通色
rail-sound = 声音
rail-sound-off = 静音
rail-help = 求助

where-prefix = 您在：
where-home = 首页
where-search = 打字找
where-results = 查找结果
where-browse = 按类别找
where-theme = 人生大事
where-guide = 办事指南
where-privacy = 开始前
where-card = 放身份证
where-card-trouble = 放身份证
where-form = 填表
where-materials = 交材料
where-capture = 拍材料
where-captured = 看一看
where-pages = 看看每一页
where-sign = 签名
where-review = 看一遍
where-submitting = 正在交
where-receipt = 拿回执
where-receipt-trouble = 拿回执
where-submit-trouble = 还没交上
where-not-granted = 去哪里办
where-not-now = 这会儿不行
where-inquiring = 正在问
where-answer = 看结果
where-unverified = 暂未核实
where-rating = 评一评
step-of = 第 { $step } 步，共 { $steps } 步

timeout-title = 您还在吗？
timeout-line = 没人按的话，数到 0 就退出，填的内容会从本机清掉。
timeout-seconds = 秒
timeout-still-here = 我还在，接着办
timeout-more-time = 多给我 5 分钟
timeout-leave = 现在退出，清掉我的信息

leave-title = 要退出吗？
leave-line = 退出后，填的内容会从本机清掉，找不回来。
leave-stay = 不退出，接着办
leave-go = 退出，清掉我的信息

help-title = 找人帮忙
help-person = 网格员{ $name }，电话 { $phone }
help-hotline = 打 { $phone }，有人教您一步一步办
help-here = 也可以请家里人、邻居帮您按
help-free = 帮忙不收费
help-content = 指南和表格的版本：{ $version }
help-close = 知道了，接着办

sample-drawn = 画的示例，不是真证件
full-text-close = 看完了
notice-title = 怎么用您的信息
notice-text-1 = 谁在用：您办的事由{ $department }经办。本站替它收件，不作别的用途。
notice-text-2 = 用什么：只读办这件事要填的几项，如姓名、公民身份号码、住址。表上没有的不读、不存。
notice-text-3 = 为什么：办事要核对身份、填写申请表。这是法律规定办事必须要有的，不给就办不了这件事。
notice-text-4 = 存在哪里：填的内容只在内存里。交上去时加密封好，只有区中心能打开，本站打不开。
notice-text-5 = 存多久：区中心收齐后，本站最多再留 24 小时加密件，到时自动销毁。退出或没人按，马上清掉。
notice-text-6 = 证件照片：用不用由您选。不同意也能办，只是要另外交照片。
notice-text-7 = 您的权利：可以查、可以改、可以不办了。打 96123 问，或打 12345 投诉。
declarations-title = 声明的全文
