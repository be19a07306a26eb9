"""The sample office: what it is, how it is made, and the day that its people have lived."""
