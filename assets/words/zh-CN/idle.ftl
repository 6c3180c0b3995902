# The welcome picture between visits.

idle-title =
    小区里，
    就能办成事
idle-examples = 老年证、医保缴费、居住证明……
idle-promise = { $items } 件事，不出小区就能问清楚。
idle-start = 碰一下屏幕开始
idle-items = 件事，都有办事指南
idle-hours-number = 24 小时
idle-hours = 全天可用，不排队
idle-hotline = 有事打这个电话
