-- A measurement beats the views that an upsert brought; seconds that are not known lose to 0.
SELECT * FROM `${dataset}.video_signals`
WHERE TRUE
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY id
  ORDER BY measured_at IS NOT NULL DESC, measured_at DESC, initial_version DESC, views DESC, IFNULL(watch_seconds, -1) DESC, ingested_at
) = 1
