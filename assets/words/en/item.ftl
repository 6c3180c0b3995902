# What is said of an item on every list and page of finding.

item-here = At this station
item-village = Community desk
item-town = Town office
item-district = District office
item-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
item-at-once = At once
item-free = Free
item-charged = Fee
item-theme-family = New family
item-theme-school = School
item-theme-work = Work
item-theme-home = Housing
item-theme-retirement = Retirement
item-theme-hardship = Hardship
item-theme-death = A death
item-theme-business = Business
