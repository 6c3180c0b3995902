"""What must not be lost: sealed files, the queue database, sync with the centre, receipts."""
