# Names of the district, and what the slip says of the item.
district-name = Xindu District, Chengdu
slip-days = within { $days } working days
slip-instant = on the spot
