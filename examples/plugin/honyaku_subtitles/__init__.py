"""Subtitles for honyaku: what a package brings along that adds to it."""
