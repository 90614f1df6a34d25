"""Runs an exported file on lines of cases and stops at the first that is not what it should be.

Usage: run.py LANGUAGE FILE CASES NAMES, with the names of the functions as the file has them, and behind
a colon a `w` for each argument that is a whole number and an `f` for each that may be a fraction.
"""

import importlib.util
import sys
from fractions import Fraction

language, path, cases, *names = sys.argv[1:]
# Powers have more digits than Python reads by default.
sys.set_int_max_str_digits(0)


def module():
    spec = importlib.util.spec_from_file_location("exported", path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def read():
    for line in open(cases, encoding="utf-8"):
        function, size, worth, *numbers = line.split()
        numbers = [Fraction(number) for number in numbers]
        numbers = [int(number) if number.denominator == 1 else number for number in numbers]
        yield int(function), size == "small", None if worth == "-" else Fraction(worth), numbers


def python(functions):
    for function, _, worth, numbers in read():
        try:
            found = functions[function](*numbers)
            assert isinstance(found, (int, Fraction)), type(found)
        except (ValueError, ZeroDivisionError, TypeError, OverflowError):
            found = None
        assert found == worth, (names[function], numbers, found, worth)
        yield


def numpy_(functions):
    import numpy

    grouped = {}
    for function, _, worth, numbers in read():
        if worth is not None:
            grouped.setdefault(function, []).append((worth, numbers))
    for function, rows in grouped.items():
        columns = [numpy.array(column, dtype=object) for column in zip(*(row for _, row in rows))]
        found = functions[function](*columns)
        wanted = [worth for worth, _ in rows]
        found = list(found) if columns else [found]*len(rows)
        assert found == wanted, (names[function], found[:3], wanted[:3])
        # Arrays of machine integers that fit are taken too, and nothing in them wraps.
        if columns and all(isinstance(number, int) and number < 2**62 for _, row in rows[:7] for number in row):
            machine = [numpy.array(column[:7], dtype=numpy.int64) for column in columns]
            assert list(functions[function](*machine)) == wanted[:7]
        yield from rows
    for function, _, worth, numbers in read():
        if worth is None:
            try:
                found = functions[function](*numbers)
            except (ValueError, ZeroDivisionError, TypeError, OverflowError):
                continue
            raise AssertionError((names[function], numbers, found))


def sympy_(functions):
    import sympy

    for function, _, worth, numbers in read():
        if worth is None:
            continue
        numbers = [sympy.Rational(number.numerator, number.denominator) for number in numbers]
        found = functions[function](*numbers)
        wanted = sympy.Rational(worth.numerator, worth.denominator)
        assert found == wanted or sympy.simplify(found - wanted) == 0, (names[function], numbers, found, worth)
        yield
    for function in functions:
        function()


def duckdb_(_):
    import duckdb

    connection = duckdb.connect()
    connection.execute(open(path, encoding="utf-8").read())
    made = {row[0] for row in connection.execute("select function_name from duckdb_functions()").fetchall()}
    grouped = {}
    for function, small, worth, numbers in read():
        values = []
        for number, whole in zip(numbers, kinds[function]):
            fraction = Fraction(number)
            values += [number] if whole else [fraction.numerator, fraction.denominator]
        grouped.setdefault(function, []).append((small and worth is not None, worth, values))
    for function, rows in grouped.items():
        name = names[function]
        parts = [f"{name}_numerator", f"{name}_denominator"] if f"{name}_numerator" in made else [name]

        def query(columns):
            columns = ", ".join(columns)
            return ", ".join(f"{part}({columns}), typeof({part}({columns}))" for part in parts)

        def right(found, worth, values):
            assert set(found[1::2]) == {"HUGEINT"}, found
            assert Fraction(*found[::2]) == worth, (name, values, found, worth)

        # What is sure to fit is asked for all at once, as in a table of sizes.
        sure = [(worth, values) for fits, worth, values in rows if fits]
        columns = [f"c{place}" for place in range(len(rows[0][2]))]
        if columns and sure:
            table = ", ".join(f"({place}, {', '.join(map(str, values))})" for place, (_, values) in enumerate(sure))
            found = connection.execute(
                f"select {query(columns)} from (values {table}) t(place, {', '.join(columns)}) order by place"
            ).fetchall()
            for row, (worth, values) in zip(found, sure, strict=True):
                right(row, worth, values)
                yield
        # What does not fit is an error, and so is what is outside a domain.
        for _, worth, values in [row for row in rows if not row[0]][:20]:
            try:
                found = connection.execute(f"select {query(map(str, values))}").fetchone()
            except duckdb.Error:
                yield
                continue
            right(found, worth, values)
            yield


def sqlite_(_):
    import sqlite3

    script = open(path, encoding="utf-8").read()
    views = script.split("CREATE VIEW ")
    connection = sqlite3.connect(":memory:")
    exact = 0
    tables = {}
    for function, name in enumerate(names):
        view = next(view for view in views[1:] if view.startswith(f"{name} "))
        columns = [line.strip().rstrip(",") for line in view.splitlines()[1:]]
        columns = columns[:sum(1 if whole else 2 for whole in kinds[function])]
        tables[function] = (name, "CREATE VIEW " + view, columns)
    for function, small, worth, numbers in read():
        texts = []
        for number, whole in zip(numbers, kinds[function]):
            fraction = Fraction(number)
            texts += [number] if whole else [fraction.numerator, fraction.denominator]
        if any(not isinstance(text, int) or abs(text) >= 2**63 for text in texts):
            continue
        name, view, columns = tables[function]
        connection.execute("DROP VIEW IF EXISTS " + name)
        connection.execute("DROP TABLE IF EXISTS sizes")
        connection.execute(f"CREATE TABLE sizes ({', '.join(columns) or 'unused_'})")
        connection.execute(f"INSERT INTO sizes VALUES ({', '.join('?' for _ in texts) or 'NULL'})", texts)
        connection.execute(view)
        found = connection.execute(f"SELECT * FROM {name}").fetchone()[len(texts):]
        if any(part is None for part in found):
            assert worth is None or not small, (name, numbers, worth)
            yield
            continue
        assert all(isinstance(part, int) for part in found), found
        assert Fraction(*found) == worth, (name, numbers, found, worth)
        exact += 1
        yield
    print(exact, "of them exact")


runners = {"python": python, "numpy": numpy_, "sympy": sympy_, "sql": duckdb_, "sqlite": sqlite_}
names, kinds = zip(*(name.split(":") for name in names))
kinds = [[flag == "w" for flag in kind] for kind in kinds]
if language in ("python", "numpy", "sympy"):
    exported = module()
    functions = [getattr(exported, name) for name in names]
else:
    functions = None
print(sum(1 for _ in runners[language](functions)), "cases")
