"""How lists are laid out: titles of columns, family rows, which rows are persons; no value is judged here."""
