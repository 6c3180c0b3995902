# Names of the district, and what the slip says of the item.
district-name = 成都市新都区
slip-days = { $days } 个工作日内
slip-instant = 当场办
