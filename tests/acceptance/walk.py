"""Walks the contract with the real program: commands, files and answers.

    walk.py PROGRAM [PART...]      parts: see PARTS
"""
import os
import sys

import alert_life
import bad_input
import commands
import delivering
import documents
import good_input
import looking_back
import older_stores
import other_rules
import outputs
import stores
import validating
from walking import Tally

PARTS = {"bad-rows": bad_input.bad_rows, "bad-files": bad_input.bad_files, "good-input": good_input.good_input, "command-line": commands.command_line,
         "patients": commands.patients, "entries": commands.entries, "check-in": commands.check_in, "mistakes": commands.mistakes, "told-anew": commands.told_anew, "json": commands.as_json,
         "alerts": alert_life.alert_life, "stores": stores.stores, "older-stores": older_stores.older_stores, "looking-back": looking_back.looking_back,
         "validating": validating.validating, "other-rules": other_rules.other_rules,
         "documents": documents.documents, "outputs": outputs.outputs,
         "delivering": delivering.delivering, "wrong-config": delivering.wrong_config, "got-worse": delivering.told_that_it_got_worse, "dead-letters": delivering.dead_letters, "alert-life": delivering.life, "silence": delivering.silent,
         "crash": delivering.crash, "write-faults": delivering.write_faults, "at-once": delivering.at_once}


def main(program, parts):
    tally = Tally()
    for part in parts or PARTS:
        try:
            PARTS[part](program, tally)
        except Exception as fault:  # one part that cannot go on must not hide the others
            tally.check(f"{part} goes on to its end", False, f"{type(fault).__name__}: {fault}")
    print(f"{tally.passed} passed, {len(tally.failures)} failed")
    return 1 if tally.failures or not tally.passed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
