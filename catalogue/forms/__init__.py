"""The form engine: visible, computed, checked and prefilled, pure over a FormDef and answers."""
