"""A scripted resident who looks at the screen and touches it, as a person would; it calls nothing of the station's."""
