card-title = Lay your ID card flat
    on the lower right
card-second = Keep it still until it beeps, 2 seconds.
card-reading = Reading,
    please keep it there
card-reading-second = When you hear the beep, it is done.
card-place-strong = Yellow light, raised dots
card-place = Lower right, easy to feel
card-ways = No card with you?
card-by-hand = Type the number
card-guide-only = Just read the guide
card-waiting = Waiting for your card
card-waiting-read = Reading, keep it there
card-second-brief = Keep it still, about 2 seconds
