# What a resident is told of each failure: what happened, and what to do. No codes.

failure-card-checksum =
    .what = The card was not read
    .do = Turn it over and lay it flat again

failure-card-frame =
    .what = The card was not read
    .do = Turn it over and lay it flat again

failure-card-text_invalid =
    .what = The text on the card was not read whole
    .do = Try again, or type it instead

failure-card-moved =
    .what = The card was lifted too early
    .do = Lay it down again until you hear the beep

failure-card-not_lifted =
    .what = The last card is still there
    .do = Take it away, then lay it down again

failure-card-not_recognised =
    .what = This card was not read
    .do = Use your ID card, face up, and try again

failure-card-tampered =
    .what = This card was not read whole
    .do = Try again, or ask at the desk

failure-reader-silent =
    .what = Cards cannot be read now
    .do = Type your details instead

failure-reader-out_of_order =
    .what = Cards cannot be read now
    .do = Type your details instead

failure-printer-silent =
    .what = The receipt did not print
    .do = Scan the code to keep it

failure-printer-paper_out =
    .what = The printer has no paper
    .do = Scan the code to keep it

failure-printer-cover_open =
    .what = The printer is open
    .do = Scan the code, or press Help

failure-printer-cutter =
    .what = The paper is stuck
    .do = Scan the code to keep it

failure-printer-overheated =
    .what = The printer must cool down
    .do = Scan the code, or wait a minute

failure-printer-unknown =
    .what = It is not known whether it printed
    .do = Look in the slot below, or scan the code

failure-scanner-silent =
    .what = Codes cannot be scanned now
    .do = Please type instead

failure-scanner-too_long =
    .what = This code is too long
    .do = Use another code, or type

failure-scanner-not_grabbed =
    .what = The code scanner is out of use
    .do = There is another way

failure-camera-silent =
    .what = The camera does not answer
    .do = There is another way

failure-picture-invalid =
    .what = This picture cannot be used
    .do = Please take another one

failure-document_scanner-no_sheet =
    .what = There is no sheet in the scanner
    .do = Push it in a little and scan again

failure-document_scanner-needs_hand =
    .what = The scanner is stuck
    .do = Ask for help; or photograph it, or bring it later

failure-document_scanner-silent =
    .what = The scanner does not answer
    .do = There is another way

failure-social_card-unreadable =
    .what = The social security card was not read
    .do = Please insert it again, chip up

failure-social_card-no_reader =
    .what = The social card slot is out of use
    .do = Your ID card will do

failure-pages-paper_out =
    .what = There is no A4 paper
    .do = Your matter goes on; the counter can print it

failure-pages-needs_hand =
    .what = The A4 printer needs a hand
    .do = Your matter goes on; the counter can print it

failure-pages-silent =
    .what = The A4 printer does not answer
    .do = Your matter goes on; the counter can print it

failure-pages-refused =
    .what = These pages were not printed
    .do = Your matter goes on; the counter can print them

failure-speech-no_model =
    .what = This station cannot hear just now
    .do = Type or choose instead

failure-speech-model_refused =
    .what = The voice part is not set up
    .do = Type or choose instead

failure-speech-bad_audio =
    .what = The microphone was not clear
    .do = Say it again, or type

failure-speech-overrun =
    .what = The station was busy and missed a part
    .do = Say it again, or type

failure-microphone-silent =
    .what = The microphone gives no sound
    .do = Type or choose instead

failure-device-library =
    .what = A part is not set up
    .do = There is another way

failure-device-unplugged =
    .what = A part is not connected
    .do = There is another way

failure-device-hung =
    .what = A part does not answer
    .do = There is another way

failure-device-crashed =
    .what = A part has just restarted
    .do = Please try again in a few seconds

failure-device-given_up =
    .what = A part is out of use today
    .do = There is another way

failure-device-line =
    .what = A part did not answer clearly
    .do = Please try again

failure-config-invalid =
    .what = This station is not set up
    .do = Please go to the town service centre

failure-package-missing =
    .what = The list of matters is not here yet
    .do = Come back soon, or go to the desk

failure-package-damaged =
    .what = The list of matters is being updated
    .do = Please come back soon

failure-package-signature =
    .what = The list of matters is being updated
    .do = Please come back soon

failure-package-older =
    .what = The list of matters is being updated
    .do = Please come back soon

failure-package-counts =
    .what = The list of matters is being updated
    .do = Please come back soon

failure-form-invalid =
    .what = This form is being updated
    .do = Read the guide, or go to the desk

failure-item-not_granted =
    .what = This item has not been granted to this village
    .do = Go to a place that may take it; the screen names them

failure-item-unknown =
    .what = This matter was not found
    .do = Try other words

failure-disk-full =
    .what = Nothing can be taken in today
    .do = Go to the desk or call 96123

failure-disk-read_only =
    .what = Nothing can be taken in today
    .do = Go to the desk or call 96123

failure-queue-damaged =
    .what = Nothing can be taken in today
    .do = Earlier matters are safe; go to the desk

failure-queue-no_numbers =
    .what = No numbers are left today
    .do = Go to the desk, or try later

failure-queue-in_use =
    .what = The station is busy
    .do = Please try again in a moment

failure-queue-sqlite_too_old =
    .what = This station is not set up
    .do = Please go to the town service centre

failure-envelope-invalid =
    .what = It was not stored
    .do = All you filled in is here; try again

failure-envelope-corrupt =
    .what = It was not stored
    .do = All you filled in is here; try again

failure-seal-failed =
    .what = It was not stored
    .do = All you filled in is here; try again

failure-receipt-invalid =
    .what = This receipt cannot be checked
    .do = Show it at the desk or call 96123

failure-receipt-signature =
    .what = This receipt cannot be checked
    .do = Show it at the desk or call 96123

failure-receipt-station_unknown =
    .what = This receipt is from elsewhere
    .do = Check it at the station that printed it

failure-station-not_enrolled =
    .what = This station is not in use yet
    .do = Please go to the town service centre

failure-station-copied =
    .what = This station is not taking anything new
    .do = Please go to the town service centre

failure-courier-invalid =
    .what = The data on the stick cannot be used
    .do = Please let the staff export it again

failure-courier-stick =
    .what = The stick cannot be used
    .do = Please let the staff take another one

failure-enrol-refused =
    .what = This station is not in use yet
    .do = Please go to the town service centre

failure-centre-unreachable =
    .what = The district cannot be reached now
    .do = Go on; it is sent later by itself

failure-centre-answer =
    .what = The district's answer was unclear
    .do = Go on; it is sent again by itself

failure-centre-busy =
    .what = The district is busy
    .do = Go on; it is sent again by itself

failure-centre-refused =
    .what = The district did not take it yet
    .do = It is safe here and will be looked at

failure-person-invalid =
    .what = The details were not read well
    .do = Try again, or type them
