"""What the store keeps of files beside it, which no fold could make anew."""
