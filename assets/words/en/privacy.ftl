privacy-title = Before we read your card
privacy-title-typed = Before you fill in the form
privacy-lead = We read only what this matter needs,
    give it only to the office in charge, then delete it here.
privacy-lead-typed = We ask only what this matter needs,
    give it only to the office in charge, then delete it here.
privacy-things = { $count } things are read
privacy-things-typed = { $count } things are needed
privacy-name = Name
privacy-sex = Sex
privacy-nation = Ethnic group
privacy-birth = Date of birth
privacy-number = ID number
privacy-address = Address on card
privacy-valid = Card valid until
privacy-no-fingerprint = No fingerprint
privacy-who = Used by:
privacy-how-long = Kept:
privacy-how-long-value = 24 hours after the centre has it
privacy-rights = See, correct, delete:
privacy-rights-value = call { $phone }
privacy-full-text = Read the full privacy notice
privacy-choice = This one is up to you
privacy-photo = Use card photo
privacy-photo-second = If not, bring a photo later
privacy-photo-no = No
privacy-photo-yes = Yes
privacy-type = Type it in
privacy-guide = Back to guide
privacy-go = Read my card
privacy-go-typed = OK, start
privacy-comma = { ", " }
privacy-lead-brief = Only what this matter needs,
    deleted here once sent.
privacy-how-long-brief = 24 hours after arrival
privacy-photo-second-brief = No is fine too
privacy-lead-inquiry = Only your name and number are used to ask;
    nothing is kept on this station.
privacy-how-long-inquiry = Deleted once answered
