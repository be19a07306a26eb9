"""What papers say besides their figures: heads of columns, tables for a spreadsheet, a slip's steps."""
