"""One module a format: `read(source) -> Draft`, for files with many documents `members(source) -> Iterator[Member]`."""
