"""The facts of papers: what is printed before a visit, at the desk, and of what was done."""
