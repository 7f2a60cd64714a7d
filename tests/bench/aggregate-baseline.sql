-- What somebody would write by hand for the recipe of tests/bench/aggregate.ts, no dirt expected and none told: events, persons,
-- the most events of one person and the sum of squares for each cell of three tables, and of each year for the dispersion. Whoever is born on
-- 29 February has their birthday on 1 March (date_sub would take 28 February).
WITH records AS (
  SELECT
    person,
    CASE WHEN area = 'old' THEN 'a1' ELSE area END AS area,
    year(date) AS period,
    sex,
    year(date) - year(born) - CASE WHEN month(date) * 100 + day(date) < month(born) * 100 + day(born) THEN 1 ELSE 0 END AS age,
    fifth,
    CASE WHEN ethnicity IN ('A', 'B', 'C') THEN 'white' WHEN ethnicity IN ('H', 'J', 'K') THEN 'asian' ELSE 'unknown' END AS ethnicity
  FROM read_parquet($file)
  WHERE date BETWEEN DATE '2015-01-01' AND DATE '2024-12-31'
),
banded AS (
  SELECT
    *,
    CASE WHEN age < 20 THEN 0 WHEN age < 45 THEN 1 WHEN age < 65 THEN 2 WHEN age < 75 THEN 3 WHEN age < 85 THEN 4 ELSE 5 END AS fine,
    CASE WHEN age < 20 THEN 0 WHEN age < 65 THEN 1 ELSE 2 END AS wide
  FROM records
),
contributions AS (
  SELECT person, period, sex, fine, wide, fifth, ethnicity, area, count(*) AS n
  FROM banded
  GROUP BY GROUPING SETS (
    (person, period, sex, fine, area),
    (person, period, wide, fifth, area),
    (person, period, wide, ethnicity, area),
    (person, period)
  )
)
SELECT period, sex, fine, wide, fifth, ethnicity, area, sum(n) AS events, count(*) AS persons, max(n) AS largest, sum(n * n) AS squares
FROM contributions
GROUP BY ALL
