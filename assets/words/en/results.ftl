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
results-unsure = Not sure, show all
results-emergency = In an emergency call { $phone } now
results-emergency-police = Shout if somebody is near; the site keeper can call for you
results-emergency-fire = Leave the dangerous place first, then call
results-emergency-ambulance = Say where you are and how the person is
results-command = That is for the screen: press its button
results-topic-progress = For progress, use the code on the receipt, or the item below
results-topic-booking = To book or change a booking, ask the site keeper or call
results-topic-hours = Opening hours are in the guide, under where
results-topic-places = Choose what you need first: the guide names the nearest place
results-topic-fees = Choose what you need first: the guide says what it costs
results-topic-contact = For questions, call this number
results-topic-privacy = When you leave, all you filled in is cleared
results-topic-using = Say or type what you need, and it is found
results-topic-preparing = Choose what you need first: the guide says what to bring
results-topic-rating = You can rate when you are done
results-topic-facilities = For a wheelchair or help, call the site keeper
results-topic-machine = The machine is at fault, not you: call the site keeper
results-urgent = Call first
results-asked = About your question
