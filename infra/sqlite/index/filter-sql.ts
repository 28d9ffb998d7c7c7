import type { Filter } from '#shared/index/filter.ts'
import type { RankingPayload } from '#shared/index/point.ts'
import type { Tables } from '../collections.ts'
import type { Parameters } from '../connection.ts'

/** A condition on a row `p` of a points table, with its parameters. */
export interface Condition {
  readonly sql: string
  readonly parameters: Parameters
}

const SHOWN: Condition = { sql: 'p.standing = 0', parameters: {} }
const NOT_SUSPENDED: Condition = {
  sql: '(p.channel IS NULL OR p.channel NOT IN (SELECT id FROM channels WHERE suspended = 1))',
  parameters: {},
}

/** The filter and channel suspension, as one condition. Values are parameters, so that a kind of filter is one prepared statement. */
export function filterCondition(filter: Filter, { points, keys }: Pick<Tables, 'points' | 'keys'>): Condition {
  const conditions = [
    SHOWN,
    { sql: 'p.available_from <= $now AND p.available_until > $now', parameters: { now: filter.now } },
    ...flags(filter),
    ...oneOf('language', 'languages', filter.languages),
    ...noneOf('language', 'notLanguages', filter.notLanguages),
    ...oneOf('channel', 'channels', filter.channels),
    ...noneOf('channel', 'notChannels', filter.notChannels),
    ...oneOf('category', 'categories', filter.categories),
    ...noneOf('category', 'notCategories', filter.notCategories),
    ...within(filter),
    ...regions(filter.regions),
    ...notIds(filter.notIds, points),
    ...ids(filter.ids, points),
    ...sameAs(filter.sameAs, keys),
    NOT_SUSPENDED,
  ]
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)) as Parameters,
  }
}

/** Region limits as the column `regions` holds them: + (only there) or - (not there), then the countries between spaces. */
export function regionsColumn(limits: RankingPayload['regions']): string | null {
  if (limits === undefined) return null
  const [sign, countries] = 'allowed' in limits ? ['+', limits.allowed] : ['-', limits.blocked]
  return `${sign} ${countries.join(' ')} `
}

function regions(countries: Filter['regions']): Condition[] {
  if (countries === 'unknown') return [{ sql: 'p.regions IS NULL', parameters: {} }]
  return countries.map((country, i) => ({
    sql: `(p.regions IS NULL OR (instr(p.regions, $country${i}) > 0) = (substr(p.regions, 1, 1) = '+'))`,
    parameters: { [`country${i}`]: ` ${country} ` },
  }))
}

function flags({ ageRestricted, embeddableOnly }: Filter): Condition[] {
  return [
    ...(ageRestricted ? [] : [{ sql: 'p.age_restricted = 0', parameters: {} }]),
    ...(embeddableOnly === true ? [{ sql: 'p.embeddable = 1', parameters: {} }] : []),
  ]
}

function oneOf(column: string, name: string, values: readonly string[] | undefined): Condition[] {
  if (values === undefined) return []
  return [{ sql: `p.${column} IN (SELECT value FROM json_each($${name}))`, parameters: { [name]: JSON.stringify(values) } }]
}

function noneOf(column: string, name: string, values: readonly string[] | undefined): Condition[] {
  if (values === undefined || values.length === 0) return []
  const sql = `(p.${column} IS NULL OR p.${column} NOT IN (SELECT value FROM json_each($${name})))`
  return [{ sql, parameters: { [name]: JSON.stringify(values) } }]
}

function within({ minDuration, maxDuration }: Filter): Condition[] {
  if (minDuration === undefined && maxDuration === undefined) return []
  const parameters = { minDuration: minDuration ?? 0, maxDuration: maxDuration ?? Infinity }
  return [{ sql: 'p.duration BETWEEN $minDuration AND $maxDuration', parameters }]
}

/** By row number: comparing numbers in every row is cheaper than comparing ids. */
function notIds(ids: readonly string[] | undefined, points: string): Condition[] {
  if (ids === undefined || ids.length === 0) return []
  const sql = `p.n NOT IN (SELECT n FROM ${points} WHERE id IN (SELECT value FROM json_each($notIds)))`
  return [{ sql, parameters: { notIds: JSON.stringify(ids) } }]
}

function ids(wanted: readonly string[] | undefined, points: string): Condition[] {
  if (wanted === undefined) return []
  const sql = `p.n IN (SELECT n FROM ${points} WHERE id IN (SELECT value FROM json_each($ids)))`
  return [{ sql, parameters: { ids: JSON.stringify(wanted) } }]
}

function sameAs(wanted: readonly string[] | undefined, keys: string): Condition[] {
  if (wanted === undefined) return []
  const sql = `p.n IN (SELECT n FROM ${keys} WHERE key IN (SELECT value FROM json_each($sameAs)))`
  return [{ sql, parameters: { sameAs: JSON.stringify(wanted) } }]
}
