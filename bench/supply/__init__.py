"""What we are built from: the packages that chitieu and its extras install, their licences, and the bill of it all."""
