"""Gunicorn in production: behind the TLS front, which alone reaches it."""

import multiprocessing
import os

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
# Requests wait for PostgreSQL more than they compute: few processes, several threads each.
workers = int(os.environ.get("WEB_CONCURRENCY", str(multiprocessing.cpu_count())))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
# Longer than the database's own statement_timeout (30 s), so that PostgreSQL speaks first.
timeout = 45
graceful_timeout = 30
keepalive = 5
# Recycled one by one, so that a slow leak never becomes an outage.
max_requests = 5000
max_requests_jitter = 500
# Heartbeats must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108 - memory, not a shared temporary file
# The path only: a query may carry what somebody searched for.
accesslog = "-"
logger_class = "mdl.web_log.WebLog"  # without the addresses that are secrets
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
