# Asking a register: while it is asked, its answer, and when nobody could be asked.

inquiry-title = Asking, a few seconds please
inquiry-second = Nothing to press; it comes by itself
inquiry-card = ID card read
inquiry-card-second = Only name and number are used
inquiry-ask = Asking { $department }
inquiry-sealed = Sealed: nobody on the way can read it
inquiry-show = Your answer
inquiry-show-second = You can print it
inquiry-patience = Ten seconds at most
inquiry-patience-second = If nobody answers, you will see what to do
inquiry-busy = Asking…
answer-verified = Verified
answer-simulated = Demonstration
answer-result = Result
answer-nothing = The office was asked and has no record of you
answer-source = From
answer-at = When
answer-valid = Good until
answer-number = Number
answer-finished = Done
answer-more = More
answer-print = Print
answer-print-again = Print again
answer-help = Ask for help
answer-printing = Printing; take it from the slot below
answer-printing-second = A few seconds
answer-not-printed = It did not print; the answer is still here
answer-not-printed-second = Take a photo, or try again
answer-simulated-strong = Made-up values for a demonstration
answer-simulated-second = They prove nothing
answer-look = Please check that it is right
answer-look-second = If it is not, call { $phone }
unverified-title =
    Nobody can be asked now:
    not verified
unverified-title-not-offered =
    This is not connected yet:
    not verified
unverified-safe = It does not mean that you have none
unverified-safe-second = A receipt now; the district answers later
unverified-again = Ask again
unverified-again-second = It often works a little later
unverified-guide = See the guide
unverified-receipt = Get a receipt
unverified-receipt-foot = The receipt proves nothing yet. Call { $phone }
unverified-foot = In a hurry? Call { $phone }
answer-print-a4 = Print on A4
