"""Readers of workbooks: the zip and compound files that calamine opens, looked through first."""
