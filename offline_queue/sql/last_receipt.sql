-- last_receipt.sql: what the next receipt has to name.
SELECT receipt FROM submission WHERE receipt <> '' ORDER BY epoch DESC, sequence DESC LIMIT 1;
