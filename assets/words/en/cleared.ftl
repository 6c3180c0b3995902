# Said for three seconds after a visit.

cleared-title = Your data is cleared
cleared-line = Thank you for coming. Nothing of your visit stays on this machine.
