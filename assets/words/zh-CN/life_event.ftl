# The questions of a life event, and what they open.

where-life-event = 问几句
life-event-one = 选一个
life-event-several = 可以选几样，都没有就点“下一问”
life-event-grown = 照您答的，这些可以办
life-event-count = { $count } 件
life-event-pick-myself = 我自己挑
life-event-next = 下一问
life-event-number = 第 { $number } 问
