fault-ways = Other ways
fault-ways-card = Still not read? You can
fault-ask = Ask a person
fault-ask-second = Help is free
fault-by-hand = Type the number
fault-by-hand-second = Works without the card
fault-guide = Just read the guide
fault-guide-second = What to bring and where to go
fault-type-now = Type it in
fault-reader-title = No card reading now,
    you can still apply
fault-reader-safe = Type your details instead
fault-reader-safe-second = The matter you chose is still here
fault-card-safe = The matter you chose is still here
fault-card-again = Try again
fault-paper-title = No paper left,
    your matter is fine
fault-printer-title = Receipt not printed,
    your matter is fine
fault-printer-safe = Taken in, with a number
fault-printer-safe-second = Just take the receipt another way
fault-printer-ways = How to get the receipt
fault-printer-easiest = Easiest
fault-printer-scan = Scan it,
    keep it
fault-printer-scan-second = As good as the paper
fault-printer-note-second = Write it down or photograph it
fault-printer-foot = The fault is noted
fault-printer-again = Print again
fault-printer-done = Got it
fault-submit-title = Not handed in yet,
    nothing is lost
fault-submit-safe = All you filled in is here
fault-submit-safe-second = Try again in a moment
fault-submit-review = Go back and look
fault-submit-review-second = Everything is still there
fault-submit-again = Try again
fault-submit-leave = Leave
fault-submit-often = Questions? Call { $phone }
fault-submit-told = No intake today: call { $phone }
fault-town = { $town } service centre
fault-town-any = The town service centre
fault-town-second = The desk works as usual
fault-closed-title = No intake here today,
    the desk can help
fault-closed-updating = The list is being updated,
    please come back soon
fault-closed-safe = What was handed in before is safe
fault-closed-safe-second = It is sent and handled as usual
fault-closed-phone = Call { $phone }
fault-closed-phone-second = Ask how and what to bring
fault-closed-person = Ask { $name }
fault-closed-person-second = Phone { $phone }, help is free
fault-closed-foot = The fault is noted
fault-read-guide = Read the guide
fault-not-granted-title = This station may not
    take this in
fault-not-granted-safe = Nothing you filled in was lost
fault-not-granted-safe-second = Ring before you go
fault-not-granted-ways = These places can take it
fault-inquiry-safe = You did nothing wrong: the reader is out of order
fault-inquiry-safe-second = Your own records need the card; other places can look them up
fault-content-title = This page cannot be
    opened just now
fault-content-safe = Everything else works as usual
fault-content-safe-second = You did nothing wrong
fault-content-others = Look at other matters
fault-content-others-second = Back to the home page
