"""Make data files: draw images of letters; generate a weather record, or read a real station's.

drawing           draws the characters of a font file as images
font_process      does so in a separate process, which a damaged font may crash
weather_station   generates the record of a weather station
ghcn, ghcn_forms  read a real station's daily record, in either of NOAA's two formats
weather_picture   compares the generated record with climate normals, for docs/data.md
"""
