# The receipt on paper (DESIGN §6). One line of 80 mm paper holds 48 letters, of 58 mm paper 32.
slip-head = { $district }·AI Gov Station
slip-title = Receipt
slip-at-station = Kept here, to be sent
slip-at-station-meaning = It is sent by itself once the network is back; you need not return
slip-at-centre = Accepted
slip-at-centre-meaning = The district centre has what you handed in
slip-number = Number (provisional, always valid)
slip-case-number = Final number
slip-joint = Joint matter
slip-item = Matter
slip-applicant = Applicant
slip-handed-in-at = Handed in
slip-handed-in = What
slip-handed-in-form = 1 form
slip-handed-in-sheets = { $name } × { $count }
slip-handed-in-signature = signature
slip-between = , { "" }
slip-how-long = How long
slip-how-long-after-upload = once sent: { $how_long }
slip-state = Where it is
slip-result = Result
slip-office = Office
slip-collect = Collect
slip-before-dawn = { $date } { $clock } am
slip-morning = { $date } { $clock } am
slip-noon = { $date } { $clock } pm
slip-afternoon = { $date } { $clock } pm
slip-evening = { $date } { $clock } pm
slip-scan =
    How far is it?
    Call 96123
slip-or-come =
    with the number;
    the code proves it
slip-phones = Help 96123  Complaints 12345
slip-meaning = This paper proves that and when you handed in; it is not a decision. Help is free of charge.
slip-foot = { $station } { $code }  No. { $serial }
slip-card-counts = For some characters of the name the ID card counts
slip-reprint = REPRINT
slip-answer-title = Answer
slip-proof-title = Self-service print
slip-answer-simulated = DEMONSTRATION
slip-answer-simulated-meaning = Made up: it proves nothing
slip-answer-verified = Verified
slip-answer-verified-meaning = From the office named below
slip-answer-nothing = No record
slip-answer-nothing-meaning = The office was asked and has none
slip-answer-source = From
slip-answer-at = Asked at
slip-answer-valid = Good until
slip-answer-number = Number
slip-answer-holder = Holder
slip-answer-meaning = This paper says what was found at that time. Where a seal is needed, go to the counter.
slip-unverified = NOT VERIFIED
slip-unverified-meaning = Nobody could be asked: no proof
slip-request = 1 question
