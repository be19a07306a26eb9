"""Readers of the markup that programs save as .xls: HTML tables and Excel 2003 XML."""
