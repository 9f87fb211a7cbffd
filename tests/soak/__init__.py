"""The long trial: what a hostile or unlucky day may bring, tried at random for as long as one likes (README.md)."""
