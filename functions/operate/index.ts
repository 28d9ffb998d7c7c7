import { http } from '@google-cloud/functions-framework'
import { openEmbedders, openPublisher, openStores } from '#infra/adapters.ts'
import { sleep } from '#infra/sleep.ts'
import { hideFrameworkDetails, loadConfig } from '#shared/config.ts'
import { createLogger } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { watchRulesOf } from '#shared/watches/rules.ts'
import { toHttpFunction } from '../http.ts'
import { createOperateApp } from './app.ts'

hideFrameworkDetails()
const config = loadConfig()
const stores = await openStores(config)
const logger = createLogger(config.logLevel)
const opened: { publisher?: ReturnType<typeof openPublisher> } = {}
const publisher = () => (opened.publisher ??= openPublisher(config))

const { lookup: embedders } = openEmbedders(config)
const work = {
  publisher,
  embedders,
  rules: watchRulesOf(config),
  logger,
  eventTimeoutMs: config.eventTimeoutS * 1000,
  clock: Date.now,
  sleep,
}

http('operate', toHttpFunction(createOperateApp({ ...config, ...stores, ...work, recipe: DEFAULT_RECIPE })))
