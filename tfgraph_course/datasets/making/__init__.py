"""How the data is made: fonts drawn, weather generated or taken from a station's record.

drawing           characters of a font file as images
weather_station   a generated record of a weather station
ghcn, ghcn_forms  a real station's daily record, and the forms in which it comes
weather_picture   a record as a picture
"""
