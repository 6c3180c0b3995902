"""What happens when: states, events, the table and the pure step; the session; the effects that carry it out."""
