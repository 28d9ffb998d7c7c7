import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { TIER_NAMES } from '#shared/recommendation/tiers/registry.ts'
import logMetrics from '../../terraform/modules/monitoring/log-metrics.json' with { type: 'json' }

const METRICS: Readonly<Record<string, { readonly event: string; readonly value?: string }>> = logMetrics
const MODULE = 'terraform/modules/monitoring'

function loggedEvents(): Set<string> {
  const sources = globSync('{functions,infra,shared}/**/*.ts').map((path) => readFileSync(path, 'utf8'))
  return new Set(
    sources.flatMap((source) => Array.from(source.matchAll(/logger\.(?:debug|info|warn|error)\('([^']+)'/g), ([, name = '']) => name)),
  )
}

/** Headings as GitHub makes anchors of them. */
function anchors(path: string): string[] {
  const headings = readFileSync(path, 'utf8').matchAll(/^#{2,} (.+)$/gm)
  return Array.from(headings, ([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function named(file: string, pattern: RegExp): string[] {
  return Array.from(readFileSync(`${MODULE}/${file}`, 'utf8').matchAll(pattern), ([, name = '']) => name)
}

describe('monitoring in Terraform', () => {
  it('makes metrics of events that the code logs', () => {
    const logged = loggedEvents()
    assert.deepEqual(
      Object.values(METRICS)
        .map(({ event }) => event)
        .filter((event) => !logged.has(event)),
      [],
    )
  })

  it('has a metric for every tier', () => {
    const counted = Object.values(METRICS).flatMap(({ value }) => /^byTier\.(.+)$/.exec(value ?? '')?.[1] ?? [])
    assert.deepEqual(
      TIER_NAMES.filter((tier) => !counted.includes(tier)),
      [],
    )
  })

  it('links each alert to a section of the runbook', () => {
    const linked = [
      ...named('alerts.tf', /anchor += "([^"]+)"/g),
      ...named('slos.tf', /anchor += "([^"]+)"/g),
      ...named('budget.tf', /#([a-z-]+)"/g),
    ]
    const known = anchors('docs/runbook.md')
    assert.ok(linked.length > 15)
    assert.deepEqual(
      linked.filter((anchor) => !known.includes(anchor)),
      [],
    )
  })

  it('asks in PromQL for metrics that are made', () => {
    const asked = ['alerts.tf', 'dashboard.tf', 'slos.tf'].flatMap((file) => named(file, /log_(?:series|metric)\["([a-z0-9-]+)"\]/g))
    assert.ok(asked.length > 10)
    assert.deepEqual(
      asked.filter((name) => METRICS[name] === undefined),
      [],
    )
  })
})
