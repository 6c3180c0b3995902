# What a life event opens: what is handed in here as one, and what elsewhere.

where-joint = What can be done
joint-heading = What you can do
joint-hint = { $count } found from your answers
joint-nothing = Nothing found
joint-nothing-do = Go back and change an answer, or ask for help
joint-together = Together here; tap to leave one out
joint-others = Each by itself; tap to see where
joint-each = Tap to see how and where
joint-once = One form, one set of papers, one receipt
joint-one = Do this one
joint-apply = Apply for { $count } together
