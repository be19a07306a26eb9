"""Papers made before a visit: numbers to cut out, and the letter of invitation."""
