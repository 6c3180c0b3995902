# The guide of one item.

guide-cross-town = Same in any town
guide-sample-tag = Sample
guide-in-chinese = The guide itself is in Chinese. Press Help to ask someone.
guide-how-long = How long
guide-fee = Cost
guide-trips = Trips
guide-trips-number = { $trips ->
    [one] { $trips } trip
   *[other] { $trips } trips
}
guide-where = Where
guide-here = Here
guide-only-guide = This station shows the guide only, for now
guide-go-village = To apply, go to the community service desk or call { $phone }
guide-go-town = To apply, go to the town service centre or call { $phone }
guide-go-district = To apply: { $department }, { $phone }
guide-things = What to bring
guide-no-things = Nothing to bring
guide-must = Needed
guide-may = If you have it
guide-promise = Promise will do
guide-original = Original
guide-original-copies = { $copies ->
    [one] Original and { $copies } copy
   *[other] Original and { $copies } copies
}
guide-copies = { $copies ->
    [one] { $copies } copy
   *[other] { $copies } copies
}
guide-comma = { ", " }
guide-steps = How it goes
guide-who = Who can apply
guide-not-for = Not handled here
guide-result = What you get
guide-beware = Often forgotten
guide-faq = Often asked
guide-basis = Legal basis
guide-places = Other places
guide-phones = Ask
guide-phones-line = Questions: { $ask }, complaints: { $complain }
guide-sample = Sample text; what the district publishes counts
guide-before = Back
guide-after = More
guide-person = Ask for help
guide-apply = Apply now
guide-not-granted = This community is not granted this matter
guide-not-granted-go = Go to { $place }, or call { $phone }
guide-ask-proof = Print it now
guide-ask-record = Look it up now
guide-ask-list = See it now
guide-ask-no-network = No network: nobody can be asked now
guide-ask-offline = You can get a receipt and the district answers later; call { $phone } if it is urgent
guide-ask-list-offline = Come back when there is a network, or call { $phone }
