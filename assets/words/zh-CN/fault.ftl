fault-ways = 还可以这样办
fault-ways-card = 读不出来？还可以
fault-ask = 找人帮忙
fault-ask-second = 帮忙不收费
fault-by-hand = 手工填写号码
fault-by-hand-second = 不用读证，照样办
fault-guide = 只看指南，不办
fault-guide-second = 带什么、去哪里，都写着
fault-type-now = 手工填写
fault-reader-title = 现在读不了身份证，
    不影响您办事
fault-reader-safe = 可以手工填写，一样能办
fault-reader-safe-second = 您选的事项还在，不用重来
fault-card-safe = 您选的事项还在，不用重来
fault-card-again = 再放一次
fault-paper-title = 打印机没纸了，
    不影响您办事
fault-printer-title = 回执没打出来，
    不影响您办事
fault-printer-safe = 您的件已经收到，编号也有了
fault-printer-safe-second = 换个办法拿回执就行
fault-printer-ways = 回执怎么拿？
fault-printer-easiest = 最方便
fault-printer-scan = 手机扫一下，
    回执存到手机
fault-printer-scan-second = 和纸的一样有用
fault-printer-note-second = 抄下编号，或者拍张照
fault-printer-foot = 故障记下了，会有人来修
fault-printer-again = 再试打印
fault-printer-done = 拿到了，办完了
fault-submit-title = 还没交上去，
    您填的都还在
fault-submit-safe = 没有丢，也不用重填
fault-submit-safe-second = 等一会儿再试，多半就好了
fault-submit-review = 回去再看一遍
fault-submit-review-second = 填好的一样不少
fault-submit-again = 再试一次
fault-submit-leave = 退出清除
fault-submit-often = 还想问？打 { $phone }
fault-submit-told = 本站今天先不收件，问事打 { $phone }
fault-town = 到{ $town }便民服务中心
fault-town-any = 到镇街便民服务中心
fault-town-second = 窗口照常办
fault-closed-title = 今天先不收件，
    可以到窗口办
fault-closed-updating = 事项目录正在更新，
    请过一会儿再来
fault-closed-safe = 以前交的件都好好的
fault-closed-safe-second = 照常上传，照常办
fault-closed-phone = 打 { $phone } 问
fault-closed-phone-second = 问怎么办、带什么
fault-closed-person = 找{ $name }
fault-closed-person-second = 电话 { $phone }，帮忙不收费
fault-closed-foot = 故障记下了，会有人来修
fault-read-guide = 看指南
fault-not-granted-title = 这件事本站不收，
    有地方能办
fault-not-granted-safe = 您还没填什么，没有白跑
fault-not-granted-safe-second = 去之前先打个电话问一下
fault-not-granted-ways = 到这些地方能办
fault-inquiry-safe = 您没有做错，是机器读不了
fault-inquiry-safe-second = 查自己的事要用身份证，换个地方也能查
fault-content-title = 这一页暂时打不开，
    有人会来修
fault-content-safe = 别的事项照常能看、能办
fault-content-safe-second = 不是您按错了
fault-content-others = 看别的事项
fault-content-others-second = 回到首页
