"""A draft as codes to be photographed, and the number that opens it again."""
