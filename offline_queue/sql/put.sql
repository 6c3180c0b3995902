-- put.sql: the row of a file that is durable already, with the receipt that the resident gets ('' for a rating).
INSERT INTO submission (submission_id, station_id, epoch, sequence, payload_type, provisional_number, item_code, form_id,
                        form_version, priority, created_at, file_bytes, sealed_sha256, receipt, previous_receipt_8,
                        chunk_count, state, state_at)
VALUES (:submission_id, :station_id, :epoch, :sequence, :payload_type, :provisional_number, :item_code, :form_id,
        :form_version, :priority, :created_at, :file_bytes, :sealed_sha256, :receipt, :previous_receipt_8,
        :chunk_count, 'QUEUED', :at);
