# The questions of a life event, and what they open.

where-life-event = Questions
life-event-one = Choose one
life-event-several = Choose any; none: press Next
life-event-grown = These may be for you
life-event-count = { $count } found
life-event-pick-myself = Pick myself
life-event-next = Next
life-event-number = Question { $number }
