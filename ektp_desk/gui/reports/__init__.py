"""F6 Laporan: the real PDF on the screen, saved, printed or summed up with one key."""
