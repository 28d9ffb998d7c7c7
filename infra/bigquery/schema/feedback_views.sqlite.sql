SELECT
  id, views, from_ms,
  COALESCE(LEAD(from_ms) OVER (PARTITION BY id ORDER BY measured, from_ms, clock, views), 9000000000000000) AS until_ms
FROM (SELECT id, views, measured, clock, CASE measured WHEN 1 THEN clock ELSE 0 END AS from_ms FROM `${dataset}.signal_history`) AS signals
