WITH changes_read AS (
  SELECT
    id, version, deleted, digest, event_time AS event_ms, ingested_at AS ingested_ms,
    document ->> '$.channelId' AS channel, LOWER(COALESCE(document ->> '$.language', 'unknown')) AS tag,
    deleted = 0 AND COALESCE(document ->> '$.visibility', 'public') = 'public' AND COALESCE(document ->> '$.moderation', 'approved') = 'approved'
    AND COALESCE(document ->> '$.recommendable', 1) = 1 AS eligible
  FROM `${dataset}.changes`
), ranked AS (
  SELECT
    *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY version DESC, deleted DESC, digest DESC) AS from_latest,
    ROW_NUMBER() OVER (PARTITION BY id, eligible ORDER BY ingested_ms, version) AS from_first
  FROM changes_read
), suspended AS (
  SELECT id FROM `${dataset}.channel_history` AS history
  WHERE suspended = 1 AND NOT EXISTS (SELECT 1 FROM `${dataset}.channel_history` AS later WHERE later.id = history.id AND later.version > history.version)
)
SELECT
  latest.id AS id, CASE WHEN INSTR(latest.tag, '-') > 0 THEN SUBSTR(latest.tag, 1, INSTR(latest.tag, '-') - 1) ELSE latest.tag END AS language,
  first.event_ms AS first_event_ms, first.ingested_ms AS first_ingested_ms
FROM ranked AS latest
JOIN ranked AS first ON first.id = latest.id AND first.eligible AND first.from_first = 1
WHERE latest.from_latest = 1 AND latest.eligible AND (latest.channel IS NULL OR latest.channel NOT IN (SELECT id FROM suspended))
