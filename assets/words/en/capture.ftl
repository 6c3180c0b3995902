# Photographing a paper or a face, looking at it, and its pages.
capture-title = Lay { $name } under the camera
capture-title-this = Lay the paper under the camera
capture-title-slot = Put the sheet into the scanner
capture-title-face = Look into the camera
capture-second = Page { $page }. Text up, all four corners in view
capture-second-slot = Page { $page }. One sheet at a time, as the picture shows
capture-second-face = Take your hat off; a white wall behind you is best
capture-good = Clear, all four corners
capture-good-taken = Clear
capture-good-face = Good, look into the camera
capture-went-wrong = That did not work, please try again
capture-no-sheet = No sheet: push it in a little
capture-stuck = It is stuck, ask for help
capture-opening = Opening the camera…
capture-gone = The camera is not connected
capture-slot = Lay the sheet in, then press “Scan it”
capture-slot-gone = The scanner cannot be used now
capture-busy = Taking it, hold still
capture-busy-slot = Scanning, please wait
capture-full = No more pages fit
capture-take = Take it
capture-scan = Scan it
capture-use-slot = Use the scanner (one sheet)
capture-use-camera = Use the camera
capture-later = Not with me, I bring it later
capture-turn = Turn it
capture-hint-no-edges = Corners not seen
capture-hint-cut-off = A corner is missing
capture-hint-blurred = Slightly blurred
capture-hint-glare = A reflection
capture-hint-dark = Too dark
capture-hint-no-face = No face seen: look at the camera
capture-hint-face-small = Come closer
capture-hint-face-large = Step back a little
capture-hint-face-aside = Move to the middle
capture-hint-not-white = The wall is not white
captured-title = Can you read it?
captured-title-face = Do you like it?
captured-second = Keep it if it is clear, else take it again
captured-second-face = Keep it, or take it again
captured-again = Again
captured-keep = Keep it
captured-hint-no-edges = No edge was found, the whole picture is kept. A darker ground helps.
captured-hint-cut-off = One side is outside the picture. Move it to the middle and try again.
captured-hint-blurred = The text may be blurred. Flatten the paper, take your hand away, try again.
captured-hint-glare = A reflection may hide text. Tilt the paper a little and try again.
captured-hint-dark = It is dark. Keep your hand off the lamp and try again.
captured-hint-no-face = No face was seen. Look straight into the camera.
captured-hint-face-small = The face is small. Come closer and try again.
captured-hint-face-large = Too near: part of the head or shoulders is missing. Step back and try again.
captured-hint-face-aside = Not in the middle: one side is missing. Stand inside the frame and try again.
captured-hint-not-white = The wall is not white enough for a certificate. Try before a white wall.
pages-title =
    { $count ->
        [one] { $name }: one page
       *[other] { $name }: { $count } pages
    }
pages-title-this =
    { $count ->
        [one] One page taken
       *[other] { $count } pages taken
    }
pages-second = Is the order right? Touch a page to move, turn or remove it
pages-earlier = Move up
pages-remove = Remove
pages-more = One more page
pages-done = Done
