"""Make data files: draw images of letters; generate a weather record, or read a real station's.

drawing           draws the characters of a font file as images
font_process      draws a font in a separate process, because a damaged font can crash it
weather_station   generates the record of an invented weather station
ghcn, ghcn_forms  read a real station's daily record, in either of NOAA's two formats
weather_picture   compares the generated record with climate normals, for docs/data.md
"""
