"""Model letters, supporters' letters, and their deliveries: nothing lost, nothing twice."""
