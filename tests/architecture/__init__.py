"""What keeps Picketline readable: each rule is a function over a tree, and each has been seen to fail."""
