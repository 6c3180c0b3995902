# What a resident is told of each failure: what happened, and what to do. No codes.

failure-card-checksum =
    .what = 这张证没读出来
    .do = 请翻个面，再平放一次

failure-card-frame =
    .what = 这张证没读出来
    .do = 请翻个面，再平放一次

failure-card-text_invalid =
    .what = 证上的字没读全
    .do = 请再放一次；还不行就手工填

failure-card-moved =
    .what = 身份证拿早了，没读完
    .do = 请再放一次，听到“嘀”一声再拿

failure-card-not_lifted =
    .what = 上一张身份证还没拿走
    .do = 请先拿开，再放一次

failure-card-not_recognised =
    .what = 这张证没读出来
    .do = 请换身份证，正面朝上再放一次

failure-card-tampered =
    .what = 这张证没读完整
    .do = 请再放一次；还不行就到窗口看看

failure-reader-silent =
    .what = 现在读不了身份证
    .do = 请手工填写，一样能办

failure-reader-out_of_order =
    .what = 现在读不了身份证
    .do = 请手工填写，一样能办

failure-printer-silent =
    .what = 回执没打出来
    .do = 请扫码存到手机

failure-printer-paper_out =
    .what = 打印机没纸了
    .do = 请扫码存到手机

failure-printer-cover_open =
    .what = 打印机盖子没关好
    .do = 请扫码存到手机，或按“求助”

failure-printer-cutter =
    .what = 打印机卡纸了
    .do = 请扫码存到手机

failure-printer-overheated =
    .what = 打印机太热，要歇一会儿
    .do = 请扫码存到手机，或等一分钟

failure-printer-unknown =
    .what = 不知道回执打好没有
    .do = 请看下方出纸口，没有就扫码

failure-scanner-silent =
    .what = 现在扫不了码
    .do = 请用手打字查

failure-scanner-too_long =
    .what = 这个码太长，读不了
    .do = 请换一个码，或用手打字

failure-scanner-not_grabbed =
    .what = 扫码窗暂时用不了
    .do = 换个办法一样能办

failure-camera-silent =
    .what = 拍照的镜头没反应
    .do = 换个办法一样能办

failure-picture-invalid =
    .what = 这张图看不了
    .do = 请再拍一张

failure-document_scanner-no_sheet =
    .what = 扫描口里没有纸
    .do = 把纸推进去一点，再扫一次

failure-document_scanner-needs_hand =
    .what = 扫描口卡住了
    .do = 请人来看看；也可以拍照，或者回去再补

failure-document_scanner-silent =
    .what = 扫描口没反应
    .do = 换个办法一样能办

failure-social_card-unreadable =
    .what = 社保卡没读出来
    .do = 请芯片朝上，再插一次

failure-social_card-no_reader =
    .what = 读社保卡的槽暂时用不了
    .do = 用身份证一样能办

failure-pages-paper_out =
    .what = A4 纸用完了
    .do = 办件不受影响，资料可以到窗口打印

failure-pages-needs_hand =
    .what = A4 打印机要人来看看
    .do = 办件不受影响，资料可以到窗口打印

failure-pages-silent =
    .what = A4 打印机没反应
    .do = 办件不受影响，资料可以到窗口打印

failure-pages-refused =
    .what = 这份资料没打印出来
    .do = 办件不受影响，资料可以到窗口打印

failure-speech-no_model =
    .what = 这台机器暂时听不懂说话
    .do = 打字、点选一样能找

failure-speech-model_refused =
    .what = 语音部分没有装好
    .do = 打字、点选一样能找

failure-speech-bad_audio =
    .what = 话筒的声音没听清
    .do = 再说一遍，或者打字找

failure-speech-overrun =
    .what = 机器刚才忙，没听完整
    .do = 再说一遍，或者打字找

failure-microphone-silent =
    .what = 话筒没有声音
    .do = 打字、点选一样能找

failure-device-library =
    .what = 有个配件没装好
    .do = 换个办法一样能办

failure-device-unplugged =
    .what = 有个配件没接上
    .do = 换个办法一样能办

failure-device-hung =
    .what = 有个配件没反应
    .do = 换个办法一样能办

failure-device-crashed =
    .what = 有个配件刚重启
    .do = 请等几秒再试

failure-device-given_up =
    .what = 有个配件今天用不了
    .do = 换个办法一样能办

failure-device-line =
    .what = 有个配件没说清楚
    .do = 请再试一次

failure-config-invalid =
    .what = 本站还没设好
    .do = 请到镇街便民服务中心办

failure-package-missing =
    .what = 事项目录还没到
    .do = 请过一会儿再来，或到窗口办

failure-package-damaged =
    .what = 事项目录正在更新
    .do = 请过一会儿再来

failure-package-signature =
    .what = 事项目录正在更新
    .do = 请过一会儿再来

failure-package-older =
    .what = 事项目录正在更新
    .do = 请过一会儿再来

failure-package-counts =
    .what = 事项目录正在更新
    .do = 请过一会儿再来

failure-form-invalid =
    .what = 这张表正在更新
    .do = 请看指南，或到窗口办

failure-item-not_granted =
    .what = 这一项没有授权给本村（社区）
    .do = 请到授权的地方办，地址在屏幕上

failure-item-unknown =
    .what = 没找到这个事项
    .do = 请换个说法再找

failure-disk-full =
    .what = 今天先不收件
    .do = 填的都在，请到窗口办或打 96123

failure-disk-read_only =
    .what = 今天先不收件
    .do = 填的都在，请到窗口办或打 96123

failure-queue-damaged =
    .what = 今天先不收件
    .do = 以前交的都好好的，请到窗口办

failure-queue-no_numbers =
    .what = 今天的编号用完了
    .do = 请到窗口办，或等一会儿再试

failure-queue-in_use =
    .what = 本站正在忙
    .do = 请过一会儿再试

failure-queue-sqlite_too_old =
    .what = 本站还没设好
    .do = 请到镇街便民服务中心办

failure-envelope-invalid =
    .what = 没存好
    .do = 填的都在，请再试一次

failure-envelope-corrupt =
    .what = 没存好
    .do = 填的都在，请再试一次

failure-seal-failed =
    .what = 没存好
    .do = 填的都在，请再试一次

failure-receipt-invalid =
    .what = 这张回执看不出真假
    .do = 请拿到窗口看，或打 96123

failure-receipt-signature =
    .what = 这张回执看不出真假
    .do = 请拿到窗口看，或打 96123

failure-receipt-station_unknown =
    .what = 这张回执是别处打的
    .do = 请到打它的那个站看

failure-station-not_enrolled =
    .what = 本站还没启用
    .do = 请到镇街便民服务中心办

failure-station-copied =
    .what = 本站暂停收件
    .do = 请到镇街便民服务中心办

failure-courier-invalid =
    .what = U盘上的数据不能用
    .do = 请工作人员重新导出

failure-courier-stick =
    .what = U盘不能用
    .do = 请工作人员换一个U盘

failure-enrol-refused =
    .what = 本站还没启用
    .do = 请到镇街便民服务中心办

failure-centre-unreachable =
    .what = 现在连不上区里
    .do = 照常办，恢复后自动上传

failure-centre-answer =
    .what = 区里回的话没听清
    .do = 照常办，稍后自动再传

failure-centre-busy =
    .what = 区里正忙
    .do = 照常办，稍后自动再传

failure-centre-refused =
    .what = 区里暂时没收
    .do = 件还在本站，会有人处理

failure-person-invalid =
    .what = 这次信息没读对
    .do = 请再试一次，或手工填
