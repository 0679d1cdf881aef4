"""What organisers do with the committee's own pages."""
