"""Who belongs to a section, and what the committee says about itself."""
