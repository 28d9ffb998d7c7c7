SELECT videos.id AS id, videos.language AS language, videos.first_ingested_ms AS since_ms
FROM `${dataset}.feedback_videos` AS videos
LEFT JOIN (SELECT DISTINCT item FROM `${dataset}.feedback_shown` WHERE day >= @from AND day <= @to) AS shown ON shown.item = videos.id
WHERE shown.item IS NULL
ORDER BY since_ms, id
LIMIT 1000
