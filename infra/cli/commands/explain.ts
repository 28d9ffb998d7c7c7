import type { Command } from 'commander'
import type { Explanation } from '#shared/recommendation/explain/explain.ts'
import { withRecommender } from '../answers/recommender.ts'
import { audienceOf, requestOf, withAnswerOptions, type AnswerOptions } from '../answers/request.ts'
import { createCommand } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { show } from '../terminal/output.ts'
import { printable } from '../terminal/table.ts'

export function explainCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return withAnswerOptions(createCommand('explain', 'why a video is on the shelf beside another, or is not', context))
    .argument('<seed>', 'the video whose shelf it is')
    .argument('<candidate>', 'the video in question')
    .action(async (seed: string, candidate: string, options: AnswerOptions) => exit(await explain(seed, candidate, options, context)))
}

/** Shows what every rule says of a candidate. */
export async function explain(seed: string, candidate: string, options: AnswerOptions, context: CliContext): Promise<ExitCode> {
  const request = requestOf({ positive: [seed] }, options)
  const found = await withRecommender(context, options, (recommender) => recommender.explain(request, audienceOf(request), candidate))
  show(context, options, { seed, ...found }, () => explanationText(seed, found, colorsFor(context.stdout)))
  return EXIT.ok
}

function explanationText(seed: string, { candidate, onShelf, position, tier, steps }: Explanation, colors: Colors): string {
  const { bold, green, red } = colors
  const verdict = onShelf ? green(`is number ${position} on the shelf, by the tier ${tier}`) : red('is not on the shelf')
  const lines = steps.map(({ rule, passed, detail }) => `${mark(passed, colors)}  ${rule.padEnd(14)}  ${printable(detail)}`)
  return [`${bold(printable(candidate))} ${verdict} of ${bold(printable(seed))}`, '', ...lines].join('\n')
}

function mark(passed: boolean | null, { green, red, dim }: Colors): string {
  if (passed === null) return dim('–')
  return passed ? green('✓') : red('✗')
}
