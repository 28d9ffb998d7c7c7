-- Of one order that was stored twice, the row that was stored first.
SELECT * FROM `${dataset}.video_changes`
WHERE TRUE
QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY version DESC, deleted DESC, digest DESC, ingested_at) = 1
