"""Commands that keep an office: who may open it, copies of it, and whether all is well with it."""
