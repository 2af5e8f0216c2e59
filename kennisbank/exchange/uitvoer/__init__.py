"""Any search or Selectie as a file. The formats (als_*) know no models: rows in, bytes out."""
