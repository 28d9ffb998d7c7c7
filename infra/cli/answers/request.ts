import { z } from 'zod'
import type { Command } from 'commander'
import { UpnextError } from '#shared/errors.ts'
import { COMMON, POSITIVE, TEXT } from '#shared/recommendation/request/parameters.ts'
import type { Audience } from '#shared/recommendation/deps.ts'
import { toRequest, type RecommendRequest } from '#shared/recommendation/request/request.ts'
import type { CommonOptions } from '../terminal/output.ts'

/** What an answer can be asked for on the command line. */
export interface AnswerOptions extends CommonOptions {
  readonly limit?: string
  readonly languages?: readonly string[]
  readonly placement?: string
  readonly region?: string
}

const schema = z.strictObject({ ...COMMON, ...POSITIVE, text: TEXT.text.optional() })

export function withAnswerOptions(command: Command): Command {
  return command
    .option('--limit <n>', 'items wanted')
    .option('--languages <tag...>', 'languages wanted first, such as en or zh-Hant')
    .option('--placement <name>', 'policy of a spot of player or site')
    .option('--region <country>', 'country of the viewer, two letters')
}

/**
 * The request behind an id or a text with options.
 * @param placement Where the options name none.
 * @throws UpnextError `invalid-request` that names every option at fault and what it takes.
 */
export function requestOf(
  about: { readonly positive: string[] } | { readonly text: string },
  options: AnswerOptions,
  placement = defaultPlacement(about),
): RecommendRequest {
  const { limit, languages, placement: named, region } = options
  const result = schema.safeParse({
    ...about,
    ...(limit !== undefined && { limit: Number(limit) }),
    ...(languages !== undefined && { languages }),
    ...(named !== undefined && { placement: named }),
    ...(region !== undefined && { region }),
  })
  if (result.success) {
    const { text, ...parameters } = result.data
    return { ...toRequest(parameters, placement), ...(text !== undefined && { text }) }
  }
  const faults = result.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)
  throw new UpnextError('invalid-request', faults.join('; '), { fix: 'Correct the named options.' })
}

/** Who searches wants nothing rather than something else. */
function defaultPlacement(about: object): string {
  return 'text' in about ? 'search' : 'default'
}

/** Who asks: nobody that is known, in the country that was named. */
export function audienceOf({ region }: RecommendRequest): Audience {
  return { regions: region === undefined ? [] : [region] }
}
