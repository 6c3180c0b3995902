"""Papers and faces before the camera, or sheets in the document scanner."""
