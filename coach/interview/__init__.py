"""What parents answer: typed values, and the path that follows from them."""
