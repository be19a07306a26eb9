"""Sign-in and lock: what day it is, who works, and the passphrase."""
