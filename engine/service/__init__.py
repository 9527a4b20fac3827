"""Floor 6: use cases, one file and one public function (or family) each."""
