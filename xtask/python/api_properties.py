"""Does the API do what its description says, whatever it is asked? `.ci/run` asks.

    pip install --requirement xtask/python/api_properties.txt
    python xtask/python/api_properties.py path/to/restated

Builds the dossier of the samples, serves it, and has schemathesis make questions of `/openapi.json`: valid ones, broken
ones, and walks from one answer to the next. No question may lead to a server error, and every answer has to be what
the description says: its status, its media type, its schema.
"""

import pathlib
import subprocess
import sys
import tempfile

from served import served

# Questions of each kind for every operation. Always the same ones: a check that fails by chance is of no use here.
EXAMPLES = 40
SEED = 1
# That several ids are refused at once is beyond what a description of parameters can say.
BEYOND = "positive_data_acceptance"


def main(program):
    program = pathlib.Path(program).resolve()
    schemathesis = pathlib.Path(sys.executable).parent / "schemathesis"
    with tempfile.TemporaryDirectory() as place:
        dossier = pathlib.Path(place) / "samples.db"
        subprocess.run([program, "demo", "-o", dossier], check=True, stdout=subprocess.DEVNULL)
        with served(program, dossier) as address:
            asked = [schemathesis, "run", f"{address}/openapi.json", "--no-color", "--continue-on-failure"]
            asked += ["--seed", str(SEED), "--max-examples", str(EXAMPLES), "--exclude-checks", BEYOND]
            run = subprocess.run(asked, cwd=place)
    if run.returncode:
        raise SystemExit("api properties: see above for the questions and how to ask them again")


if __name__ == "__main__":
    main(*sys.argv[1:])
