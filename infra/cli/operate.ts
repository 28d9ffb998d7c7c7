import { openEmbedders, openPublisher, type Stores } from '#infra/adapters.ts'
import { viewerKeysOf } from '#infra/local/own-keys.ts'
import type { Config } from '#shared/config.ts'
import type { EventPublisher } from '#shared/events/publisher.ts'
import { createLogger } from '#shared/logger.ts'
import { runOperation, type Operation, type OperationDeps, type Stepper } from '#shared/operations/operation.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { watchRulesOf } from '#shared/watches/rules.ts'
import { sleep } from '#infra/sleep.ts'
import type { CliContext } from './context.ts'
import { withStores } from './stores.ts'

/** Tries of a message that is published again. */
const ATTEMPTS = 3

/**
 * Does an operation to its end: through the function operate where one is configured, since a laptop may not reach the stores themselves, else on
 * the stores.
 * @throws UpnextError what the operation throws, and as `withStores`.
 */
export async function operate<Input, Cursor, Report>(
  operation: Operation<Input, Cursor, Report>,
  input: Input,
  context: CliContext,
  onStep?: (report: Report) => void,
): Promise<Report> {
  const { operateUrl } = context.config()
  const run = { signal: context.signal, ...(onStep && { onStep }) }
  if (operateUrl !== undefined) {
    const { createRemoteStepper } = await import('#infra/operate/remote.ts')
    return runOperation(operation, input, createRemoteStepper({ url: operateUrl, signal: context.signal }), run)
  }
  const { access } = operation
  return withStores(context, { readOnly: access === 'read', mayBeMissing: access === 'set-up' }, async (stores, config) => {
    const publisher = lazyPublisher(config, context)
    const embedders = openEmbedders(config)
    const viewerKeys = await viewerKeysOf(config)
    const work = {
      publisher: publisher.open,
      embedders: embedders.lookup,
      rules: watchRulesOf(config),
      logger: createLogger('warn', (line) => context.stderr.write(line)),
    }
    const deps = { ...stores, ...work, ...settingsOf(config), recipe: DEFAULT_RECIPE, viewerKeys, clock: context.clock, sleep }
    return runOperation(operation, input, direct(deps, context.signal), run).finally(async () => {
      await Promise.all([publisher.close(), embedders.close()])
    })
  })
}

function settingsOf({ eventTimeoutS }: Config) {
  return { eventTimeoutMs: eventTimeoutS * 1000 }
}

function direct(deps: Stores & OperationDeps, signal: AbortSignal): Stepper {
  return (operation, input, cursor, tell) => operation.step(input, cursor, deps, signal, tell)
}

function lazyPublisher(config: Config, { signal, clock }: CliContext) {
  const opened: { publisher?: Promise<EventPublisher> } = {}
  return {
    open: () => (opened.publisher ??= openPublisher(config, { attempts: ATTEMPTS, signal, clock })),
    close: async () => (await opened.publisher?.catch(() => undefined))?.close(),
  }
}
