materials-title = Papers: is this all right?
materials-second = { $count } in all, the easiest way is chosen
materials-card-photo = Use the photo on the card
materials-card-photo-second = Nothing else to bring
materials-data-sharing = Let the office look it up
materials-data-sharing-second = If found, nothing to bring
materials-scanned = Photograph it now
materials-scanned-second = If you have it with you
materials-scanned-face = Take a photo here
materials-scanned-face-second = Just look into the camera
materials-scanned-pages =
    { $count ->
        [one] One page taken, touch to see
       *[other] { $count } pages taken, touch to see
    }
materials-promise = Promise instead
materials-promise-second = Signed with the rest
materials-later = Bring it later
materials-later-second = To the desk of your town
materials-next = Fine, next
materials-more = Next paper
