"""From a submission that is safely queued to the paper the resident takes along."""
