-- held_digest: what the centre already has under an identity.
SELECT digest FROM intake_custody WHERE station_id = %s AND epoch = %s AND submission_id = %s;
