"""When the program itself goes wrong: told in words, with what is safe, a report, and a way on."""
