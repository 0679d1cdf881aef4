"""What people do with Picketline, from their first page to their last, on real processes."""
