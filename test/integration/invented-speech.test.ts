import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createRecommender } from '#shared/recommendation/recommender.ts'
import type { Recommender } from '#shared/recommendation/recommender.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { parseEvent } from '#shared/video/event.ts'
import { upsertJson } from '#test/support/events.ts'
import { openTestIngest, STUB_RECIPE } from '#test/support/ingest.ts'
import { openTemporaryQdrant, skipWithoutQdrant } from '#test/support/qdrant.ts'
import { answeringDeps } from '#test/support/recommending.ts'

type Product = Awaited<ReturnType<typeof openTestIngest>>

/** Nobody speaks in them, and their titles have no word in common. */
const SPEECHLESS = [
  { title: 'Rain upon a tin roof', durationSeconds: 3607 },
  { title: 'Vinyl techno warehouse mix', durationSeconds: 5411 },
  { title: 'Baroque organ fugue', durationSeconds: 431 },
]
const cue = (text: string, i: number) => `00:${String(i).padStart(2, '0')}:00.000 --> 00:${String(i).padStart(2, '0')}:30.000\n${text}\n`
const vtt = (lines: readonly string[]) => ({ format: 'vtt', source: 'asr', text: `WEBVTT\n\n${lines.map(cue).join('\n')}` })
const whisper = (text: string, figures: Record<string, number>) => ({
  format: 'whisper-json',
  source: 'asr',
  text: JSON.stringify({
    segments: Array.from({ length: 20 }, (_, i) => ({ start: i * 20, end: i * 20 + 20, text: `${text} ${i}`, ...figures })),
  }),
})
const OUTROS = [
  'Thank you for watching!',
  'Please subscribe to my channel.',
  'See you in the next video.',
  'Subtitles by the Amara.org community',
]
const SENTENCE = 'The committee will now turn to the harbour accounts of last winter'

/** What speech recognition writes over music, the same under each of the three. */
const INVENTED = {
  'stock phrases': vtt(OUTROS),
  'outros of other languages': vtt([
    'ご視聴ありがとうございました',
    'Продолжение следует...',
    'Untertitel der Amara.org-Community',
    '请不吝点赞 订阅 转发',
  ]),
  'sounds in brackets': vtt(['[Music]', '♪♪♪', '(applause)', '[MUSIC PLAYING]']),
  'one word over and over': vtt(['la la la la la la la la la la la la la la la la la la la la la la la la']),
  'sentences that its own figures doubt': whisper(SENTENCE, { no_speech_prob: 0.9, avg_logprob: -0.4, compression_ratio: 1.2 }),
  'sentences that it guessed': whisper(SENTENCE, { no_speech_prob: 0.1, avg_logprob: -1.6, compression_ratio: 1.2 }),
  'a sentence now and then': vtt([`${SENTENCE}.`]),
}
/** The same words, as somebody says them: these do bring videos together, or nothing would be shown here. */
const SPOKEN = whisper(SENTENCE, { no_speech_prob: 0.1, avg_logprob: -0.2, compression_ratio: 1.2 })

function inventedSpeech(open: () => Promise<Product>): void {
  const opened: { product?: Product; recommender?: Recommender } = {}
  const ids = (kind: string) => SPEECHLESS.map((_, i) => `${kind} ${i}`)
  const publish = async (kind: string, transcript: Record<string, unknown>) => {
    for (const [i, video] of SPEECHLESS.entries()) {
      const event = upsertJson({
        ...video,
        durationSeconds: kind === 'spoken' ? 400 + 100 * i : video.durationSeconds,
        id: `${kind} ${i}`,
        transcript,
        language: 'en',
      })
      await opened.product?.ingest(parseEvent(event), 1)
    }
  }
  const neighbours = async (kind: string, id: string): Promise<string[]> => {
    const exclude = Object.keys(INVENTED)
      .concat('spoken')
      .filter((other) => other !== kind)
      .flatMap(ids)
    const request = parseRequest({ positive: [id], limit: 10, exclude }, 'default')
    const answer = await opened.recommender?.recommend(request, { regions: [] })
    return (answer?.items ?? []).filter(({ tier }) => tier === 'similar').map((item) => item.id)
  }

  before(async () => {
    const product = await open()
    const { index, registry, artefacts } = product.context
    Object.assign(opened, {
      product,
      recommender: createRecommender(answeringDeps([], { index, registry, artefacts, indexBudgetMs: 20_000 })),
    })
    for (const [kind, transcript] of Object.entries({ ...INVENTED, spoken: SPOKEN })) await publish(kind, transcript)
  })
  after(() => opened.product?.close())

  for (const kind of Object.keys(INVENTED)) {
    it(`makes neither neighbours nor duplicates of videos by ${kind}`, async () => {
      for (const id of ids(kind)) {
        assert.deepEqual(await neighbours(kind, id), [])
        const found = await opened.recommender?.duplicates(id)
        assert.deepEqual(
          found?.duplicates.filter((copy) => copy.id.startsWith(`${kind} `)),
          [],
        )
      }
    })
  }

  it('does where the same is said for certain', async () => {
    assert.deepEqual((await neighbours('spoken', 'spoken 0')).toSorted(), ['spoken 1', 'spoken 2'])
  })
}

describe('speech that was invented, on SQLite', () => {
  inventedSpeech(() => openTestIngest())
})

describe('speech that was invented, on Qdrant', { skip: skipWithoutQdrant }, () => {
  inventedSpeech(async () => {
    const stores = openTemporaryQdrant()
    await setUpIndex(stores, STUB_RECIPE, () => 0)
    const { index, registry, signals, artefacts } = stores
    const product = await openTestIngest({ context: { index, registry, signals, artefacts } })
    return { ...product, close: () => Promise.all([product.close(), stores.close()]).then(() => undefined) }
  })
})
