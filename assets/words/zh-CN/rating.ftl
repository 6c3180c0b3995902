rating-title = 今天办得怎么样？
rating-second = 评不评都行。办事的人看不到是您评的。
rating-grade-1 = 非常满意
rating-grade-2 = 满意
rating-grade-3 = 基本满意
rating-grade-4 = 不满意
rating-grade-5 = 非常不满意
rating-why-good = 满意在哪里？
rating-why-good-second = 可以不选，也可以多选
rating-why-poor = 哪里没办好？
rating-why-poor-second = 选一样，我们好改
rating-reason-self-service = 可以使用
    自助机办理
rating-reason-one-trip = 跑大厅一次办完
rating-reason-one-form = 填写一张表单
    就可完成申报
rating-reason-one-list = 一张清单告知
    全部申报材料
rating-reason-booking = 可以在线预约办理
rating-reason-manner = 服务态度较好
rating-reason-long-wait = 等得太久
rating-reason-hard-words = 看不懂、听不懂
rating-reason-too-many-questions = 要填的太多
rating-reason-machine = 机器不好用
rating-reason-too-many-trips = 还要再跑一趟
rating-reason-other = 别的地方
rating-skip = 不评了，结束
rating-send = 交评价
rating-pick = 先选一个
rating-say-why = 选一样原因
