"""The directory as files that everybody may take along: a spreadsheet, Popolo, address cards."""
