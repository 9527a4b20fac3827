"""One file per warning: what is allowed and still worth a second look."""
