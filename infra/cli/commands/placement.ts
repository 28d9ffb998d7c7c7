import type { Command } from 'commander'
import { signingKeysOf } from '#infra/local/own-keys.ts'
import { readPlacements } from '#infra/placements-file.ts'
import { UpnextError } from '#shared/errors.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { bucketOf } from '#shared/recommendation/experiment/bucket.ts'
import { HELD_OUT } from '#shared/recommendation/experiment/experiment-schema.ts'
import { plannedShares } from '#shared/recommendation/experiment/planned-shares.ts'
import { sealArm, TESTER_PURPOSE, type TesterArm } from '#shared/recommendation/experiment/tester-token.ts'
import { editorialAt, type Editorial } from '#shared/recommendation/request/editorial.ts'
import { createSigner } from '#shared/recommendation/signed/signer.ts'
import { placementNamed } from '#shared/recommendation/request/placements.ts'
import { answerText } from '../answers/answer-text.ts'
import { withRecommender } from '../answers/recommender.ts'
import { audienceOf, requestOf } from '../answers/request.ts'
import { createCommand } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { colorsFor } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'
import { printable } from '../terminal/table.ts'

interface PreviewOptions extends CommonOptions {
  readonly seed?: string
  readonly at?: string
  readonly limit?: string
}

export function placementCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  const preview = createCommand('preview', 'the shelf of a placement, now or at another time', context)
    .argument('<name>', 'the placement, as requests name it')
    .option('--seed <id>', 'the video whose shelf it is; none: the shelf of a start page')
    .option('--at <time>', 'when it is looked at, RFC 3339, such as 2027-01-01T00:00:00Z')
    .option('--limit <n>', 'items wanted')
    .action(async (name: string, options: PreviewOptions) => exit(await previewPlacement(name, options, context)))
  const check = createCommand('check', 'read the file of UPNEXT_PLACEMENTS and name all its faults', context).action(
    async (options: CommonOptions) => exit(await checkPlacements(options, context)),
  )
  const bucket = createCommand('bucket', 'the bucket of a viewer, as player and site make it from their own id', context)
    .argument('<viewer>', 'the id')
    .action((viewer: string, options: CommonOptions) => {
      show(context, options, { bucket: bucketOf(viewer) }, () => String(bucketOf(viewer)))
      exit(EXIT.ok)
    })
  const token = createCommand('token', "a tester's token for an arm, to be sent as the parameter `arm`", context)
    .argument('<experiment>', 'its id')
    .argument('<arm>', `its name, or ${HELD_OUT}`)
    .action(async (experiment: string, arm: string, options: CommonOptions) => exit(await makeToken({ experiment, arm }, options, context)))
  const placement = createCommand('placement', 'the policies of the spots of player and site', context).enablePositionalOptions()
  return [preview, check, bucket, token].reduce((all, command) => all.addCommand(command), placement)
}

async function makeToken(chosen: TesterArm, options: CommonOptions, context: CliContext): Promise<ExitCode> {
  const config = context.config()
  const shares = plannedShares(await readPlacements(config), chosen.experiment)
  if (shares === undefined || (chosen.arm !== HELD_OUT && !(chosen.arm in shares))) {
    throw new UpnextError('invalid-request', 'No placement has this arm.', { fix: 'Look into the file of UPNEXT_PLACEMENTS.' })
  }
  const token = sealArm(createSigner(await signingKeysOf(config), TESTER_PURPOSE), chosen)
  show(context, options, { token }, () => token)
  return EXIT.ok
}

async function previewPlacement(name: string, options: PreviewOptions, context: CliContext): Promise<ExitCode> {
  const { seed, at, limit } = options
  const now = at === undefined ? context.clock() : timeOf(at)
  const editorial = editorialAt(placementNamed(await readPlacements(context.config()), name), now)
  const request = requestOf({ positive: seed === undefined ? [] : [seed] }, { placement: name, ...(limit !== undefined && { limit }) })
  const answer = await withRecommender({ ...context, clock: () => now }, options, (recommender) =>
    recommender.recommend(request, audienceOf(request)),
  )
  const { pins, hides, boosts } = editorial
  const found = { placement: name, at: new Date(now).toISOString(), pins, hides, boosts, answer }
  show(context, options, found, () => previewText(found, answerText(answer, colorsFor(context.stdout))))
  return EXIT.ok
}

async function checkPlacements(options: CommonOptions, context: CliContext): Promise<ExitCode> {
  const placements = Object.keys(await readPlacements(context.config()))
  show(context, options, { placements }, () => `All well: ${placements.map(printable).join(', ')}`)
  return EXIT.ok
}

function timeOf(text: string): number {
  const time = /^\d{4}-\d\d-\d\d(?:T.+(?:Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : NaN
  if (!Number.isNaN(time)) return time
  throw new UpnextError('invalid-request', '--at takes a time such as 2027-01-01T00:00:00Z.', { fix: 'Correct the named option.' })
}

/** What editors want at that time, and what of it the shelf shows. */
function previewText({ at, answer, pins, hides, boosts }: Editorial & { at: string; answer: Answer }, table: string): string {
  const lines = [
    ...pins.map(({ video, position }) => {
      const isShown = answer.items.some(({ id, tier }) => id === video && tier === 'pinned')
      return `pin    ${printable(video)} at ${position}${isShown ? '' : ': not shown, since it is not eligible or the shelf ends before'}`
    }),
    ...hides.map((hide) => `hide   ${'video' in hide ? printable(hide.video) : `channel ${printable(hide.channel)}`}`),
    ...boosts.map((boost) => `boost  ${boostedBy(boost)} times ${boost.factor}`),
  ]
  return [`At ${at}`, ...lines, '', table].join('\n')
}

function boostedBy(boost: Editorial['boosts'][number]): string {
  if ('video' in boost) return printable(boost.video)
  return 'channel' in boost ? `channel ${printable(boost.channel)}` : `category ${printable(boost.category)}`
}
