-- The videos that may be shown as their latest change has it, and when each could be for the first time.
WITH changes AS (
  SELECT
    id, version, deleted, digest, UNIX_MILLIS(event_time) AS event_ms, UNIX_MILLIS(ingested_at) AS ingested_ms,
    JSON_VALUE(document, '$.channelId') AS channel, LOWER(COALESCE(JSON_VALUE(document, '$.language'), 'unknown')) AS tag,
    NOT deleted AND COALESCE(JSON_VALUE(document, '$.visibility'), 'public') = 'public'
    AND COALESCE(JSON_VALUE(document, '$.moderation'), 'approved') = 'approved'
    AND COALESCE(JSON_VALUE(document, '$.recommendable'), 'true') = 'true' AS eligible
  FROM `${dataset}.video_changes`
), first AS (
  SELECT id, event_ms, ingested_ms FROM changes WHERE eligible
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY ingested_ms, version) = 1
), latest AS (
  SELECT * FROM changes WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY version DESC, deleted DESC, digest DESC, ingested_ms) = 1
)
SELECT
  latest.id AS id, CASE WHEN INSTR(tag, '-') > 0 THEN SUBSTR(tag, 1, INSTR(tag, '-') - 1) ELSE tag END AS language,
  first.event_ms AS first_event_ms, first.ingested_ms AS first_ingested_ms
FROM latest
JOIN first ON first.id = latest.id
LEFT JOIN `${dataset}.latest_channels` AS channels ON channels.id = latest.channel AND channels.suspended
WHERE latest.eligible AND channels.id IS NULL
