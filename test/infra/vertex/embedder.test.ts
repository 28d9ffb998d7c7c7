import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { status } from '@grpc/grpc-js'
import { createVertexEmbedder, type VertexOptions } from '#infra/vertex/embedder.ts'
import { estimateTokens } from '#infra/vertex/pieces.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { isUpnextError, type ErrorCode } from '#shared/errors.ts'
import { startVertexServer, type Answer, type PredictCall } from '#test/support/vertex-server.ts'

const GEMINI = 'vertex:gemini-embedding-001@4'
const MULTILINGUAL = 'vertex:text-multilingual-embedding-002@4'
const ENDPOINT = 'vertex-endpoint:1234567890@4'

/** A vector that tells texts apart and is far from length 1. */
const numbersOf = (text: string): number[] => [text.length + 1, text.codePointAt(0) ?? 0, text.codePointAt(text.length - 1) ?? 0, 7]
const googles = ({ texts }: PredictCall): Answer =>
  texts.map((text) => ({ embeddings: { values: numbersOf(text), statistics: { token_count: 3, truncated: false } } }))

interface World {
  readonly embedder: Embedder
  readonly calls: readonly PredictCall[]
}

async function inWorld(
  model: string,
  answer: (call: PredictCall, at: number) => Answer,
  work: (world: World) => Promise<void>,
  options: Partial<VertexOptions> = {},
): Promise<void> {
  using server = await startVertexServer(answer)
  const { clientOptions, calls } = server
  const embedder = await createVertexEmbedder({ model, projectId: 'p', location: 'europe-west1', clientOptions, ...options })
  try {
    await work({ embedder, calls })
  } finally {
    await embedder.close()
  }
}

function assertSame(vector: Float32Array | undefined, numbers: readonly number[]): void {
  const length = Math.hypot(...numbers)
  assert.equal(vector?.length, numbers.length)
  numbers.forEach((value, at) => assert.ok(Math.abs((vector[at] ?? NaN) - value / length) < 1e-6))
}

const failsWith = (code: ErrorCode) => (error: unknown) => isUpnextError(error, code)

describe("Google's models", () => {
  it('give unit vectors in order, asked as the API wants it', () =>
    inWorld(MULTILINGUAL, googles, async ({ embedder, calls }) => {
      const texts = ['a harbour', 'ein Hafen', '港']
      const vectors = await embedder.embed(texts)
      texts.forEach((text, at) => assertSame(vectors[at], numbersOf(text)))
      assert.deepEqual(calls, [
        {
          endpoint: 'projects/p/locations/europe-west1/publishers/google/models/text-multilingual-embedding-002',
          texts,
          tasks: texts.map(() => 'SEMANTIC_SIMILARITY'),
          parameters: { autoTruncate: false, outputDimensionality: 4 },
        },
      ])
    }))

  it('are told what a text is for where the recipe wants retrieval', () =>
    inWorld(`${MULTILINGUAL}/retrieval`, googles, async ({ embedder, calls }) => {
      await embedder.embed(['a'])
      await embedder.embed(['b'], 'query')
      assert.deepEqual(
        calls.map(({ tasks }) => tasks),
        [['RETRIEVAL_DOCUMENT'], ['RETRIEVAL_QUERY']],
      )
    }))

  it('get one text a call where they take no more', () =>
    inWorld(GEMINI, googles, async ({ embedder, calls }) => {
      const vectors = await embedder.embed(['a', 'bb', 'ccc'])
      assertSame(vectors[2], numbersOf('ccc'))
      assert.deepEqual(
        calls.map(({ texts }) => texts.length),
        [1, 1, 1],
      )
    }))

  it('get no more texts and tokens a call than they take', () =>
    inWorld(MULTILINGUAL, googles, async ({ embedder, calls }) => {
      const texts = Array.from({ length: 600 }, (_, at) => `${at} `.repeat(at % 90).trim() || 'x')
      const vectors = await embedder.embed(texts)
      texts.forEach((text, at) => assertSame(vectors[at], numbersOf(text)))
      for (const call of calls) {
        assert.ok(call.texts.length <= 250)
        assert.ok(call.texts.reduce((sum, text) => sum + estimateTokens(text), 0) <= 20_000)
      }
    }))

  it('get a long text in parts that hold all of it, and its vector is their mean', () =>
    inWorld(GEMINI, googles, async ({ embedder, calls }) => {
      const text = Array.from({ length: 200 }, (_, at) => `Мастер точит рубанок ${at + 1000}.`).join(' ')
      const [vector] = await embedder.embed([text])
      const parts = calls.map(({ texts }) => texts[0] ?? '')
      assert.ok(parts.length > 1)
      assert.equal(
        parts
          .sort((a, b) => text.indexOf(a) - text.indexOf(b))
          .join('')
          .replaceAll(' ', ''),
        text.replaceAll(' ', ''),
      )
      const units = parts.map((part) => numbersOf(part).map((value) => value / Math.hypot(...numbersOf(part))))
      assertSame(
        vector,
        [0, 1, 2, 3].map((at) => units.reduce((sum, unit) => sum + (unit[at] ?? 0), 0)),
      )
    }))

  it('get smaller parts where they find more tokens than was estimated', () => {
    const strict = (call: PredictCall): Answer =>
      call.texts.some((text) => text.length > 1000) ? { refuse: status.INVALID_ARGUMENT } : googles(call)
    return inWorld(MULTILINGUAL, strict, async ({ embedder, calls }) => {
      const [long, short] = await embedder.embed(['qzxv '.repeat(600).trim(), 'short'])
      assert.equal(long?.length, 4)
      assertSame(short, numbersOf('short'))
      const taken = calls.flatMap(({ texts }) => texts).filter((text) => text.length <= 1000 && text !== 'short')
      assert.equal(taken.join('').replaceAll(' ', ''), 'qzxv'.repeat(600))
    })
  })
})

describe('an endpoint', () => {
  it('gets the texts alone and may answer with bare lists', () =>
    inWorld(
      ENDPOINT,
      ({ texts }) => texts.map(numbersOf),
      async ({ embedder, calls }) => {
        assertSame((await embedder.embed(['a', 'bb']))[1], numbersOf('bb'))
        assert.deepEqual(calls, [
          {
            endpoint: 'projects/p/locations/europe-west1/endpoints/1234567890',
            texts: ['a', 'bb'],
            tasks: [undefined, undefined],
            parameters: {},
          },
        ])
      },
    ))

  it("may answer as Google's models do", () =>
    inWorld(ENDPOINT, googles, async ({ embedder }) => assertSame((await embedder.embed(['a']))[0], numbersOf('a'))))
})

describe('faults', () => {
  it('that pass are tried again', () =>
    inWorld(
      GEMINI,
      (call, at) => (at < 2 ? { refuse: at === 0 ? status.UNAVAILABLE : status.INTERNAL } : googles(call)),
      async ({ embedder, calls }) => {
        assertSame((await embedder.embed(['a']))[0], numbersOf('a'))
        assert.equal(calls.length, 3)
      },
    ))

  it('of quota wait as long as the service asks, or hand that on where time is short', () =>
    inWorld(
      GEMINI,
      (call, at) => (at === 0 ? googles(call) : { refuse: status.RESOURCE_EXHAUSTED, retrySeconds: 17 }),
      async ({ embedder, calls }) => {
        await embedder.embed(['a'])
        await assert.rejects(embedder.embed(['b'], 'query'), (error) => {
          assert.ok(isUpnextError(error, 'unavailable'))
          assert.ok(error.retryable && error.retryAfterSeconds === 17)
          return true
        })
        assert.equal(calls.length, 2)
      },
    ))

  it('of quota tell a pause of their own where the service names none', () =>
    inWorld(
      GEMINI,
      () => ({ refuse: status.RESOURCE_EXHAUSTED }),
      async ({ embedder }) => {
        await assert.rejects(
          embedder.embed(['b'], 'query'),
          (error) => isUpnextError(error, 'unavailable') && error.retryAfterSeconds === 5,
        )
      },
    ))

  it('end with the deadline when nobody answers', () =>
    inWorld(
      GEMINI,
      () => 'silence',
      async ({ embedder, calls }) => {
        const start = performance.now()
        await assert.rejects(embedder.embed(['a']), failsWith('unavailable'))
        assert.ok(performance.now() - start < 2000)
        assert.ok(calls.length >= 1)
      },
      { deadlineMs: { video: 500, query: 500 } },
    ))

  it('of one call stop those that have not begun', () =>
    inWorld(
      GEMINI,
      () => ({ refuse: status.PERMISSION_DENIED }),
      async ({ embedder, calls }) => {
        await assert.rejects(embedder.embed(Array.from({ length: 50 }, (_, at) => `text ${at}`)), failsWith('configuration'))
        assert.ok(calls.length < 10, `${calls.length}`)
      },
      { concurrency: 2 },
    ))

  for (const [what, refuse, code] of [
    ['a text that the model refuses', status.INVALID_ARGUMENT, 'embedding'],
    ['missing rights', status.PERMISSION_DENIED, 'configuration'],
    ['no identity', status.UNAUTHENTICATED, 'configuration'],
    ['a model that is not there', status.NOT_FOUND, 'configuration'],
  ] as const) {
    it(`tell ${what} from what passes, and do not try again`, () =>
      inWorld(
        GEMINI,
        () => ({ refuse }),
        async ({ embedder, calls }) => {
          await assert.rejects(
            embedder.embed(['a']),
            (error) => isUpnextError(error, code) && !error.retryable && error.cause !== undefined,
          )
          assert.equal(calls.length, 1)
        },
      ))
  }

  for (const [what, answer, code] of [
    ['other dimensions', [[1, 2, 3]], 'configuration'],
    ['too few predictions', [], 'embedding'],
    ['words for numbers', [['a', 'b', 'c', 'd']], 'embedding'],
    ['no vector at all', [{ embeddings: { values: 'none' } }], 'embedding'],
    ['zeros', [[0, 0, 0, 0]], 'embedding'],
    ['numbers that are none', [[1, NaN, 0, 0]], 'embedding'],
  ] as const) {
    it(`in the answer (${what}) are told`, () =>
      inWorld(
        ENDPOINT,
        () => answer,
        async ({ embedder }) => {
          await assert.rejects(embedder.embed(['a']), failsWith(code))
        },
      ))
  }

  it('of the caller never reach the service', () =>
    inWorld(GEMINI, googles, async ({ embedder, calls }) => {
      await assert.rejects(embedder.embed(['a', ' ']), failsWith('embedding'))
      assert.deepEqual(await embedder.embed([]), [])
      assert.deepEqual(await embedder.understands(['नमस्ते', ' ']), [true, false])
      assert.equal(calls.length, 0)
    }))
})
