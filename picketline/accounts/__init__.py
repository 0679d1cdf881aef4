"""The organisers who sign in to the desk, and how they prove who they are."""
