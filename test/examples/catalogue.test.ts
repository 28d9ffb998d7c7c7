import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { parseEvent } from '#shared/video/event.ts'
import type { Video, VideoEvent } from '#shared/video/event.ts'
import { languageKey } from '#shared/video/language.ts'
import { readEvents, readLines, readPage, videosOf } from './read-catalogue.ts'

const NOW = '2026-11-24T00:00:00Z'
/** A re-upload copies its description, and the loud channel repeats one: both are cases of their own. */
const COPYING_CHANNELS = ['mirror-hd', 'loud-moon', 'clip-farm-9000']

describe('the example catalogue', () => {
  let events: VideoEvent[]
  let videos: Video[]

  before(async () => {
    events = await readEvents()
    videos = videosOf(events)
  })

  it('holds one event of the schema on each line', async () => {
    for (const { place, text } of await readLines()) assert.doesNotThrow(() => parseEvent(JSON.parse(text)), place)
  })

  it('gives every video an id of its own, but for one deliberate update', () => {
    assert.deepEqual(repeated(videos.map((video) => video.id)), ['pivot-chord-corrected'])
  })

  it('speaks at least twelve languages on at least twenty topics, each topic in five or more', () => {
    assert.ok(new Set(videos.map(languageOf)).size >= 12)
    const topics = Object.entries(Object.groupBy(videos, (video) => video.category ?? 'none')).filter(([topic]) => topic !== 'misc')
    assert.ok(topics.length >= 20)
    for (const [topic, group = []] of topics) assert.ok(new Set(group.map(languageOf)).size >= 5, topic)
  })

  it('writes each description anew', () => {
    const own = videos.filter((video) => !COPYING_CHANNELS.includes(video.channelId ?? ''))
    assert.deepEqual(repeated(own.flatMap((video) => video.description.split('\n').filter((line) => line !== ''))), [])
  })

  it('points each thumbnail to the picture of its id', () => {
    for (const { id, thumbnailUrl } of videos) assert.equal(thumbnailUrl, `/thumbnails/${encodeURIComponent(id)}.svg`)
  })

  it('names as source of a re-upload a video that it holds', () => {
    const urls = new Set(videos.map((video) => video.url))
    const sources = videos.flatMap((video) => video.sourceUrl ?? [])
    assert.ok(sources.length >= 3)
    for (const source of sources) assert.ok(urls.has(source), source)
  })

  const cases: Record<string, { readonly atLeast: number; readonly is: (video: Video) => boolean }> = {
    untagged: { atLeast: 25, is: (video) => video.tags.length === 0 },
    'tagged by a machine': { atLeast: 3, is: (video) => video.tagsSource === 'auto' },
    'with more tags than it can be about': { atLeast: 1, is: (video) => video.tags.length > 20 },
    'without a description': { atLeast: 5, is: (video) => video.description === '' },
    'titled in emoji only': { atLeast: 2, is: (video) => /^\p{RGI_Emoji}+$/v.test(video.title) },
    'without a language': { atLeast: 1, is: (video) => video.language === undefined },
    private: { atLeast: 1, is: (video) => video.visibility === 'private' },
    unlisted: { atLeast: 1, is: (video) => video.visibility === 'unlisted' },
    blocked: { atLeast: 1, is: (video) => video.moderation === 'blocked' },
    'waiting for moderation': { atLeast: 1, is: (video) => video.moderation === 'pending' },
    'no longer available': { atLeast: 1, is: (video) => video.availableUntil !== undefined && video.availableUntil < NOW },
    'not yet available': { atLeast: 1, is: (video) => video.availableFrom !== undefined && video.availableFrom > NOW },
    'limited to regions': { atLeast: 2, is: (video) => video.regions !== undefined && 'allowed' in video.regions },
    'blocked in regions': { atLeast: 2, is: (video) => video.regions !== undefined && 'blocked' in video.regions },
    'age restricted': { atLeast: 1, is: (video) => video.ageRestricted },
    'made for children': { atLeast: 3, is: (video) => video.madeForKids },
    'never recommended': { atLeast: 1, is: (video) => !video.recommendable },
    'never embedded in a page': { atLeast: 1, is: (video) => !video.embeddable },
    'with an id that an address must encode': { atLeast: 5, is: (video) => encodeURIComponent(video.id) !== video.id },
    'with an id that is not normalised': { atLeast: 1, is: (video) => video.id.normalize('NFC') !== video.id },
  }
  for (const [name, { atLeast, is }] of Object.entries(cases)) {
    it(`has a video ${name}`, () => {
      const found = videos.filter(is)
      assert.ok(found.length >= atLeast, `${found.length} found, ${atLeast} wanted`)
    })
  }

  it('suspends a channel, deletes a video by a later version and measures known videos', () => {
    const channels = new Set(videos.map((video) => video.channelId))
    const versions = new Map(videos.map((video) => [video.id, video.version]))
    for (const event of events) {
      if (event.type === 'channel.updated') assert.ok(channels.has(event.id), event.id)
      if (event.type === 'video.deleted') assert.ok(event.version > (versions.get(event.id) ?? Infinity), event.id)
      if (event.type === 'video.signals') assert.ok(versions.has(event.id), event.id)
    }
    assert.equal(new Set(events.map((event) => event.type)).size, 4)
  })

  it('is counted rightly by its page', async () => {
    const latest = [...new Map(videos.map((video) => [video.id, video])).values()]
    const counted = Object.entries(Object.groupBy(latest, (video) => video.category ?? 'none')).map(([topic, group = []]) => [
      topic,
      group.length,
    ])
    const rows = (await readPage('README.md')).matchAll(/^\| ([a-z-]+) ((?:\| [\d·]+ )+)\|$/gm)
    const stated = [...rows].filter(([, topic]) => topic !== 'all').map(([, topic, cells = '']) => [topic, sum(cells.match(/\d+/g) ?? [])])
    assert.deepEqual(stated.sort(), counted.sort())
  })

  it('explains itself with ids that it holds', async () => {
    const ids = new Set(videos.map((video) => video.id))
    const named = [...(await readPage('queries.md')).matchAll(/recommend '?([^\s'`]+)/g)].map(([, id]) => id ?? '')
    assert.ok(named.length >= 6)
    for (const id of named) assert.ok(ids.has(id), id)
  })
})

function languageOf(video: Video): string {
  return video.language === undefined ? 'none' : (languageKey(video.language) ?? 'none')
}

function sum(numbers: readonly string[]): number {
  return numbers.reduce((total, number) => total + Number(number), 0)
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
