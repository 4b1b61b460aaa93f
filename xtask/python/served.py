"""A dossier that is served while a check runs."""

import contextlib
import re
import subprocess


@contextlib.contextmanager
def served(program, dossier, *options):
    """The address of `restated serve` over `dossier`, without a slash at its end."""
    command = [program, "serve", dossier, "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            line = server.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+", line)
            if not address:
                raise SystemExit(f"the server does not say where it is: {line}")
            yield address[0]
        finally:
            server.terminate()
