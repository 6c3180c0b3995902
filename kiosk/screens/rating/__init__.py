"""好差评: five grades in the national wording."""
