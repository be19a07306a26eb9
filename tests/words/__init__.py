"""How the desk speaks: languages, forms by number, what stays Indonesian."""
