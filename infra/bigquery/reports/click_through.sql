-- z = 1.96, squared 3.8416.
WITH sums AS (
  SELECT
    dimensions.dimension AS dimension,
    CASE dimensions.dimension
      WHEN 'all' THEN 'all' WHEN 'day' THEN day_name WHEN 'tier' THEN tier WHEN 'arm' THEN COALESCE(experiment || '/' || arm, 'none')
      WHEN 'position' THEN FORMAT('%d', position) WHEN 'language' THEN language ELSE signal_class
    END AS value,
    COUNT(*) AS shown, SUM(clicked) AS clicked, SUM(watched) AS watched, SUM(finished) AS finished, SUM(watch_seconds) AS watch_seconds,
    SUM(1.0 * watch_seconds * watch_seconds) AS squares
  FROM `${dataset}.feedback_outcomes`
  CROSS JOIN (
    SELECT 'all' AS dimension UNION ALL SELECT 'day' UNION ALL SELECT 'tier' UNION ALL SELECT 'arm' UNION ALL SELECT 'position'
    UNION ALL SELECT 'language' UNION ALL SELECT 'signal-class'
  ) AS dimensions
  WHERE day >= @from AND day <= @to
  GROUP BY dimension, value
), rates AS (
  SELECT *, 1.0 * clicked / shown AS rate, 1.0 * watch_seconds / shown AS mean_seconds FROM sums
)
SELECT
  dimension, value, shown, clicked, watched, finished, watch_seconds, rate,
  (rate + 1.9208 / shown - 1.96 * SQRT(rate * (1 - rate) / shown + 0.9604 / shown / shown)) / (1 + 3.8416 / shown) AS low,
  (rate + 1.9208 / shown + 1.96 * SQRT(rate * (1 - rate) / shown + 0.9604 / shown / shown)) / (1 + 3.8416 / shown) AS high,
  mean_seconds,
  -- ABS: of equal values the difference may come out a little below zero.
  CASE WHEN shown > 1 THEN 1.96 * SQRT(ABS(squares / shown - mean_seconds * mean_seconds) / (shown - 1)) END AS seconds_margin
FROM rates
ORDER BY dimension, shown DESC, value
