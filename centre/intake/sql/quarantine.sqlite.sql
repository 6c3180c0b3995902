-- quarantine: keep what claims an identity it may not have, once for each content.
INSERT INTO intake_quarantine (sent_by, station_id, epoch, submission_id, digest, reason, envelope, received_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (sent_by, station_id, epoch, submission_id, digest) DO NOTHING;
