-- The views of a video over time: from when until when each number held. What an upsert brought holds from the beginning.
SELECT
  id, views, from_ms,
  COALESCE(LEAD(from_ms) OVER (PARTITION BY id ORDER BY measured, from_ms, initial_version, views), 9000000000000000) AS until_ms
FROM (
  SELECT id, views, IF(measured_at IS NULL, 0, 1) AS measured, COALESCE(UNIX_MILLIS(measured_at), 0) AS from_ms, initial_version
  FROM `${dataset}.video_signals`
) AS signals
