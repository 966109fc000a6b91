"""Court papers in: bytes become the dataclasses of ``shapes``, then find their docket."""
