# A draft on a phone: codes to photograph, the number that opens them, and the way back. Licences before the scanner.

where-draft = 带走草稿
where-draft-back = 接着上次的办

draft-take = 先带走，改天接着办
draft-title = 用手机把这张码拍下来
draft-picture = 第 { $number } 张，共 { $count } 张
draft-photograph = 拍清楚、拍完整，存在您自己的手机里
draft-nothing-here = 内容锁在码里，本站一样不留
draft-photographed = 拍好了
draft-go-on = 不带走
draft-making = 正在锁好，请等一下
draft-too-large = 填的太多，放不进这几张码。请接着办，或在这里交上去。
draft-not-made = 这次没做成。请接着办，或再按一次。
draft-key-title = 再记下这 12 位数
draft-key-second = 写在纸上，别和码拍在一起
draft-key = 打开草稿的数
draft-holds = 码里有：“{ $item }”填好的 { $count } 项
draft-holds-not = 码里没有：身份证信息、照片、扫描件、签名
draft-until = { $day }前有效，过了要重新填
draft-how-back = 到任何一台站点，先按“我有带走的草稿”
draft-pictures-again = 再看看码
draft-leave = 记好了，清掉并退出

draft-bring = 我有带走的草稿
draft-back-show = 把手机上的码对准扫码口
draft-back-show-hint = 一张一张来，先后不要紧
draft-back-came = 读到 { $came } 张，一共 { $count } 张
draft-back-note = 在手机里打开拍的图，调亮屏幕，离扫码口一手掌远
draft-back-key = 填上那 12 位数
draft-back-key-hint = 带走草稿时记在纸上的
draft-back-placeholder = 12 位数
draft-back-key-first = 先填 12 位
draft-back-open = 打开，接着办
draft-back-opening = 正在打开
draft-back-without = 不用草稿
draft-no-scanner = 扫码口现在用不了，请从头填
draft-trouble-not-ours = 这不是草稿的码
draft-trouble-other = 这是另一份草稿，从这一张重新开始
draft-trouble-expired = 这份草稿过期了，请从头填
draft-trouble-wrong-code = 数不对，请再看看
draft-trouble-locked = 错了 5 次，这份草稿今天这次打不开了
draft-trouble-damaged = 码不完整，请重新扫一遍
draft-trouble-too-large = 放不下

licence-show = 也可以扫营业执照上的码
licence-read = 执照读好了，看看对不对
licence-not-read = 这个码里没有信用代码，请照着执照填
