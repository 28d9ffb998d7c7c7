import type { Wordings, WordVector } from '#shared/index/point.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { paragraphKey } from '#shared/recipe/statistics/keys.ts'
import { NO_TEXT_STATISTICS } from '#shared/recipe/statistics/text-statistics.ts'
import type { TextStatistics } from '#shared/recipe/statistics/text-statistics.ts'
import { digestOf } from '#shared/video/document.ts'
import type { Video } from '#shared/video/event.ts'
import { chunksOf } from './chunks.ts'
import { cutToBytes } from './cut.ts'
import { writtenIn } from './detect-language.ts'
import { bytesForTranscript } from './limits.ts'
import { normalizeLine, normalizeText } from './normalize.ts'
import { titleKeys } from './spelling/keys.ts'
import { readTranscript } from './transcript/read.ts'
import type { TranscriptText } from './transcript/read.ts'
import { wordsOf } from './words.ts'

/** The model reads what a person would take in: the beginning of a title, the first paragraphs of a description. */
const TITLE_CHARACTERS = 300
const DESCRIPTION_CHARACTERS = 4000
/** Words are counted further down too, but what comes after that is no description. */
const DESCRIPTION_READ = 100_000

/** A video's texts, cleaned and cut to what a vector and words are made from. Empty strings and lists where there is nothing. */
export interface VideoTexts {
  readonly title: string
  readonly description: string
  readonly tags: readonly string[]
  /** The transcript, whole or in chunks. */
  readonly transcript: readonly string[]
  /** Whether the transcript is evidence of what is said: speech recognition made it, not the uploader. */
  readonly speechTrusted: boolean
  readonly words: WordVector
  /** Keys by which searches find the title that spell its words nearly alike. */
  readonly spelling: readonly number[]
  readonly wordings: Wordings
  /** What title and description are written in (else what is heard), as far as it can be told: primary subtag. */
  readonly textLanguage?: string
  /** sha256 (hex) of all that vector and words depend on, the recipe apart. */
  readonly textHash: string
}

/**
 * The texts of a video that `cutToLimits` has cut, its transcript resolved.
 * @param statistics What is known to come back all over the catalogue, and is left out.
 * @throws UpnextError `invalid-event` for a transcript that its format's parser cannot read at all.
 */
export function buildTexts(video: Video, recipe: Recipe, statistics: TextStatistics = NO_TEXT_STATISTICS): VideoTexts {
  const spoken = transcriptOf(video, recipe, statistics)
  const description = withoutRepeated(normalizeText(video.description.slice(0, DESCRIPTION_READ)), video.channelId, statistics)
  const title = normalizeLine(video.title)
  const tags = Array.from(new Set(video.tags.map(normalizeLine).filter((tag) => tag !== '')))
  const textLanguage = writtenIn(`${title}. ${description}`, video.language) ?? writtenIn(spoken.text, video.language)
  const { words, wordings } = wordsOf(
    { title, description, tags, transcript: spoken.text },
    { language: video.language, transcriptLanguage: video.transcript?.language, ...recipe.words },
  )
  const texts = {
    title: title.slice(0, TITLE_CHARACTERS).toWellFormed(),
    description: description.slice(0, DESCRIPTION_CHARACTERS).toWellFormed(),
    tags,
    transcript: chunksOf(spoken.text, recipe.transcript),
    speechTrusted: spoken.trusted,
    spelling: titleKeys(title.slice(0, TITLE_CHARACTERS), video.language),
  }
  const written = textLanguage === undefined ? {} : { textLanguage }
  return { ...texts, ...written, words, wordings, textHash: digestOf({ rules: recipe.textRules, ...texts, words: Array.from(words) }) }
}

/** What a channel says under every video says nothing of one. */
function withoutRepeated(description: string, channelId: string | undefined, { paragraphs }: TextStatistics): string {
  if (channelId === undefined || paragraphs.size === 0) return description
  const lines = description.split('\n')
  return lines.filter((line) => !paragraphs.has(paragraphKey(channelId, line))).join('\n')
}

function transcriptOf(video: Video, recipe: Recipe, { speech }: TextStatistics): Pick<TranscriptText, 'text' | 'trusted'> {
  const { transcript, durationSeconds } = video
  if (transcript?.text === undefined) return { text: '', trusted: false }
  const read = readTranscript(transcript, transcript.text, { durationSeconds, repeated: speech }, recipe)
  return { ...read, text: cutToBytes(read.text, bytesForTranscript(video)) }
}
