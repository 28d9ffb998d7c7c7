SELECT * FROM `${dataset}.video_vectors`
WHERE TRUE
QUALIFY ROW_NUMBER() OVER (PARTITION BY id, recipe_digest ORDER BY ingested_at DESC, text_hash) = 1
