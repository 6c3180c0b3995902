"""The stations: one-time codes, enrolment, number blocks, shutting one out."""
