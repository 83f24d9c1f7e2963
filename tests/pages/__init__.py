"""The app's pages: what is chosen, what is drawn, and all of it in a browser."""
