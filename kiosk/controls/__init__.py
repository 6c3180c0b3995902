"""QML controls sized in millimetres from the site profile; no words in them."""
