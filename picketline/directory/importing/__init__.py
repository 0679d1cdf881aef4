"""Files become facts of the directory, each with its source; what people checked is only ever proposed anew."""
