-- As click_through, by the places things stood in.
SELECT
  dimensions.dimension AS dimension,
  CASE dimensions.dimension
    WHEN 'tier' THEN tier WHEN 'arm' THEN COALESCE(experiment || '/' || arm, 'none') WHEN 'language' THEN language ELSE signal_class
  END AS value,
  position, COUNT(*) AS shown, SUM(clicked) AS clicked
FROM `${dataset}.feedback_outcomes`
CROSS JOIN (
  SELECT 'tier' AS dimension UNION ALL SELECT 'arm' UNION ALL SELECT 'language' UNION ALL SELECT 'signal-class'
) AS dimensions
WHERE day >= @from AND day <= @to
GROUP BY dimension, value, position
ORDER BY dimension, value, position
