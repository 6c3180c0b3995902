# Asking a register: while it is asked, its answer, and when nobody could be asked.

inquiry-title = 正在问，请等几秒
inquiry-second = 不用按，等一下就有
inquiry-card = 身份证读好了
inquiry-card-second = 只用姓名和号码
inquiry-ask = 去问{ $department }
inquiry-sealed = 加密传过去，路上谁也看不到
inquiry-show = 给您看结果
inquiry-show-second = 看完可以打印
inquiry-patience = 最多等十秒
inquiry-patience-second = 问不到就告诉您怎么办
inquiry-busy = 正在问…
answer-verified = 已核实
answer-simulated = 演示数据
answer-result = 结果
answer-nothing = 问到了，没有您的记录
answer-source = 谁给的
answer-at = 什么时候
answer-valid = 有效到
answer-number = 编号
answer-finished = 看完了
answer-more = 往后看
answer-print = 打印
answer-print-again = 再打一张
answer-help = 找人帮忙
answer-printing = 正在打印，请从下方出纸口拿
answer-printing-second = 稍等几秒
answer-not-printed = 没打出来，结果还在屏幕上
answer-not-printed-second = 可以拍下来，或者再打一次
answer-simulated-strong = 这是演示数据，不是真的
answer-simulated-second = 不能拿去用
answer-look = 请看一遍，对不对
answer-look-second = 不对就打 { $phone }
unverified-title =
    现在问不到，
    暂未核实
unverified-title-not-offered =
    这一项还没接通，
    暂未核实
unverified-safe = 不是说您没有，是没问到
unverified-safe-second = 可以先开回执，区里办好了再告诉您
unverified-again = 再问一次
unverified-again-second = 等一会儿，多半就好了
unverified-guide = 看指南
unverified-receipt = 先开回执
unverified-receipt-foot = 回执不是证明。想问打 { $phone }
unverified-foot = 急用就打 { $phone }
answer-print-a4 = 打印 A4
