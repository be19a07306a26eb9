"""Cameras and pictures: the only place that draws, reads or measures one; knows no window and no store."""
