-- every_chunk.sql: chunks that must lie on the disk, for verify and adoption.
SELECT c.sha256, c.submission_id FROM chunk c JOIN submission s ON s.submission_id = c.submission_id
 WHERE s.state <> 'PURGED';
