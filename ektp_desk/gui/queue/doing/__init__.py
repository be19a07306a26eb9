"""What the queue's keys do, by what they act on: the called number, the chosen one, the last act."""
