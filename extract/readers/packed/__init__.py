"""Files that hold documents: archives (.zip) and messages (.eml).  Each document in them is read on its own."""
