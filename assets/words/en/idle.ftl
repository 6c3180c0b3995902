# The welcome picture between visits.

idle-title = Get it done near home
idle-examples = Senior card, medical insurance, proof of residence…
idle-promise = { $items } matters explained, right where you live.
idle-start = Touch to start
idle-items = matters with a guide
idle-hours-number = 24 hours
idle-hours = Open all day, no queue
idle-hotline = Call if you need help
