# What a search found.

results-again = Change
results-title = Is it this one?
results-none = Nothing found. Other words?
results-none-line = Try a few other words, such as “senior card”
results-call = Or call { $phone }: someone finds it with you
results-others = Or one of these
results-other-words = None of these
results-browse = By category
results-guide = Guide first
results-apply = Apply now
results-go = Yes, show me how
results-trips = { $trips ->
    [one] { $trips } trip
   *[other] { $trips } trips
}
results-cross-town = In any town
results-how-long = How long
results-bring = To bring
results-fee = Cost
results-nothing-to-bring = Nothing
results-things = { $count ->
    [one] { $count } paper
   *[other] { $count } papers
}
results-and-more = { $first } and more, { $count } in all
