import { barPlot } from '#shared/report/plots.ts'
import { page, type Section } from '#shared/report/page.ts'
import type { Quality, VerifyReport } from './report.ts'

/** Bars that can be told apart in one plot. */
const BARS = 12

/** The report as one HTML page. */
export function verifyPage(report: VerifyReport): string {
  const { collection, serving, faults, recorded } = report
  const fate = faults.length === 0 ? 'It passes.' : `It does not pass: ${faults.map(({ text }) => text).join('; ')}.`
  const noted = recorded === null ? 'The registry does not know of it.' : 'The registry keeps the outcome.'
  const lead = `${fate} ${serving === null ? 'It serves.' : `${serving} serves.`} ${noted}`
  const relevance = report.relevance.length === 0 ? [] : [relevanceSection(report)]
  return page({
    title: `Verification of ${collection}`,
    lead,
    sections: [paritySection(report), recallSection(report), latencySection(report), exposureSection(report), ...relevance],
  })
}

function paritySection({ parity }: VerifyReport): Section {
  const kinds = ['missing', 'behind', 'tombstones', 'foreign', 'ahead'] as const
  return {
    heading: 'Parity with the warehouse',
    text: `${parity.videos} videos of the warehouse, ${parity.points} points. Digests over id, version, deletion, text and recipe differ in ${parity.buckets} of 256 buckets.`,
    table: {
      caption: 'Differences, and the first of them by name',
      head: ['kind', 'videos', 'ids'],
      rows: kinds.map((kind) => [kind, parity[kind].count, parity[kind].ids.join(', ')]),
    },
  }
}

function recallSection({ quality, serving }: VerifyReport): Section {
  const shown = quality.slice(0, BARS)
  const range = ({ mean, low, high }: Quality['recall']) => `${percent(mean)} (${percent(low)} to ${percent(high)})`
  return {
    heading: 'Recall of the twenty nearest',
    text: 'Of the twenty nearest by a search that measures every video, the share that the index finds; intervals hold 95 % of resampled means.',
    ...(shown.length > 0 && {
      plot: barPlot({
        title: 'Recall by group',
        description: 'The share of the twenty nearest that is found, of all seeds, of each language and of each age.',
        x: { label: 'group' },
        y: { label: 'recall@20', min: 0, max: 1 },
        categories: shown.map(({ group }) => group.replace(/^\w+ /, '')),
        series: [{ name: 'recall@20', values: shown.map(({ recall }) => ({ y: recall.mean, low: recall.low, high: recall.high })) }],
      }),
    }),
    table: {
      caption: 'Recall and, with what serves, the overlap of the ten best',
      head: ['group', 'seeds', 'recall@20', ...(serving === null ? [] : ['overlap@10'])],
      rows: quality.map(({ group, seeds, recall, overlap }) => [
        group,
        seeds,
        range(recall),
        ...(serving === null ? [] : [overlap === null ? '' : range(overlap)]),
      ]),
    },
  }
}

function latencySection({ latency }: VerifyReport): Section {
  const rows = latency === null ? [] : (['p50', 'p95', 'p99'] as const).map((name) => [name, latency[name].toFixed(1)])
  return {
    heading: 'Latency of a search',
    text: 'One after the other, seen from where the verification ran.',
    table: { caption: 'Milliseconds', head: ['of 100 searches', 'ms'], rows },
  }
}

function exposureSection({ exposure }: VerifyReport): Section {
  const shown = exposure.slice(0, BARS)
  return {
    heading: 'Exposure of field mixes',
    text: 'Which fields a video has should not decide whether it is seen: t title, d description, g tags, a automatic tags, s speech, u speech that does not bear out the title.',
    ...(shown.length > 0 && {
      plot: barPlot({
        title: 'Exposure by field mix',
        description: 'The share of each field mix in the catalogue and among the ten best.',
        x: { label: 'field mix' },
        y: { label: 'share', min: 0 },
        categories: shown.map(({ mix }) => mix),
        series: [
          { name: 'catalogue', values: shown.map(({ catalogue }) => ({ y: catalogue })) },
          { name: 'ten best', values: shown.map(({ top }) => ({ y: top })) },
        ],
      }),
    }),
    table: {
      caption: 'Shares of the catalogue and of the ten best',
      head: ['mix', 'catalogue', 'ten best', 'ratio'],
      rows: exposure.map(({ mix, catalogue, top, ratio }) => [mix, percent(catalogue), percent(top), ratio.toFixed(2)]),
    },
  }
}

function relevanceSection({ relevance }: VerifyReport): Section {
  return {
    heading: 'Relevance',
    table: {
      caption: 'Against what people said is related, and the gain over what serves',
      head: ['ground truth', 'seeds', 'measure', 'value', 'gain'],
      rows: relevance.flatMap(({ truth, seeds, metrics }) =>
        metrics.map(({ metric, value, gain }) => [
          truth,
          seeds,
          metric,
          value.mean.toFixed(3),
          gain === null ? '' : `${gain.mean.toFixed(3)} (${gain.low.toFixed(3)} to ${gain.high.toFixed(3)})`,
        ]),
      ),
    },
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
