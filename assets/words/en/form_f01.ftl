# Words of F01, the senior citizen's card (assets/content/forms/F01_elder_card.toml).

form-f01-card-kind = Kind of application
    .ask = Which is your case?
    .hint = Kind of application; choose one
form-f01-card-kind-first = First card
    .second = I never had one before
form-f01-card-kind-lost = Lost card
    .second = I had one and lost it; a signed line is needed
form-f01-card-kind-damaged = Damaged card
    .second = It is broken or unreadable; hand the old one back
form-f01-hukou-kind = Household register
form-f01-hukou-kind-xindu = Xindu
form-f01-hukou-kind-chengdu = Elsewhere in Chengdu
form-f01-hukou-kind-elsewhere = Elsewhere, living here
form-f01-photo-src = Photo for the card
    .ask = Which photo?
    .hint = Choose one
form-f01-photo-src-card = The ID card's photo
    .second = No new photo needed
form-f01-photo-src-camera = Take one here
    .second = With the camera of this station
form-f01-photo-src-scan = Scan a print
    .second = I brought a one-inch photo on white
form-f01-emergency-name = Emergency contact
    .ask = Who is your contact?
    .hint = Somebody we can reach in an emergency
    .placeholder = Name of the contact
form-f01-emergency-mobile = Contact's mobile
    .ask = The contact's mobile?
    .hint = Not your own number
    .placeholder = 11-digit mobile number
form-f01-lost-statement = Statement of loss
    .ask = Sign that it was lost
    .hint = You confirm that the old card is lost
form-f01-apply-bus-card = Senior's transport card as well
    .ask = A transport card too?
    .hint = For buses and metro; you may say no
form-f01-apply-bus-card-yes = Yes, as well
    .second = One trip less, nothing to fill in again
form-f01-apply-bus-card-no = No
    .second = You can come back for it

form-f01-material-photo = Photo without hat
form-f01-material-residence-permit = Residence permit or registration slip
form-f01-material-old-card = The old senior citizen's card
form-f01-material-power-of-attorney = Power of attorney

form-f01-age-60 = You are { $age }
    .ok = You are { $age }: you qualify.
    .doubt = You are { $age }, not yet 60. You may still hand it in; the staff will tell you from which day it works.
    .unknown = Anybody aged 60 or over can have it.
    .reason = Rule: aged 60 or over

error-same-as-own-mobile = That is your own number; give another one
