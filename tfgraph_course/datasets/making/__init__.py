"""Make the data: draw fonts, generate weather or take it from a station's record.

drawing           draws the characters of a font file as images
weather_station   generates the record of a weather station
ghcn, ghcn_forms  read a real station's daily record, in either of its two forms
weather_picture   compares the generated record with climate normals, for docs/data.md
"""
