import type { Command } from 'commander'
import type { RecommendRequest } from '#shared/recommendation/request/request.ts'
import { answerText } from '../answers/answer-text.ts'
import { withRecommender } from '../answers/recommender.ts'
import { audienceOf, requestOf, withAnswerOptions, type AnswerOptions } from '../answers/request.ts'
import { createCommand } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { colorsFor } from '../terminal/colors.ts'
import { show } from '../terminal/output.ts'

export function recommendCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return withAnswerOptions(createCommand('recommend', 'what to watch next after a video', context))
    .argument('<id>', 'the video')
    .action(async (id: string, options: AnswerOptions) => exit(await recommend(id, options, context)))
}

export function perspectivesCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return withAnswerOptions(createCommand('perspectives', 'the subject of a video from other points of view', context))
    .argument('<id>', 'the video')
    .action(async (id: string, options: AnswerOptions) => exit(await perspectives(id, options, context)))
}

export function searchCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return withAnswerOptions(createCommand('search', 'videos about a text, in any language', context))
    .argument('<text...>', 'what to look for')
    .action(async (words: string[], options: AnswerOptions) => exit(await search(words.join(' '), options, context)))
}

/** Shows the shelf beside a video. */
export function recommend(id: string, options: AnswerOptions, context: CliContext): Promise<ExitCode> {
  return answer('recommend', requestOf({ positive: [id] }, options), options, context)
}

/** Shows its subject from other points of view. */
export function perspectives(id: string, options: AnswerOptions, context: CliContext): Promise<ExitCode> {
  return answer('perspectives', requestOf({ positive: [id] }, options, 'perspectives'), options, context)
}

/** Shows what a search finds. */
export function search(text: string, options: AnswerOptions, context: CliContext): Promise<ExitCode> {
  return answer('recommend', requestOf({ text }, options), options, context)
}

type Way = 'recommend' | 'perspectives'

async function answer(way: Way, request: RecommendRequest, options: AnswerOptions, context: CliContext): Promise<ExitCode> {
  const found = await withRecommender(context, options, (recommender) => recommender[way](request, audienceOf(request)))
  show(context, options, found, () => answerText(found, colorsFor(context.stdout)))
  return EXIT.ok
}
