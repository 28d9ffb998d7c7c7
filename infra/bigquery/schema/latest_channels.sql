SELECT * FROM `${dataset}.channel_changes`
WHERE TRUE
QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY version DESC, suspended DESC, ingested_at) = 1
