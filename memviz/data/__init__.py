"""Files to stories: the readers, the download, and the stories that ship with the package."""
