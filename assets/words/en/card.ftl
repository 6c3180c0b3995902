card-title = Lay your ID card flat
    on the reader, lower right
card-second = Keep it still for about 2 seconds. You will hear a beep.
card-reading = Reading,
    please keep it there
card-reading-second = When you hear the beep, it is done.
card-place-strong = The reader has a yellow light and raised dots
card-place = At the lower right of the screen, easy to feel.
card-ways = No card with you?
card-by-hand = Type the number
card-guide-only = Just read the guide
card-waiting = Waiting for your card, take your time
card-waiting-read = Reading, please keep it there
card-second-brief = Keep it still, about 2 seconds
