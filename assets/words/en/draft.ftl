# A draft on a phone: codes to photograph, the number that opens them, and the way back. Licences before the scanner.

where-draft = Take a draft along
where-draft-back = Go on with a draft

draft-take = Take it along for another day
draft-title = Photograph this code
draft-picture = Picture { $number } of { $count }
draft-photograph = Sharp and whole, on your own phone
draft-nothing-here = It is locked; nothing stays at this station
draft-photographed = Done
draft-go-on = Not now
draft-making = Locking it, one moment
draft-too-large = There is too much for these codes. Please go on here or hand in.
draft-not-made = This did not work. Please go on, or try once more.
draft-key-title = Write down these 12 digits
draft-key-second = On paper, not in the same picture
draft-key = They open the draft
draft-holds = Inside: { $count } answers to “{ $item }”
draft-holds-not = Not inside: ID card, photos, scans, signatures
draft-until = Good until { $day }
draft-how-back = At any station press “I have a draft”
draft-pictures-again = Codes again
draft-leave = Written down, leave

draft-bring = I have a draft with me
draft-back-show = Hold the code to the scanner
draft-back-show-hint = One after the other, in any order
draft-back-came = { $came } of { $count } read
draft-back-note = Open the picture, turn the screen bright, hold it a hand's width away
draft-back-key = Enter the 12 digits
draft-back-key-hint = You wrote them down when you took the draft
draft-back-placeholder = 12 digits
draft-back-key-first = 12 digits first
draft-back-open = Open it
draft-back-opening = Opening
draft-back-without = No draft
draft-no-scanner = The scanner does not work now; please fill it in anew
draft-trouble-not-ours = This is not the code of a draft
draft-trouble-other = This is another draft; begin again with this one
draft-trouble-expired = This draft is too old; please fill it in anew
draft-trouble-wrong-code = Not the right digits, please look again
draft-trouble-locked = Wrong five times: it cannot be opened in this visit
draft-trouble-damaged = The codes are not whole, please show them again
draft-trouble-too-large = Too much

licence-show = Or scan the licence
licence-read = The licence was read, please look
licence-not-read = No credit code in it; please type it from the licence
