# Offices, their hours and telephones, wherever somebody is sent.

office-sample = {" "}(sample)
office-unverified = {" "}(to be checked)
office-hours = { $days } { $times }
office-day-1 = Mon
office-day-2 = Tue
office-day-3 = Wed
office-day-4 = Thu
office-day-5 = Fri
office-day-6 = Sat
office-day-7 = Sun
office-days = { $first }–{ $last }
office-between = {", "}
office-part = {"; "}
office-hours-unknown = Hours to be checked
office-phone = Phone { $phone }
office-open-now = Open now
office-closed-now = Closed now
office-district = { "Xindu District " }
