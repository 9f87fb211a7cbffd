// Nothing here but the two languages.
start();
