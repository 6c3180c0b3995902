-- receipts.sql: the whole chain in the order of handing in; adoption may have added one late.
SELECT receipt, previous_receipt_8 FROM submission WHERE receipt <> '' ORDER BY epoch, sequence;
