# What stands round every screen: status bar, where-line, rail, and the sheets on top.

station-name = AI Civic Station

network-up = Online
network-down = Offline
network-banner = Offline. Carry on; it uploads by itself later.

clock-morning = { $time }
clock-noon = { $time }
clock-afternoon = { $time }

rail-back = Back
rail-restart = Restart
rail-leave = Log out
rail-leave-short = Log out
rail-elder = Large
rail-standard = Standard
rail-contrast = Contrast
rail-plain-colours = Colours
rail-sound = Sound
rail-sound-off = Muted
rail-help = Help

where-prefix = { "You are at: " }
where-home = Home
where-search = Search
where-results = Results
where-browse = By category
where-theme = Life events
where-guide = Guide
where-privacy = Before you start
where-card = ID card
where-card-trouble = ID card
where-form = Form
where-materials = Documents
where-capture = Taking a picture
where-captured = Looking at it
where-pages = Pages
where-sign = Sign
where-review = Check
where-submitting = Handing in
where-receipt = Receipt
where-receipt-trouble = Receipt
where-submit-trouble = Not handed in
where-not-granted = Where to go
where-not-now = Not now
where-inquiring = Asking
where-answer = Answer
where-unverified = Not verified
where-rating = Rate
step-of = Step { $step } of { $steps }

timeout-title = Still there?
timeout-line = At 0 this visit ends, and what you filled in is cleared from this machine.
timeout-seconds = s
timeout-still-here = I’m here, go on
timeout-more-time = 5 more minutes
timeout-leave = Leave now and clear my data

leave-title = Leave now?
leave-line = What you filled in is cleared from this machine and cannot be brought back.
leave-stay = Stay and go on
leave-go = Leave and clear my data

help-title = Ask for help
help-person = Grid worker { $name }, phone { $phone }
help-hotline = Call { $phone }: someone guides you step by step
help-here = Family or a neighbour may press for you
help-free = Help is free
help-content = Guides and forms: version { $version }
help-close = Got it, go on

sample-drawn = A drawn sample, no real document
full-text-close = Done reading
notice-title = How your data is used
notice-text-1 = Who: { $department } handles your matter. This station takes it in for them and uses it for nothing else.
notice-text-2 = What: only what the form asks for, such as name, ID number and address. Nothing else is read or kept.
notice-text-3 = Why: to check who applies and to fill in the form. The law asks for this; without it the matter cannot be handled.
notice-text-4 = Where: what you fill in is held in memory only. It is sealed when handed in; only the district centre can open it.
notice-text-5 = How long: the sealed copy stays at most 24 hours after the centre has everything. Leaving clears the rest at once.
notice-text-6 = Photo on the card: your choice. If you say no you can still apply, but must bring a photo.
notice-text-7 = Your rights: look, correct, or stop. Call 96123 with questions, 12345 with complaints.
declarations-title = Declarations in full
