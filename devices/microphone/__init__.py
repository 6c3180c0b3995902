"""Speech in the worker's own process: microphone, voice activity, recogniser. Audio is in memory only and is zeroed."""
