import { writeFile } from 'node:fs/promises'
import { Argument, Command, Option } from 'commander'
import { openEmbedders, openTranscripts } from '#infra/adapters.ts'
import { UpnextError } from '#shared/errors.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { withCalibration } from '#shared/evaluation/calibration/calibrate.ts'
import { encodeRecipeFile } from '#shared/recipe/recipe-file.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { artefactsOf, withStatistics } from '#shared/recipe/statistics/artefacts-of.ts'
import { buildStatistics, type BuiltStatistics } from '#shared/recipe/statistics/build.ts'
import type { Video } from '#shared/video/event.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { createCommand, withOutput } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { eventVideos } from '../recipe/event-videos.ts'
import { readCalibration } from '../recipe/read-calibration.ts'
import { withStores } from '../stores.ts'
import { show, type CommonOptions } from '../terminal/output.ts'

export interface BuildRecipeOptions extends CommonOptions {
  readonly from: 'events' | 'warehouse'
  readonly calibration?: string
  readonly out: string
}

export function recipeCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return withOutput(new Command('recipe'), context)
    .description('what vectors, words and scores are made by')
    .addCommand(
      createCommand('build', 'compute the statistics of a catalogue: word rarity, tags, field means, what is repeated', context)
        .addArgument(new Argument('[files...]', 'files of events, in this order; - is standard input'))
        .addOption(new Option('--from <source>', 'where the catalogue is').choices(['events', 'warehouse']).makeOptionMandatory())
        .option('--calibration <file>', 'what `upnext calibrate --out` wrote, in place of the default')
        .requiredOption('--out <file>', 'where recipe and statistics go, as JSON; the same rows give the same bytes')
        .action(async (files: readonly string[], options: BuildRecipeOptions) => exit(await build(files, options, context))),
    )
}

/** Builds the statistics of a catalogue and writes the default recipe with them. */
async function build(files: readonly string[], options: BuildRecipeOptions, context: CliContext): Promise<ExitCode> {
  if (files.length > 0 !== (options.from === 'events')) {
    throw new UpnextError('invalid-request', '`--from events` takes files; `--from warehouse` takes none.')
  }
  const base =
    options.calibration === undefined ? DEFAULT_RECIPE : withCalibration(DEFAULT_RECIPE, await readCalibration(options.calibration))
  const built = await (options.from === 'events' ? fromEvents(files, context) : fromWarehouse(context))
  const artefacts = artefactsOf(built)
  const recipe = withStatistics(base, artefacts)
  await writeFile(options.out, encodeRecipeFile(recipe, artefacts))
  const report = {
    ...recipe.statistics,
    recipe: recipeDigest(recipe),
    documents: built.rarity.documents,
    terms: built.rarity.frequencies.size,
    tags: built.text.tags.names.length,
    repeatedParagraphs: built.text.paragraphs.size,
    repeatedSpeech: built.text.speech.size,
    languagePairs: Object.keys(built.languages.cosines.pairs).length,
    bytes: Object.values(artefacts).reduce((sum, bytes) => sum + bytes.length, 0),
  }
  show(context, options, report, () => reportText(report, options.out))
  return EXIT.ok
}

async function fromEvents(files: readonly string[], context: CliContext): Promise<BuiltStatistics> {
  const transcripts = await openTranscripts(context.config())
  return withVideos(eventVideos(files, transcripts, context), context)
}

function fromWarehouse(context: CliContext): Promise<BuiltStatistics> {
  return withStores(context, { readOnly: true }, ({ warehouse }) => withVideos(storedVideos(warehouse), context))
}

async function* storedVideos(warehouse: Warehouse): AsyncGenerator<Video> {
  for await (const { document } of warehouse.latestChanges()) if (document !== null) yield document
}

async function withVideos(videos: AsyncIterable<Video>, context: CliContext): Promise<BuiltStatistics> {
  const embedders = openEmbedders(context.config())
  try {
    return await buildStatistics(videos, DEFAULT_RECIPE, await embedders.lookup(DEFAULT_RECIPE.model))
  } finally {
    await embedders.close()
  }
}

interface BuildReport {
  readonly [name: string]: string | number | null
  readonly documents: number
  readonly terms: number
  readonly tags: number
  readonly bytes: number
}

function reportText({ rarity, text, fields, languages, recipe, ...counts }: BuildReport, out: string): string {
  const { documents, terms, tags, bytes } = counts
  const what = `${documents} videos: ${terms} terms, ${tags} tags, ${Math.ceil(bytes / 1024)} KiB in ${out}`
  const digests = Object.entries({ rarity, text, fields, languages, recipe })
  return [what, ...digests.map(([name, digest]) => `${name.padEnd(10)}${digest ?? ''}`)].join('\n')
}
