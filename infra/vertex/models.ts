import type { TextUse } from '#shared/embedding/embedder.ts'

/** What one call may hold. */
export interface CallLimits {
  readonly texts: number
  /** Tokens of all texts together. */
  readonly tokens: number
  /** Tokens of one text; the service refuses a longer one where it may not cut it. */
  readonly textTokens: number
}

export interface PublisherModel {
  readonly limits: CallLimits
  /** Numbers a vector, at most; the first so many of them may be asked for. Shorter ones come without length 1. */
  readonly maxDimensions: number
  readonly defaultDimensions: number
}

/**
 * Google's multilingual models behind `predict`. Those for English alone are left out: this catalogue has many languages.
 * @see https://cloud.google.com/vertex-ai/generative-ai/docs/embeddings/get-text-embeddings (models, limits)
 */
export const PUBLISHER_MODELS: Readonly<Record<string, PublisherModel>> = {
  'gemini-embedding-001': { limits: { texts: 1, tokens: 2048, textTokens: 2048 }, maxDimensions: 3072, defaultDimensions: 768 },
  'text-multilingual-embedding-002': {
    limits: { texts: 250, tokens: 20_000, textTokens: 2048 },
    maxDimensions: 768,
    defaultDimensions: 768,
  },
}

/**
 * A model of one's own behind an endpoint says nothing of its limits. Multilingual encoders commonly read 512 tokens; a call may have 1.5 MB.
 * @see https://cloud.google.com/vertex-ai/docs/quotas#serving (size of a request)
 */
export const ENDPOINT_LIMITS: CallLimits = { texts: 32, tokens: 16_384, textTokens: 512 }

/** How a model is told what a text is for. `similarity` treats all texts alike, `retrieval` sets what is asked apart from what is found. */
export type Tasks = 'similarity' | 'retrieval'

/** @see https://cloud.google.com/vertex-ai/generative-ai/docs/embeddings/task-types */
export const TASK_TYPES: Readonly<Record<Tasks, Readonly<Record<TextUse, string>>>> = {
  similarity: { video: 'SEMANTIC_SIMILARITY', query: 'SEMANTIC_SIMILARITY' },
  retrieval: { video: 'RETRIEVAL_DOCUMENT', query: 'RETRIEVAL_QUERY' },
}
