"""Pages of the frame. Each reads the request, asks a queryset or calls one service, and answers."""
