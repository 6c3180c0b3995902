# The filled form on A4 (kiosk/receipts/filled_form.py).

paper-filled = Answers
paper-materials = Materials
paper-declarations = Declarations
paper-about = Number { $number }, matter { $item }, station { $station }, time { $time }
paper-signature = Applicant's signature
paper-foot = { $number }, page { $page }; the numbers are those of the case

paper-answer = What was found
paper-answer-about = Where it comes from
paper-answer-foot = { $number }　{ $station }　No certificate; the office's own record counts
