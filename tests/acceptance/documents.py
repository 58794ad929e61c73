"""What the README shows is what the program says: its console blocks are run and compared, its commands exist."""
import os
import re
import subprocess

from walking import Place

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def console_blocks(text):
    """(command, expected output) of each block marked `console`, in order."""
    for block in re.findall(r"```console\n(.*?)```", text, re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command = command[:-1] + more.strip()
            yield command, output


def same(found, expected):
    """Equal, where a line `...` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in expected.rstrip("\n").splitlines())
    return re.fullmatch(pattern, found.rstrip("\n") + "\n" if found.strip() else found) is not None or found.rstrip() == expected.rstrip()


def documents(program, tally):
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    with Place(program, tally) as place:
        surroundings = dict(place.surroundings, PATH=os.path.dirname(program) + ":" + place.surroundings["PATH"])
        surroundings.pop("MYOTREND_NOW")
        os.symlink(os.path.join(ROOT, "examples"), place.path("examples"))
        blocks = list(console_blocks(readme))
        tally.check("the README shows what one sees", len(blocks) >= 3, len(blocks))
        for command, expected in blocks:
            if command.startswith("export "):
                surroundings.update(pair.split("=", 1) for pair in command.split()[1:])
                continue
            done = subprocess.run(["bash", "-c", command], env=surroundings, cwd=place.folder, capture_output=True, text=True, timeout=120, check=False)
            tally.check(f"README: {command}", same(done.stdout, expected), f"says\n{done.stdout}{done.stderr}\nthe README says\n{expected}")
        pages = [os.path.join(ROOT, name) for name in ("README.md", "ARCHITECTURE.md")]
        named = {word for page in pages for word in re.findall(r"`(?:\$ )?myotrend ([a-z]+)", open(page, encoding="utf-8").read())}
        named |= {word for command, _ in blocks for word in re.findall(r"myotrend ([a-z]+)", command)}
        for word in sorted(named):
            place.expect(f"the documents name myotrend {word}", (word, "--help"), 0)
        for page in pages:
            for target in re.findall(r"\]\(([^)#]+)\)", open(page, encoding="utf-8").read()):
                if "://" not in target:
                    tally.check(f"{os.path.basename(page)} points to {target}", os.path.exists(os.path.join(ROOT, target)))
