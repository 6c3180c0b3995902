-- receive_one: custody for one envelope of a batch, inside the batch's one transaction; no row back: it was there.
INSERT INTO intake_custody (station_id, epoch, submission_id, digest, provisional_number, priority, envelope,
                            batch_sha256, received_at, opened_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, NULL)
ON CONFLICT (station_id, epoch, submission_id) DO NOTHING
RETURNING id;
