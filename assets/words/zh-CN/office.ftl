# Offices, their hours and telephones, wherever somebody is sent.

office-sample = （示例）
office-unverified = （待核）
office-hours = { $days } { $times }
office-day-1 = 周一
office-day-2 = 周二
office-day-3 = 周三
office-day-4 = 周四
office-day-5 = 周五
office-day-6 = 周六
office-day-7 = 周日
office-days = { $first }到{ $last }
office-between = ，
office-part = ；
office-hours-unknown = 开门时间待核
office-phone = 电话 { $phone }
office-open-now = 现在开着门
office-closed-now = 现在没开门
office-district = 新都区
