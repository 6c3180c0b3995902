# What is said of an item on every list and page of finding.

item-here = Here
item-village = Community
item-town = Town
item-district = District
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
item-category-1 = Household & ID
item-category-2 = Marriage & birth
item-category-3 = Jobs & start-ups
item-category-4 = Social insurance
item-category-5 = Medical insurance
item-category-6 = Aid & elderly care
item-category-7 = Disability
item-category-8 = Veterans
item-category-9 = School & culture
item-category-10 = Health
item-category-11 = Housing & property
item-category-12 = Driving & passports
item-category-13 = Daily life & law
item-category-14 = Opening & closing
item-category-15 = Trade licences
item-category-16 = Tax
item-category-17 = Staff & insurance
item-category-18 = Building projects
item-category-19 = Land & property
item-category-20 = Utilities & city
item-category-21 = Safety & nature
item-category-22 = Innovation
item-category-23 = Support & finance
item-category-24 = Credit & requests
