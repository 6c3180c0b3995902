# What is said of an item on every list and page of finding.

item-here = 本站能办
item-village = 社区办
item-town = 镇街办
item-district = 区里办
item-days = { $days } 天
item-at-once = 当场办
item-free = 不要钱
item-charged = 要交费
item-theme-family = 婚育新生
item-theme-school = 入学升学
item-theme-work = 就业创业
item-theme-home = 买房租房
item-theme-retirement = 退休养老
item-theme-hardship = 扶残助困
item-theme-death = 身后事
item-theme-business = 开店办企业
