"""Pages made of several nouns: home, the appeal, the kit, the letter behind its link, the desk."""
