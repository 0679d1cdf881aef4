"""SQL that Django writes once for a kind of row, where writing it anew for every row costs more than running it."""
