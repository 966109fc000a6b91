"""The end of a matter.

- ``closing``: closed by a person when nothing is under way, opened again, put on legal hold.
- ``archive``: the whole file as one zip archive with a manifest, and its check.
- ``exporting``: who takes such an archive out, written in the background and kept sealed.
- ``reasons``: what somebody gives as a reason names nobody; the apps above say whom.
- ``erasing``: the keys destroyed by two people, and the certificate.
"""
