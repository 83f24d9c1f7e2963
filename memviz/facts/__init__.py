"""Facts and documents, and how key hashing finds them."""
