"""One encrypted file that holds the office: made, read back, and put back into a folder."""
