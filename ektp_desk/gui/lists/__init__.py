"""Kunjungan & daftar: the office's lists, and the visits planned from them."""
