-- receive_batch: custody for a whole batch in one statement; what comes back was new. The caller sorts by identity, so
-- that overlapping batches lock in one order and cannot deadlock.
INSERT INTO intake_custody (station_id, epoch, submission_id, digest, provisional_number, priority, envelope,
                            batch_sha256, received_at, opened_at)
SELECT b.station_id, b.epoch, b.submission_id, b.digest, b.provisional_number, b.priority, b.envelope, %s, %s, NULL
  FROM unnest(%s::text[], %s::int[], %s::text[], %b::bytea[], %s::text[], %s::smallint[], %b::bytea[])
       AS b(station_id, epoch, submission_id, digest, provisional_number, priority, envelope)
ON CONFLICT (station_id, epoch, submission_id) DO NOTHING
RETURNING station_id, epoch, submission_id;
