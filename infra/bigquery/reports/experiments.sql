-- Sums over viewers, or over sessions where no viewer is known: what a ratio of two sums and its variance are made of. Whoever was in several
-- arms counts in each, and as crossed.
WITH units AS (
  SELECT
    experiment, COALESCE(arm, 'none') AS arm, who, MIN(day_name) AS first_day, 1.0 * COUNT(*) AS shown, 1.0 * SUM(clicked) AS clicked,
    1.0 * SUM(watch_seconds) AS seconds
  FROM `${dataset}.feedback_outcomes`
  WHERE day >= @from AND day <= @to AND experiment IS NOT NULL
  GROUP BY experiment, arm, who
), placed AS (
  SELECT *, COUNT(*) OVER (PARTITION BY experiment, who) AS arms FROM units
)
SELECT
  experiment, arm, MIN(first_day) AS first_day, COUNT(*) AS units, SUM(CASE WHEN arms > 1 THEN 1 ELSE 0 END) AS crossed,
  SUM(shown) AS shown, SUM(clicked) AS clicked, SUM(seconds) AS seconds, SUM(shown * shown) AS shown_shown,
  SUM(clicked * clicked) AS clicked_clicked, SUM(shown * clicked) AS shown_clicked, SUM(seconds * seconds) AS seconds_seconds,
  SUM(shown * seconds) AS shown_seconds
FROM placed
GROUP BY experiment, arm
ORDER BY experiment, arm
