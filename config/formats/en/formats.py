"""Day before month in words, and a 24-hour clock: nobody reads 7/8/2011 in two ways."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
