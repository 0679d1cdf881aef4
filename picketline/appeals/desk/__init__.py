"""What organisers see and do with an appeal: one file per noun; each change is a POST to a noun."""
