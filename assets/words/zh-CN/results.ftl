# What a search found.

results-again = 改一改
results-title = 您要办的，是不是这件？
results-none = 没找到，换个说法？
results-none-line = 换几个字试试，比如“老年证”“社保卡”
results-call = 也可以打 { $phone }，有人帮您找
results-others = 也可能是这些
results-other-words = 都不是，换个说法
results-browse = 按类别找
results-guide = 先看指南
results-apply = 马上办
results-go = 就是它，看怎么办
results-trips = 跑 { $trips } 趟
results-cross-town = 跨镇通办
results-how-long = 要多久
results-bring = 要带什么
results-fee = 多少钱
results-nothing-to-bring = 不用带
results-things = { $count } 样
results-and-more = { $first }等 { $count } 样
