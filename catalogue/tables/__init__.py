"""Content as tables that officials fill in: XLSX or CSV, out and in; errors by sheet, row, column."""
