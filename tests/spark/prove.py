"""
Proves that the Spark plan gives DuckDB's rows, on a real local Spark. Not part of `npm test`: it needs Java 17 and pyspark.

  python3 -m venv /tmp/spark && /tmp/spark/bin/pip install pyspark
  npx tsx tests/spark/make.ts /tmp/cairn-spark          # demo records, the plan as Spark SQL, and DuckDB's rows
  /tmp/spark/bin/python tests/spark/prove.py /tmp/cairn-spark

Exits 0 where every row of each set of records is equal in every column, 1 where one is not. Prints no value of a record.
"""

import csv
import pathlib
import sys

from pyspark.sql import SparkSession

folder = pathlib.Path(sys.argv[1]).resolve()
spark = (
    SparkSession.builder.master("local[2]")
    .appName("cairn")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "8")
    .config("spark.driver.memory", "2g")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")

failed = False
for case in sorted(path for path in folder.iterdir() if (path / "plan.sql").exists()):
    name = (case / "records.txt").read_text().strip()
    files = [str(path) for path in sorted((case / "records").glob("*.csv"))]
    # Everything as text, as the builder reads it; Spark joins quotes by backslash unless told otherwise.
    records = spark.read.option("header", True).option("escape", '"').option("inferSchema", False).csv(files)
    records.createOrReplaceTempView(name)
    found = {tuple(str(value) for value in row) for row in spark.sql((case / "plan.sql").read_text()).collect()}
    with open(case / "duckdb.csv", newline="") as file:
        expected = {tuple(row) for row in list(csv.reader(file))[1:]}
    missing, extra = len(expected - found), len(found - expected)
    failed = failed or missing > 0 or extra > 0 or not expected
    print(f"{case.name}: {len(expected)} rows of DuckDB, {len(found)} of Spark {spark.version}; {missing} missing, {extra} extra")

spark.stop()
sys.exit(1 if failed else 0)
