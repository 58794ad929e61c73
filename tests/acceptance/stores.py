"""The store: foreign, newer, damaged and locked files, who may read it, that facts are only ever added, backup and restore."""
import contextlib
import os
import shutil
import sqlite3
import stat

from bad_input import GOOD_ROW, HEADER
from walking import PATIENTS, Place, table, weekly_grip


def filled(place):
    place.import_text(PATIENTS, name="patients.csv")
    rows = weekly_grip(30)
    place.import_text(table(list(rows[0]), rows))
    place.run("sign", "atrophy", "present", "--source", "clinician", "-p", "P1")
    place.run("scan")


def not_ours(program, tally):
    def foreign(path):
        with contextlib.closing(sqlite3.connect(path)) as other:
            other.execute("create table letters(id integer primary key, text text)")

    def newer(path):
        with Place(program, tally) as place:
            filled(place)
            shutil.copy(place.store, path)
        with contextlib.closing(sqlite3.connect(path)) as store:
            store.execute(f"pragma user_version = {store.execute('pragma user_version').fetchone()[0] + 1000}")
            store.commit()

    def cut(path):
        with Place(program, tally) as place:
            filled(place)
            place.run("backup", path + ".whole")
            with open(path + ".whole", "rb") as whole, open(path, "wb") as part:
                part.write(whole.read()[:9000])

    def zeroed(path):
        with Place(program, tally) as place:
            filled(place)
            place.run("backup", path)
        with open(path, "r+b") as store:
            store.write(bytes(100))

    for name, make in (("a database of another program", foreign), ("a store of a newer program", newer), ("a store cut short", cut),
                       ("a store without its head", zeroed), ("a text file", lambda path: open(path, "w").write("not a store\n" * 300)),
                       ("a picture", lambda path: open(path, "wb").write(b"\x89PNG\r\n\x1a\n" + bytes(5000))), ("a folder", os.mkdir)):
        with Place(program, tally) as place:
            path = place.path("other.db")
            make(path)
            before = open(path, "rb").read() if os.path.isfile(path) else None
            for command in (("worklist",), ("scan",), ("log", "fatigue", "3", "-p", "P1"), ("check",)):
                done = place.expect(f"{name}: {command[0]} exits 4", (*command, "--db", path), 4)
                tally.check(f"{name}: {command[0]} names it", "other.db" in done.err, done.err)
            if before is not None:
                tally.check(f"{name}: not touched", open(path, "rb").read() == before)
    with Place(program, tally) as place:
        place.expect("a store in a folder that is not there", ("worklist", "--db", place.path("no/where/store.db")), 4)
        place.write("empty.db", "")
        place.expect("an empty file is a new store", ("worklist", "--db", place.path("empty.db")), 0)
        place.expect("postgresql is not there yet", ("worklist", "--db", "postgresql://localhost/x"), (2, 4))


def damaged(program, tally):
    """A byte changed anywhere is found by check, or changes nothing; and nothing crashes."""
    with Place(program, tally) as place:
        filled(place)
        place.run("backup", place.path("whole.db"))
        whole = open(place.path("whole.db"), "rb").read()
        before = place.exported()
        for number in range(24):
            at = 100 + (len(whole) - 200) * number // 24
            with open(place.path("hurt.db"), "wb") as hurt:
                hurt.write(whole[:at] + bytes(value ^ 0x5A for value in whole[at : at + 64]) + whole[at + 64 :])
            for extra in ("-wal", "-shm"):
                if os.path.exists(place.path("hurt.db" + extra)):
                    os.remove(place.path("hurt.db" + extra))
            code = place.run("check", "--db", place.path("hurt.db")).code
            tally.check(f"a store hurt at byte {at}: check says 0 or 4", code in (0, 4), f"exit {code}")
            if code == 0:
                done = place.run("export", "--to", "csv", "-o", place.path("hurt"), "--db", place.path("hurt.db"))
                after = {name: place.read(os.path.join("hurt", name)) for name in before} if done.code == 0 else done.said
                tally.check(f"a store hurt at byte {at}, which check lets pass, holds the same facts", after == before)
            code = place.run("assess", "--all", "--format", "json", "--db", place.path("hurt.db")).code
            tally.check(f"a store hurt at byte {at}: assess says 0 or 4", code in (0, 4), f"exit {code}")
        place.expect("restore refuses a damaged backup", ("restore", place.write("hurt.db", whole[:9000])), 4)
        place.expect("and the store stands", ("check",), 0)


def private(program, tally):
    with Place(program, tally) as place:
        filled(place)
        for name in os.listdir(place.folder):
            if name.startswith("store.db"):
                mode = stat.S_IMODE(os.stat(place.path(name)).st_mode)
                tally.equal(f"{name} is for its owner alone", oct(mode), "0o600")
        home = place.path("home")
        place.expect("the default place", ("patient", "add", "H1", "--sex", "male", "--birth", "1970"), 0, MYOTREND_DB=None, XDG_DATA_HOME=home)
        path = os.path.join(home, "myotrend", "myotrend.db")
        tally.check("below XDG_DATA_HOME, mode 0600", os.path.exists(path) and stat.S_IMODE(os.stat(path).st_mode) == 0o600)


def only_added(program, tally):
    """Facts cannot be changed or removed, not even by plain SQL with REPLACE."""
    with Place(program, tally) as place:
        filled(place)
        before = place.exported()
        with contextlib.closing(sqlite3.connect(place.store, timeout=5)) as store:
            store.execute("pragma recursive_triggers = on")
            tables = [name for (name,) in store.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")]
            held = [name for name in tables if name in ("fact", "event", "event_end", "correction", "fact_retraction", "event_retraction")
                    and store.execute(f"select count(*) from \"{name}\"").fetchone()[0] > 0]
            tally.check("there are tables of facts", "fact" in held, tables)
            for name in held:
                column = store.execute(f"select name from pragma_table_info('{name}')").fetchone()[0]
                for statement in (f"delete from \"{name}\"", f"update \"{name}\" set \"{column}\" = \"{column}\"",
                                  f"insert or replace into \"{name}\" select * from \"{name}\" limit 1"):
                    try:
                        store.execute(statement)
                        refused = False
                    except sqlite3.Error:
                        refused = True
                    store.rollback()
                    tally.check(f"refused: {statement.split(' select')[0][:60]}", refused)
        tally.check("nothing is lost", place.exported() == before)
        place.expect("check", ("check",), 0)


def backup_and_restore(program, tally):
    with Place(program, tally) as place:
        filled(place)
        before = place.exported()
        told = place.expect("backup", ("backup", place.path("kept.db"), "--format", "json"), 0).json()
        tally.equal("what was backed up, and where to", told, {"schema": "myotrend.backup/1", "store": place.store, "backup": place.path("kept.db"),
                                                              "bytes": os.path.getsize(place.path("kept.db"))})
        tally.equal("a backup is private", oct(stat.S_IMODE(os.stat(place.path("kept.db")).st_mode)), "0o600")
        place.import_text(HEADER + GOOD_ROW.replace("2025-06-01", "2025-12-24"))
        tally.check("the store goes on", place.exported() != before)
        told = place.expect("restore", ("restore", place.path("kept.db"), "--format", "json"), 0).json()
        tally.equal("what was restored", (told["schema"], told["store"], told["backup"]), ("myotrend.restore/1", place.store, place.path("kept.db")))
        tally.check("as it was at the backup", place.exported() == before)
        place.expect("check", ("check",), 0)
        place.expect("restore of what is not there", ("restore", place.path("nowhere.db")), (1, 2, 4))
        place.expect("restore of a text", ("restore", place.write("text.db", "hello" * 500)), 4)
        place.expect("backup to a place that is not there", ("backup", place.path("no/where.db")), (1, 4))
        tally.check("the store still stands", place.exported() == before)
    with Place(program, tally) as place:
        place.run("patient", "add", "O1", "--sex", "male", "--birth", "1970")
        with contextlib.closing(sqlite3.connect(place.store, timeout=1)) as other:
            other.execute("begin immediate")
            place.expect("reading goes on while another one writes", ("worklist",), 0)
            other.rollback()


def stores(program, tally):
    for part in (not_ours, damaged, private, only_added, backup_and_restore):
        part(program, tally)
