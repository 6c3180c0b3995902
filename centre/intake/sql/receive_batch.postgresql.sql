-- receive_batch: custody for a whole batch in one statement, if its sender is still let in. No row: it is not. Otherwise
-- one row for each envelope that was new, or one of NULLs when none was. The caller sorts by identity, so that overlapping
-- batches lock in one order and cannot deadlock.
WITH admitted AS MATERIALIZED (
    SELECT 1 FROM intake_station WHERE station_id = %s AND epoch >= %s AND (revoked_at IS NULL OR %s)
), new AS (
    INSERT INTO intake_custody (station_id, epoch, submission_id, digest, provisional_number, priority, envelope,
                                batch_sha256, received_at, opened_at)
    SELECT b.station_id, b.epoch, b.submission_id, b.digest, b.provisional_number, b.priority, b.envelope, %s, %s, NULL
      FROM admitted,
           unnest(%s::text[], %s::int[], %s::text[], %b::bytea[], %s::text[], %s::smallint[], %b::bytea[])
           AS b(station_id, epoch, submission_id, digest, provisional_number, priority, envelope)
    ON CONFLICT (station_id, epoch, submission_id) DO NOTHING
    RETURNING station_id, epoch, submission_id
)
SELECT new.station_id, new.epoch, new.submission_id FROM admitted LEFT JOIN new ON true;
